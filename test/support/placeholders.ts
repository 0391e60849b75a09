/**
 * Snapshots of the AT Protocol's own server hold placeholders where ids stood, numbered by first appearance in a file.
 * The rule by which they become ids again:
 *   user(n)   → did:plc: and 24 characters of a digest of "user(n)"
 *   cids(n)   → bafyrei and a digest of "cids(n)"
 *   record(n) → at://<owner>/app.bsky.feed.post/<13 characters of a digest>, where the owner is the author of the object
 *               whose `uri` the placeholder is, wherever in the file that object stands; user(0) if there is none
 * Placeholders inside longer texts (image addresses) are replaced likewise. Everything else stays as recorded.
 */
import { createHash } from 'node:crypto';

const PLACEHOLDER = /\b(user|cids|record)\(\d{1,4}\)/g;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

function digest(text: string, length: number): string {
  return [...createHash('sha256').update(text).digest().subarray(0, length)]
    .map((byte) => ALPHABET[byte % 32])
    .join('');
}

const didOf = (user: string): string => `did:plc:${digest(user, 24)}`;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Who wrote each record, found on the objects that carry both. */
function owners(value: unknown, found = new Map<string, string>()): Map<string, string> {
  if (!isObject(value)) return found;
  const { uri, author } = value;
  if (typeof uri === 'string' && isObject(author) && typeof author['did'] === 'string') found.set(uri, author['did']);
  Object.values(value).forEach((inner) => owners(inner, found));
  return found;
}

export function withoutPlaceholders(file: unknown): unknown {
  const authors = owners(file);
  const substitute = (placeholder: string, kind: string): string => {
    if (kind === 'user') return didOf(placeholder);
    if (kind === 'cids') return `bafyrei${digest(placeholder, 24)}`;
    return `at://${didOf(authors.get(placeholder) ?? 'user(0)')}/app.bsky.feed.post/${digest(placeholder, 13)}`;
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(PLACEHOLDER, substitute);
    if (Array.isArray(value)) return value.map(walk);
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
      : value;
  };
  return walk(file);
}
