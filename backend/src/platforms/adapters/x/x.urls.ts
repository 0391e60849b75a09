/** How X's accounts are written: names of 1 to 15 letters, digits and underscores; links of its former name lead to the same. Rules read 2026-08. */
import type { InputReading, Locator, PastedLink, UrlRules } from '../../contract/descriptor.js';

const PLATFORM = 'x';
const SHORT_HOSTS = ['t.co', 'pic.twitter.com', 'pic.x.com'];
/** First path segments that lead elsewhere than to an account. */
const RESERVED = new Set([
  ...['home', 'explore', 'search', 'hashtag', 'notifications', 'messages', 'settings', 'compose', 'share', 'login'],
  ...['signup', 'tos', 'privacy', 'jobs', 'who_to_follow', 'about', 'download', 'i', 'logout', 'account'],
]);

export const isUsername = (text: string): boolean => /^[A-Za-z0-9_]{1,15}$/.test(text);
export const isUserId = (text: string): boolean => /^\d{1,19}$/.test(text);

const notAProfile = (what: string, author: Locator | null = null): InputReading => ({
  outcome: 'not-a-profile',
  what,
  author,
});

/** Names that differ in case only are the same account. */
function readName(text: string): InputReading {
  const name = text.replace(/^@/, '').toLowerCase();
  if (isUsername(name)) return { outcome: 'profile', locator: { platform: PLATFORM, kind: 'handle', value: name } };
  return { outcome: 'invalid-handle', what: 'An X name has 1 to 15 letters, digits or underscores.' };
}

function readId(text: string): InputReading {
  if (isUserId(text)) return { outcome: 'profile', locator: { platform: PLATFORM, kind: 'id', value: text } };
  return { outcome: 'invalid-handle', what: 'An X account id is a number.' };
}

function readPost(name: string): InputReading {
  const reading = readName(name);
  return notAProfile('This link is a post, not a profile.', reading.outcome === 'profile' ? reading.locator : null);
}

function readUrl({ host, segments, query }: PastedLink): InputReading {
  const [first = '', second, third] = segments;
  if (SHORT_HOSTS.includes(host))
    return notAProfile('This short link does not say where it leads. Open it, and paste the address you arrive at.');
  if (first === 'intent') return readName(query.get('screen_name') ?? '');
  if (first === 'i' && second === 'user') return readId(third ?? '');
  if (first === '' || RESERVED.has(first.toLowerCase())) return notAProfile('This link is not a profile.');
  return second === 'status' && third ? readPost(first) : readName(first);
}

export const xUrls: UrlRules = {
  hosts: [
    ...['x.com', 'www.x.com', 'm.x.com', 'mobile.x.com'],
    ...['twitter.com', 'www.twitter.com', 'm.twitter.com', 'mobile.twitter.com'],
    ...SHORT_HOSTS,
  ],
  readUrl,
  readHandle: readName,
  // A bare name may be anybody's anywhere.
  claims: () => false,
};
