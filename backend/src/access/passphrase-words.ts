/** Passphrases that people can type: words drawn at random. */
import { randomInt } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';

/** Of a list of 7,776 words: six make 77 bits. */
const WORDS = 6;

export function generatedPassphrase(): string {
  const words = dictionary['diceware-common'] as readonly string[];
  return Array.from({ length: WORDS }, () => words[randomInt(words.length)]).join('-');
}
