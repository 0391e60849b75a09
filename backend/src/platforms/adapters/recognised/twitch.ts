/** Twitch: logins of up to 25 letters, digits and underscores. Rules read 2026-08. */
import type { InputReading, PastedLink, RecognisedNetwork } from '../../contract/descriptor.js';
import { account, notAProfile, OTHER_PAGE, postOf, withWww } from './reading.js';
import type { NameRule } from './reading.js';

const LOGIN: NameRule = {
  platform: 'twitch',
  kind: 'handle',
  pattern: /^[A-Za-z0-9_]{1,25}$/,
  foldCase: true,
  what: 'A Twitch name has up to 25 letters, digits or underscores.',
};
const VIDEO = 'This link is a video, not a channel.';
const RESERVED = new Set([
  ...['directory', 'downloads', 'settings', 'p', 'search', 'store', 'turbo', 'team', 'jobs', 'wallet', 'drops'],
  ...['inventory', 'subscriptions', 'login', 'signup', 'prime', 'bits'],
]);

/** What lies on hosts of their own. */
const HOSTS: Readonly<Record<string, (parts: PastedLink) => InputReading>> = {
  'clips.twitch.tv': () => notAProfile(VIDEO),
  'player.twitch.tv': ({ query }) => (query.has('channel') ? account(LOGIN, query.get('channel')) : notAProfile(VIDEO)),
  'dashboard.twitch.tv': ({ segments: [first, login] }) => (first === 'u' ? account(LOGIN, login) : OTHER_PAGE),
};
const VIDEOS: readonly (string | undefined)[] = ['clip', 'video', 'v'];

function readUrl(parts: PastedLink): InputReading {
  const [first = '', second, third] = parts.segments;
  if (Object.hasOwn(HOSTS, parts.host)) return HOSTS[parts.host]?.(parts) ?? OTHER_PAGE;
  if (first === 'videos') return notAProfile(VIDEO);
  if (first === '' || RESERVED.has(first.toLowerCase())) return OTHER_PAGE;
  return VIDEOS.includes(second) && third ? postOf(LOGIN, first, VIDEO) : account(LOGIN, first);
}

export const twitch: RecognisedNetwork = {
  id: 'twitch',
  name: 'Twitch',
  hosts: [...withWww('twitch.tv'), 'go.twitch.tv', 'secure.twitch.tv', ...Object.keys(HOSTS)],
  readUrl,
};
