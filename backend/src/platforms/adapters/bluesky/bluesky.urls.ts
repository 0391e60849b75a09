/** How Bluesky's accounts are written: domain-like handles, DIDs, and links of the web app. Rules read 2026-08-20. */
import type { InputReading, UrlRules } from '../../contract/descriptor.js';

const PLATFORM = 'bluesky';
const DEFAULT_DOMAIN = 'bsky.social';

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Names that cannot be registered as handles (AT Protocol handle specification). */
const REFUSED_TLDS = new Set(['local', 'arpa', 'invalid', 'localhost', 'internal', 'example', 'alt', 'onion']);

export function isDid(text: string): boolean {
  return text.length <= 2_048 && /^did:(plc:[a-z2-7]{24}|web:[a-z0-9.-]{1,253})$/.test(text);
}

/** A domain name of at least two labels whose last begins with a letter. */
export function isHandle(text: string): boolean {
  const labels = text.split('.');
  const tld = labels.at(-1) ?? '';
  if (text.length > 253 || labels.length < 2 || REFUSED_TLDS.has(tld) || !/^[a-z]/.test(tld)) return false;
  return labels.every((label) => LABEL.test(label));
}

function readActor(text: string): InputReading {
  const value = text.startsWith('did:') ? text : text.toLowerCase();
  if (isDid(value)) return { outcome: 'profile', locator: { platform: PLATFORM, kind: 'id', value } };
  if (isHandle(value)) return { outcome: 'profile', locator: { platform: PLATFORM, kind: 'handle', value } };
  return { outcome: 'invalid-handle', what: 'A handle looks like a domain: name.bsky.social or name.example.com.' };
}

const BELOW_A_PROFILE: Readonly<Record<string, string>> = {
  post: 'This link is a post, not a profile.',
  feed: 'This link is a feed, not a profile.',
  lists: 'This link is a list, not a profile.',
};
/** Pages of a profile that are still the profile. */
const TABS = new Set(['followers', 'follows', 'known-followers', 'search', 'labeler']);

function readPath(segments: readonly string[]): InputReading {
  const [first, actor, section] = segments;
  if (first !== 'profile' || actor === undefined)
    return { outcome: 'not-a-profile', what: 'This link is not a profile.', author: null };
  const reading = readActor(actor.replace(/^@/, ''));
  if (reading.outcome !== 'profile' || section === undefined || TABS.has(section)) return reading;
  return {
    outcome: 'not-a-profile',
    what: BELOW_A_PROFILE[section] ?? 'This link is not a profile.',
    author: reading.locator,
  };
}

function readText(text: string): InputReading {
  const uri = /^at:\/\/([^/]{1,300})(\/.*)?$/.exec(text);
  if (uri) {
    const reading = readActor(uri[1] ?? '');
    if (reading.outcome !== 'profile' || !uri[2] || uri[2] === '/') return reading;
    return { outcome: 'not-a-profile', what: 'This link is a post, not a profile.', author: reading.locator };
  }
  if (LABEL.test(text.toLowerCase()) && !text.includes('.')) return readActor(`${text}.${DEFAULT_DOMAIN}`);
  return readActor(text);
}

export const blueskyUrls: UrlRules = {
  hosts: ['bsky.app', 'www.bsky.app', 'staging.bsky.app', 'main.bsky.dev'],
  readUrl: ({ segments }) => readPath(segments),
  readHandle: readText,
  claims: (text) => text.startsWith('at://') || isDid(text) || isHandle(text.toLowerCase()),
};
