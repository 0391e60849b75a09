/**
 * Codes and tokens that say themselves, under a signature, what they are good for: they outlive the simulator's process.
 * What somebody did with them (used, revoked) does not.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECRET_MARK } from '../../../core/simulation.js';
import type { ConsentRules } from './consent-rules.js';

export type TokenKind = 'code' | 'access' | 'refresh';

export interface Claims {
  /** The account's name. */
  readonly name: string;
  readonly scopes: readonly string[];
  readonly client: string;
  /** All that one consent brought forth. */
  readonly family: string;
  /** How many refreshes came before. */
  readonly generation: number;
  /** When the consent was given, and when this was issued; no two are the same. */
  readonly begun: number;
  readonly issued: number;
  readonly ends: number | null;
  /** A code's: digests of what has to come with it. */
  readonly redirect?: string;
  readonly challenge?: string;
  /** A code's: whether a refresh token goes with it. */
  readonly offline?: boolean;
}

/** No secret: whoever can reach a simulator may make tokens for it. */
const KEY = 'tokens of a simulation';

export class TokenWriter {
  constructor(private readonly rules: Pick<ConsentRules, 'platform' | 'looks'>) {}

  write(kind: TokenKind, claims: Claims): string {
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${this.head(kind)}${payload}.${this.signature(kind, payload)}`;
  }

  /** Null for what this writer never wrote. */
  read(kind: TokenKind, text: string): Claims | null {
    const head = this.head(kind);
    const [payload = '', signature = ''] = text.startsWith(head) ? text.slice(head.length).split('.') : [];
    const expected = Buffer.from(this.signature(kind, payload));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  }

  private head(kind: TokenKind): string {
    return `${this.rules.looks[kind]}${SECRET_MARK}.`;
  }

  private signature(kind: TokenKind, payload: string): string {
    return createHmac('sha256', KEY)
      .update(`${this.rules.platform}|${kind}|${payload}`)
      .digest('base64url')
      .slice(0, 27);
  }
}
