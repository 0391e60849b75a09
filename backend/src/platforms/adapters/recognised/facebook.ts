/** Facebook: pages by name or number, in many shapes of links. Rules read 2026-11. */
import type { InputReading, PastedLink, RecognisedNetwork } from '../../contract/descriptor.js';
import { account, notAProfile, OTHER_PAGE, postOf, SHORT_LINK, withWww } from './reading.js';
import type { NameRule } from './reading.js';

const NAME: NameRule = {
  platform: 'facebook',
  kind: 'handle',
  pattern: /^[\p{L}\p{N}.-]{2,80}$/u,
  foldCase: true,
  what: 'A Facebook page’s name has letters, digits and dots.',
};
const ID: NameRule = { ...NAME, kind: 'id', pattern: /^\d{3,20}$/, what: 'A Facebook page’s id is a number.' };
const RESERVED = new Set([
  ...['watch', 'events', 'groups', 'marketplace', 'gaming', 'reel', 'reels', 'stories', 'story.php', 'photo.php'],
  ...[
    'permalink.php',
    'hashtag',
    'login',
    'help',
    'policies',
    'settings',
    'photo',
    'video.php',
    'search',
    'business',
    'ads',
  ],
]);
const POSTS = new Set(['posts', 'videos', 'photos', 'reels']);
const ELSEWHERE: Readonly<Record<string, InputReading>> = {
  'l.facebook.com': notAProfile('This link leads through Facebook to another address. Paste that address.'),
  'fb.watch': SHORT_LINK,
  'fb.me': SHORT_LINK,
};

/** `Some-Name-100012345` carries the id at its end. */
const numbered = (text: string | undefined): InputReading => account(ID, /(?:^|-)(\d{3,20})$/.exec(text ?? '')?.[1]);

const NAMED: Readonly<Record<string, (parts: PastedLink) => InputReading>> = {
  'profile.php': ({ query }) => account(ID, query.get('id')),
  pages: ({ segments }) => numbered(segments.at(2) ?? segments.at(1)),
  people: ({ segments }) => numbered(segments.at(2)),
  p: ({ segments }) => numbered(segments.at(1)),
  pg: ({ segments }) => account(NAME, segments.at(1)),
  share: () => SHORT_LINK,
};

function readUrl(parts: PastedLink): InputReading {
  const { host, segments } = parts;
  const [first = '', second, third] = segments;
  const elsewhere = ELSEWHERE[host];
  if (elsewhere) return elsewhere;
  if (Object.hasOwn(NAMED, first)) return NAMED[first]?.(parts) ?? OTHER_PAGE;
  if (first === '' || RESERVED.has(first.toLowerCase())) return OTHER_PAGE;
  if (second && third && POSTS.has(second)) return postOf(NAME, first);
  return /-\d{6,}$/.test(first) ? numbered(first) : account(NAME, first);
}

export const facebook: RecognisedNetwork = {
  id: 'facebook',
  name: 'Facebook',
  hosts: [
    ...withWww('facebook.com', 'fb.com'),
    ...['web', 'mbasic', 'business', 'touch', 'de-de', 'fr-fr'].map((sub) => `${sub}.facebook.com`),
    ...Object.keys(ELSEWHERE),
  ],
  readUrl,
};
