/** How TikTok's accounts are written: names of 2 to 24 letters, digits, dots and underscores. Rules read 2026-11. */
import type { InputReading, Locator, PastedLink, UrlRules } from '../../contract/descriptor.js';

const PLATFORM = 'tiktok';
const NAME = /^(?!.*\.$)[a-z0-9._]{2,24}$/;

/** Case does not matter; the platform writes lower-case. */
export const isUsername = (text: string): boolean => NAME.test(text);

const notAProfile = (what: string, author: Locator | null = null): InputReading => ({
  outcome: 'not-a-profile',
  what,
  author,
});

const POST = 'This link is a video, not a profile.';
const OTHER = notAProfile('This link is not a profile.');
/** Opaque, and nothing pasted is ever opened. */
const SHORT = notAProfile('This short link does not say where it leads. Open it, and paste the address you arrive at.');
const SHORT_HOSTS = ['vm.tiktok.com', 'vt.tiktok.com'];

function readHandle(text: string): InputReading {
  const value = text.replace(/^@/, '').toLowerCase();
  if (isUsername(value)) return { outcome: 'profile', locator: { platform: PLATFORM, kind: 'handle', value } };
  return {
    outcome: 'invalid-handle',
    what: 'A TikTok name has 2 to 24 letters, digits, dots or underscores, and no dot at its end.',
  };
}

function authorOf(name: string): Locator | null {
  const reading = readHandle(name);
  return reading.outcome === 'profile' ? reading.locator : null;
}

function readUrl({ host, segments }: PastedLink): InputReading {
  const [first = '', section, id] = segments;
  if (SHORT_HOSTS.includes(host) || first === 't') return SHORT;
  if (!first.startsWith('@')) return OTHER;
  const post = (section === 'video' || section === 'photo') && id !== undefined;
  return post ? notAProfile(POST, authorOf(first)) : readHandle(first);
}

export const tiktokUrls: UrlRules = {
  hosts: ['tiktok.com', 'www.tiktok.com', 'm.tiktok.com', ...SHORT_HOSTS],
  readUrl,
  readHandle,
  claims: () => false,
};
