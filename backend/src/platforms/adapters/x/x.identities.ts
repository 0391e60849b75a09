/**
 * Simulated ids carry the name they belong to, as far as 19 digits can: one of the words that names behave by, and up to
 * eleven further characters. Longer names get an id by hash, from the range that numbers cannot reach; those are known by id
 * only once somebody has asked for the name.
 */
import { createHash } from 'node:crypto';
import { PERSONAS } from '../../simulation/personas.js';
import { isUserId, isUsername } from './x.urls.js';

const SYMBOLS = 'abcdefghijklmnopqrstuvwxyz0123456789_';
const BASE = BigInt(SYMBOLS.length + 1);
const LONGEST = 11;
/** The first, the empty one, stands for none of the words. */
const WORDS = ['', ...PERSONAS.map(({ prefix }) => prefix), 'newname', 'newowner'];
const WORD_BASE = BigInt(WORDS.length);
const NUMBERS = WORD_BASE * BASE ** BigInt(LONGEST);
const LARGEST = 10n ** 19n;
/** Makes neighbours look unlike each other; no secret. A prime, so that it shares no factor with the number of numbers. */
const FACTOR = 999_999_999_999_999_989n;

function toNumber(name: string): bigint | null {
  const word = Math.max(0, ...WORDS.map((candidate, index) => (candidate && name.startsWith(candidate) ? index : 0)));
  const rest = name.slice(WORDS[word]?.length ?? 0);
  if (rest.length > LONGEST) return null;
  const number = [...rest].reduce((sum, char) => sum * BASE + BigInt(SYMBOLS.indexOf(char) + 1), 0n);
  return number * WORD_BASE + BigInt(word);
}

function fromNumber(number: bigint): string {
  let rest = '';
  for (let left = number / WORD_BASE; left > 0n; left /= BASE) rest = (SYMBOLS[Number(left % BASE) - 1] ?? '') + rest;
  return (WORDS[Number(number % WORD_BASE)] ?? '') + rest;
}

/** The inverse of the factor, by which numbers become themselves again. */
const INVERSE = inverseOf(FACTOR % NUMBERS, NUMBERS);

function inverseOf(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  if (a !== 1n) throw new Error('The factor has no inverse.');
  return ((x % modulus) + modulus) % modulus;
}

export class UserIdentities {
  /** Names by id, for ids made by hash. */
  private readonly hashed = new Map<string, string>();

  /** The id for a name; null for what cannot be one. */
  idOf(rawName: string): string | null {
    const name = rawName.toLowerCase();
    if (!isUsername(name)) return null;
    const number = toNumber(name);
    if (number !== null) return String((number * FACTOR) % NUMBERS);
    const digest = BigInt(`0x${createHash('sha256').update(name).digest('hex')}`);
    const id = String(NUMBERS + (digest % (LARGEST - NUMBERS)));
    this.hashed.set(id, name);
    return id;
  }

  /** The name that an account began with; null where no account has this id. */
  nameOf(id: string): string | null {
    if (!isUserId(id)) return null;
    const number = BigInt(id);
    const name = number < NUMBERS ? fromNumber((number * INVERSE) % NUMBERS) : (this.hashed.get(id) ?? '');
    return isUsername(name) && this.idOf(name) === id ? name : null;
  }
}

/** Post ids hold the time in their upper 42 bits, as the real ones do. */
const IDS_BEGIN = 1_288_834_974_657;

export function postIdOf(seed: string, publishedAt: Date): string {
  const low = createHash('sha256').update(seed).digest().readUInt32BE(0) >>> 10;
  return String((BigInt(publishedAt.getTime() - IDS_BEGIN) << 22n) | BigInt(low));
}
