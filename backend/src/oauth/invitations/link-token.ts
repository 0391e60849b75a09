/** Tokens of links to talents and of the cookies they are exchanged for: 256 random bits, of which a digest is stored. */
import { randomBytes } from 'node:crypto';
import { sha256 } from '../../core/crypto/keyed-hash.js';

const TOKEN = /^[\w-]{43}$/;

export interface NewToken {
  readonly token: string;
  readonly hash: Buffer;
}

export function newToken(): NewToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
}

/** Null for what cannot be one of ours. */
export const tokenHash = (token: string): Buffer | null => (TOKEN.test(token) ? sha256(token) : null);

/** The token rides behind #, which browsers send nowhere: no log and no Referer ever has it. */
export const consentLink = (publicUrl: string | undefined, token: string): string =>
  `${publicUrl?.replace(/\/+$/, '') ?? ''}/consent#${token}`;
