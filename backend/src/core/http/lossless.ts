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

/** A number that `JSON.parse` would round or lose: it has more digits than fit, or an exponent beyond all numbers. */
const UNSAFE_NUMBER = /(?:^|[:[,])\s*-?\d(?:\d{15}|[\d.]*e\+?\d{3})/i;
/** What may have to be taken out stands as an escape, apart from that one key. */
const TO_CLEAN = /\\u|__proto__/;

/**
 * JSON in which integers beyond 2^53 arrive as strings with every digit. NUL characters and halves of surrogate pairs,
 * which a database would refuse, are taken out of strings; `__proto__` keys are dropped. Throws `malformed` on anything
 * that is not JSON, or nests deeper than 100.
 */
export function parseJsonLossless(text: string, where: string): unknown {
  if (nestsTooDeep(text)) throw new HttpFailure('malformed', `${where}: JSON nests too deep`);
  try {
    const value: unknown = UNSAFE_NUMBER.test(text) ? parse(text, undefined, readNumber) : JSON.parse(text);
    return TO_CLEAN.test(text) ? cleaned(value) : value;
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

/** Brackets outside strings, counted without recursion so that hostile input cannot exhaust the stack, and no further than needed. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === QUOTE) index = endOfString(text, index);
    else if (char === 0x5d || char === 0x7d) depth -= 1;
    else if ((char === 0x5b || char === 0x7b) && (depth += 1) > MAX_DEPTH) return true;
  }
  return false;
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
