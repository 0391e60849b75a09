/** Which connection a talent's consent belongs to: one that is there, one that is brought back, or a new one. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { IdentityEvidence } from '../platforms/contract/descriptor.js';

/** The account that a consent opens. */
export interface ConsentedAccount {
  readonly platform: string;
  readonly platformAccountId: string;
  /** Null where the platform does not tell it. */
  readonly handle: string | null;
  readonly url: string;
}

/** What would become of a consent to this account. `connectionId` is the one that is there. */
export type ConsentStandingOf =
  | { readonly kind: 'new' }
  /** The same account of the same talent: it is upgraded, renewed or brought back in place. */
  | { readonly kind: 'own'; readonly connectionId: string }
  /** The talent's, by its handle alone: only with their word. */
  | { readonly kind: 'by-handle'; readonly connectionId: string }
  /** Another talent's. */
  | { readonly kind: 'held'; readonly connectionId: string };

export interface ConsentGiven {
  readonly agencyId: string;
  readonly talentId: string;
  readonly account: ConsentedAccount;
  /** By what it was matched with the expected account; null where none was expected. */
  readonly evidence: IdentityEvidence | null;
  readonly at: Date;
  /** The talent said that the connection of this handle is this account. */
  readonly byHandle: boolean;
}

export interface ConsentedConnection {
  readonly connectionId: string;
  readonly how: 'created' | 'upgraded' | 'renewed' | 'restored';
  /** It is read at once; false while it is paused. */
  readonly due: boolean;
}

@Injectable()
export class ConsentedConnections {
  /** Looks; changes nothing, locks nothing. */
  standing(_tx: Tx, _agencyId: string, _talentId: string, _account: ConsentedAccount): Promise<ConsentStandingOf> {
    return Promise.reject(new Error('not yet'));
  }

  /** Finds, makes or upgrades it, moves its consent to granted and asks for a sync. Null where another talent holds the account. */
  connect(_tx: Tx, _given: ConsentGiven): Promise<ConsentedConnection | null> {
    return Promise.reject(new Error('not yet'));
  }
}
