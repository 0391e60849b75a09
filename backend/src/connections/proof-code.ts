/** The code that shows whose a profile is: made so that it can be typed from a screen, found however a network shows it. Pure. */
import { randomInt } from 'node:crypto';

/** Without letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 8;

export const newProofCode = (): string =>
  `rostrum-${Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')}`;

/** True where the text holds the code as a word of its own, whatever its case and whichever dash a keyboard made of it. */
export function holdsCode(text: string | null, code: string): boolean {
  if (text === null) return false;
  const shown = plain(text);
  const wanted = plain(code);
  for (let at = shown.indexOf(wanted); at !== -1; at = shown.indexOf(wanted, at + 1)) {
    if (!isWordPart(before(shown, at)) && !isWordPart(after(shown, at + wanted.length))) return true;
  }
  return false;
}

/** Full-width letters, other dashes and invisible characters are what phones and networks put in; the code is meant all the same. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .toLowerCase();

const before = (text: string, at: number): string => Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? '';
const after = (text: string, at: number): string => Array.from(text.slice(at, at + 2))[0] ?? '';
const isWordPart = (character: string): boolean => /[\p{L}\p{M}\p{N}_]/u.test(character);
