/** How Instagram's accounts are written: user names and the shapes of links. Rules read 2026-08. */
import type { InputReading, Locator, PastedLink, UrlRules } from '../../contract/descriptor.js';

const PLATFORM = 'instagram';
const MOST_CHARACTERS = 30;

/** Letters, digits and underscores, joined by single dots. Case does not matter; the platform writes lower-case. */
export function isUsername(text: string): boolean {
  return text.length <= MOST_CHARACTERS && /^[a-z0-9_]+(?:\.[a-z0-9_]+)*$/.test(text);
}

const notAProfile = (what: string, author: Locator | null = null): InputReading => ({
  outcome: 'not-a-profile',
  what,
  author,
});

function readHandle(text: string): InputReading {
  const value = text.toLowerCase();
  if (isUsername(value)) return { outcome: 'profile', locator: { platform: PLATFORM, kind: 'handle', value } };
  return {
    outcome: 'invalid-handle',
    what: 'An Instagram name has 1 to 30 letters, digits, dots or underscores, and no dot at its ends.',
  };
}

function authorOf(name: string): Locator | null {
  const reading = readHandle(name);
  return reading.outcome === 'profile' ? reading.locator : null;
}

const POST = 'This link is a post, not a profile.';
const OTHER = notAProfile('This link is not a profile.');
/** Opaque, and nothing pasted is ever opened. */
const OPAQUE = notAProfile(
  'This share link does not say whose profile it is. Open it, and paste the address you arrive at.',
);

/** First path segments that are no account's name. */
const POSTS = new Set(['p', 'reel', 'reels', 'tv']);
const RESERVED = new Set([
  ...[
    'about',
    'accounts',
    'api',
    'ar',
    'challenge',
    'developer',
    'direct',
    'directory',
    'emails',
    'explore',
    'graphql',
  ],
  ...['legal', 'oauth', 'popular', 'press', 'privacy', 'terms', 'web'],
]);
const SHARED = new Set(['s', 'share']);
/** What may follow a name and be one post of theirs. */
const POSTS_OF_NAMED = new Set(['p', 'reel', 'tv']);

function readStory(name: string | undefined): InputReading {
  return name === undefined || name === 'highlights'
    ? notAProfile('This link is a story, not a profile.')
    : readName(name);
}

function readName(name: string | undefined): InputReading {
  return name === undefined ? OTHER : readHandle(name.replace(/^@/, ''));
}

function readPath([first, second, third]: readonly (string | undefined)[]): InputReading {
  if (first === undefined) return notAProfile('This is Instagram’s front page, not a profile.');
  const word = first.toLowerCase();
  if (POSTS.has(word)) return notAProfile(POST);
  if (SHARED.has(word)) return OPAQUE;
  if (RESERVED.has(word)) return OTHER;
  if (word === 'stories') return readStory(second);
  if (word === '_u') return readName(second);
  if (second !== undefined && third !== undefined && POSTS_OF_NAMED.has(second.toLowerCase()))
    return notAProfile(POST, authorOf(first));
  return readName(first);
}

const HOSTS = ['instagram.com', 'www.instagram.com', 'm.instagram.com', 'instagr.am', 'www.instagr.am'];
const MESSAGES = 'ig.me';
/** Links within the app pass through here; where they lead stands in them. */
const PASSAGE = 'l.instagram.com';

function readPassage(target: string | null): InputReading {
  const url = URL.parse(target ?? '');
  return url && HOSTS.includes(url.hostname) ? readPath(url.pathname.split('/').filter((part) => part !== '')) : OTHER;
}

function readUrl({ host, segments, query }: PastedLink): InputReading {
  if (host === MESSAGES) return segments[0] === 'm' ? readName(segments[1]) : OTHER;
  return host === PASSAGE ? readPassage(query.get('u')) : readPath(segments);
}

export const instagramUrls: UrlRules = {
  hosts: [...HOSTS, MESSAGES, PASSAGE],
  readUrl,
  readHandle,
  claims: () => false,
};
