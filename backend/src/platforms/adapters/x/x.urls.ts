/** X: names of 1 to 15 letters, digits and underscores; links of its former name lead to the same accounts. Rules read 2026-08. */
import type { InputReading, PastedLink, UrlRules } from '../../contract/descriptor.js';
import { account, OTHER_PAGE, postOf, SHORT_LINK, withWww } from '../recognised/reading.js';
import type { NameRule } from '../recognised/reading.js';

const NAME: NameRule = {
  platform: 'x',
  kind: 'handle',
  pattern: /^[A-Za-z0-9_]{1,15}$/,
  foldCase: true,
  what: 'An X name has 1 to 15 letters, digits or underscores.',
};
const ID: NameRule = { ...NAME, kind: 'id', pattern: /^\d{1,19}$/, what: 'An X account id is a number.' };
const SHORT_HOSTS = ['t.co', 'pic.twitter.com', 'pic.x.com'];
const RESERVED = new Set([
  ...['home', 'explore', 'search', 'hashtag', 'notifications', 'messages', 'settings', 'compose', 'share', 'login'],
  ...['signup', 'tos', 'privacy', 'jobs', 'who_to_follow', 'about', 'download', 'i', 'logout', 'account'],
]);

function readUrl({ host, segments, query }: PastedLink): InputReading {
  const [first = '', second, third] = segments;
  if (SHORT_HOSTS.includes(host)) return SHORT_LINK;
  if (first === 'intent') return account(NAME, query.get('screen_name'));
  if (first === 'i' && second === 'user') return account(ID, third);
  if (first === '' || RESERVED.has(first.toLowerCase())) return OTHER_PAGE;
  return second === 'status' && third ? postOf(NAME, first) : account(NAME, first);
}

export const isUsername = (text: string): boolean => NAME.pattern.test(text);
export const isUserId = (text: string): boolean => ID.pattern.test(text);

export const xUrls: UrlRules = {
  hosts: [...withWww('x.com', 'twitter.com'), 'mobile.twitter.com', 'mobile.x.com', ...SHORT_HOSTS],
  readUrl,
  readHandle: (text) => account(NAME, text),
  // A bare name may be anybody's anywhere.
  claims: () => false,
};
