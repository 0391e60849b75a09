/** Text and JSON as they came, or a refusal: nothing is silently rounded, replaced or executed. */
import { parse } from 'lossless-json';
import { HttpFailure } from './http-failure.js';

const MAX_DEPTH = 100;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Strict UTF-8; invalid bytes are a `malformed` failure rather than replacement characters. */
export function decodeUtf8(bytes: Uint8Array, where: string): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new HttpFailure('malformed', `${where}: answer is not UTF-8`, { cause: error });
  }
}

/** What `JSON.parse` would round or lose: more digits than fit, or an exponent beyond all numbers. */
const UNSAFE_NUMBER = /^\d{16}|e\+?\d{3}/i;
const SHORTEST_UNSAFE = '1e400'.length;

/**
 * JSON in which integers beyond 2^53 arrive as strings with every digit. NUL characters and halves of surrogate pairs,
 * which a database would refuse, are taken out of strings; `__proto__` keys are dropped. Throws `malformed` on anything
 * that is not JSON, or nests deeper than 100.
 */
export function parseJsonLossless(text: string, where: string): unknown {
  const { depth, unsafe } = look(text);
  if (depth > MAX_DEPTH) throw new HttpFailure('malformed', `${where}: JSON nests too deep`);
  try {
    const value: unknown = unsafe ? parse(text, undefined, readNumber) : JSON.parse(text);
    // What may have to be taken out stands as an escape, apart from that one key.
    return text.includes('\\u') || text.includes('__proto__') ? cleaned(value) : value;
  } catch (error) {
    throw new HttpFailure('malformed', `${where}: answer is not JSON`, { cause: error });
  }
}

function readNumber(literal: string): number | string {
  const value = Number(literal);
  if (!Number.isFinite(value)) return literal;
  if (/^-?\d+$/.test(literal) && !Number.isSafeInteger(value)) return literal;
  return value;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, inner]) => [cleanText(key), cleaned(inner)]));
}

/** Without NUL, and with lone surrogates replaced: what PostgreSQL can store as text and as JSON. */
function cleanText(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/**
 * One look at what stands outside strings, without recursion so that hostile input cannot exhaust the stack: how deep it nests
 * (no further than needed), and whether it has a number that `JSON.parse` would round or lose.
 */
function look(text: string): { readonly depth: number; readonly unsafe: boolean } {
  let [depth, unsafe] = [0, false];
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === QUOTE) index = endOfString(text, index);
    else if (isDigit(char)) {
      const end = endOfNumber(text, index);
      unsafe ||= end - index >= SHORTEST_UNSAFE && UNSAFE_NUMBER.test(text.slice(index, end));
      index = end - 1;
    } else if (char === 0x5d || char === 0x7d) depth -= 1;
    else if ((char === 0x5b || char === 0x7b) && (depth += 1) > MAX_DEPTH) return { depth, unsafe };
  }
  return { depth, unsafe };
}

const isDigit = (char: number): boolean => char >= 0x30 && char <= 0x39;

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && (isDigit(text.charCodeAt(end)) || '.eE+-'.includes(text.charAt(end)))) end += 1;
  return end;
}

/** Where the string that begins at `start` ends: at the next quote that is not escaped. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
