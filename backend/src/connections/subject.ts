/** What a sync needs to know of its connection, and what it says of it at its end. */
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Cause, Outcome, SyncEvent } from './connection-state.js';
import type { Lease } from './lease.js';
import type { Tier } from './tier.js';

export type { Tier } from './tier.js';

export interface Subject {
  readonly connectionId: string;
  readonly agencyId: string;
  readonly platform: string;
  readonly platformAccountId: string | null;
  readonly locatorKind: 'id' | 'handle' | 'username' | 'legacy';
  readonly locatorValue: string;
  readonly handle: string;
  readonly method: 'MANUAL' | 'OAUTH';
  readonly outcome: Outcome;
  readonly cause: Cause;
  /** In which it waited: what many were added at once for is nobody's to wait for, though it is their very first sync. */
  readonly lane: number;
  readonly attempt: number;
  readonly failures: number;
  readonly strikes: number;
  readonly strikesSince: Date | null;
  /** Where an interrupted or repeated sync takes up listing posts; the engine's own JSON. */
  readonly postsCursor: string | null;
  readonly tier: Tier;
  /** When somebody last looked at the connection. */
  readonly watchedAt: Date | null;
  /** When its newest known post was published. */
  readonly newestAt: Date | null;
  /** The platform's own count when the posts were last listed to where they are known. */
  readonly listedCount: bigint | null;
  readonly listedAt: Date | null;
  /** Something of the list has gone: only a complete listing tells what. */
  readonly relist: boolean;
  /** When the figures of posts of each age were last read: hourly, 6-hourly, daily, weekly ones. */
  readonly figuresReadAt: readonly (Date | null)[];
  /** There is a consent to read it by. */
  readonly consented: boolean;
}

export interface ProductEnding {
  readonly outcome: Outcome;
  readonly code: ConnectionCode | null;
  /** Set where this sync really read the product. */
  readonly succeededAt: Date | null;
}

export interface PostsEnding extends ProductEnding {
  readonly coveredFrom: Date | null;
  /** Set where the list was read to where it is known: the platform's count then. */
  readonly listed?: { readonly count: number | null; readonly at: Date };
  /** Whether it was listed by consent; where that has changed since the sync began, it is to be listed anew. */
  readonly byConsent?: boolean | null;
  /** What is absent stays as it was. */
  readonly relist?: boolean;
  readonly newestAt?: Date | null;
}

export interface Completion {
  readonly attempt: number;
  readonly failures: number;
  readonly nextSyncAt: Date | null;
  readonly blockedUntil: Date | null;
  readonly cause: Cause;
  readonly lane: number;
}

export interface Ending {
  readonly event: Extract<SyncEvent, 'succeed' | 'fail' | 'retry' | 'limit' | 'outage'>;
  /** Absent: the product stays as it was. */
  readonly profile?: ProductEnding;
  readonly posts?: PostsEnding;
  /** When the figures of posts of each age were last read; absent: as it was. */
  readonly figuresReadAt?: readonly (Date | null)[];
  /** Forget where the listing of posts stood. */
  readonly clearCursor: boolean;
  readonly code: ConnectionCode | null;
  readonly at: Date;
  readonly strikes: { readonly count: number; readonly since: Date | null };
  readonly next: Completion;
}

/** A sync that has begun, and what it is to read. */
export interface Begun {
  readonly lease: Lease;
  readonly subject: Subject;
}
