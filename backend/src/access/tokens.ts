/** The bearer secrets of this house. Only their SHA-256 is stored: 256 random bits need no slow hash. */
import { randomBytes, randomInt } from 'node:crypto';
import { sha256 } from '../core/crypto/keyed-hash.js';

const PREFIX_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const PREFIX_LENGTH = 8;
const API_KEY = /^rk_[a-z0-9]{8}_[\w-]{43}$/;

const secret = (): string => randomBytes(32).toString('base64url');

export interface NewToken {
  readonly token: string;
  readonly hash: Buffer;
}

/** For a session's cookie, or for what stands behind # in a link for staff. */
export function newToken(): NewToken {
  const token = secret();
  return { token, hash: sha256(token) };
}

/** `rk_<prefix>_<secret>`: the prefix is shown for ever, the secret once. */
export function newApiKey(): NewToken & { readonly prefix: string } {
  const letters = Array.from({ length: PREFIX_LENGTH }, () => PREFIX_ALPHABET[randomInt(PREFIX_ALPHABET.length)] ?? '');
  const prefix = `rk_${letters.join('')}`;
  const token = `${prefix}_${secret()}`;
  return { token, prefix, hash: sha256(token) };
}

/** Null for anything that cannot be a key of ours. */
export function bearerKeyHash(authorization: string): Buffer | null {
  const [scheme = '', token = '', ...rest] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'bearer' || rest.length > 0 || !API_KEY.test(token)) return null;
  return sha256(token);
}
