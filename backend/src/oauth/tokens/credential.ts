/** A connection's tokens as they are kept, and what may be said of them without opening any. */
import type { ConnectionCode } from '../../core/connection-codes.js';

/** Whose tokens are meant. */
export interface Holder {
  readonly agencyId: string;
  readonly connectionId: string;
  readonly platform: string;
}

export interface CredentialRow extends Holder {
  readonly appCredential: string;
  readonly accessToken: Uint8Array;
  readonly refreshToken: Uint8Array | null;
  readonly keyVersion: number;
  readonly scopes: readonly string[];
  /** Those that the grant opens, the connection's own among them. */
  readonly accountIds: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date | null;
  readonly refreshExpiresAt: Date | null;
  readonly consentExpiresAt: Date | null;
  /** Grows with every new token: whoever holds an older one knows that it was replaced. */
  readonly generation: bigint;
  readonly leaseToken: bigint;
  /** Somebody is refreshing it right now. */
  readonly leased: boolean;
  /** A refresh token that can be used once went out at this moment, and nobody noted down the answer. */
  readonly sentAt: Date | null;
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly nextTryAt: Date | null;
  readonly code: ConnectionCode | null;
  readonly warnedDays: number | null;
}

/** Tokens as they are written: sealed. Null keeps what is there. */
export interface SealedTokens {
  readonly accessToken: Uint8Array;
  readonly refreshToken: Uint8Array | null;
  readonly keyVersion: number;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly refreshExpiresAt: Date | null;
  readonly consentExpiresAt: Date | null;
  readonly scopes: readonly string[] | null;
  readonly missingScopes: readonly string[] | null;
}

/** Answers after which a platform gives no more tokens. */
export const isEnd = (code: ConnectionCode | null): boolean =>
  code === 'AUTH_RECONNECT_REQUIRED' || code === 'AUTH_REVOKED';
