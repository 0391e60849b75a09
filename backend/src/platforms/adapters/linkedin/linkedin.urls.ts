/** How LinkedIn is written: people under /in/, pages under /company/, /school/ and /showcase/. Rules read 2026-08. */
import type { InputReading, Locator, LocatorKind, PastedLink, UrlRules } from '../../contract/descriptor.js';

const PLATFORM = 'linkedin';
const NAME = /^[\p{L}\p{N}\p{M}-]{3,100}$/u;
const PAGE = /^[\p{L}\p{N}\p{M}&._-]{1,100}$/u;
const COUNTRIES =
  'ae ar at au be bg br ca ch cl cn co cr cz de dk ec eg es fi fr gb gr hk hr hu id ie il in it jp ke kr kw lb lk lt lu lv ma mx my ng nl no nz pa pe ph pk pl pr pt qa ro rs ru sa se sg si sk th tn tr tt tw ua uk uy ve vn za';

/** As people choose it for their own page; letters of any script, case does not matter. */
export const isVanityName = (text: string): boolean => NAME.test(text);

const notAProfile = (what: string, author: Locator | null = null): InputReading => ({
  outcome: 'not-a-profile',
  what,
  author,
});

const POST = 'This link is a post, not a profile.';
const OTHER = notAProfile('This link is not a profile.');
/** Opaque, and nothing pasted is ever opened. */
const SHORT = notAProfile('This short link does not say where it leads. Open it, and paste the address you arrive at.');

function account(text: string, kind: LocatorKind, pattern: RegExp): InputReading {
  const value = text.replace(/^@/, '').normalize('NFC').toLowerCase();
  if (pattern.test(value)) return { outcome: 'profile', locator: { platform: PLATFORM, kind, value } };
  return { outcome: 'invalid-handle', what: 'A LinkedIn name has 3 to 100 letters, digits or hyphens.' };
}

const readHandle = (text: string): InputReading => account(text, 'handle', NAME);

/** `name_some-words-activity-7123` and its relatives name the author before the underscore. */
function authorOf(slug: string): Locator | null {
  const reading = readHandle(slug.split('_', 1)[0] ?? '');
  return reading.outcome === 'profile' ? reading.locator : null;
}

function readUrl({ host, segments: [first = '', second = ''] }: PastedLink): InputReading {
  if (host === 'lnkd.in') return SHORT;
  switch (first) {
    case 'in':
    case 'pub':
      return readHandle(second);
    case 'company':
    case 'school':
    case 'showcase':
      return account(second, 'username', PAGE);
    case 'posts':
      return notAProfile(POST, authorOf(second));
    default:
      return OTHER;
  }
}

export const linkedinUrls: UrlRules = {
  hosts: [
    ...['linkedin.com', 'www.linkedin.com', 'm.linkedin.com', 'lnkd.in'],
    ...COUNTRIES.split(' ').map((country) => `${country}.linkedin.com`),
  ],
  readUrl,
  readHandle,
  claims: () => false,
};
