import type { Cause, Lane } from './connection-state.js';

/** A connection and whose it is: every statement about it names both. */
export interface Owned {
  readonly agencyId: string;
  readonly connectionId: string;
}

/** A claim on a connection's sync. Only the holder of the newest token may write; everything else is stale. */
export interface Lease extends Owned {
  readonly token: bigint;
}

export interface Claim extends Lease {
  readonly platform: string;
  readonly lane: Lane;
  readonly cause: Cause;
  /** Read with the talent's own consent, and therefore by itself. */
  readonly consented: boolean;
  /** Whoever read it last was lost: it may have been its doing, and so it is read by itself. */
  readonly suspect: boolean;
}

/** A lease that ran out. */
export interface LostLease extends Lease {
  readonly poisoned: boolean;
  readonly begun: boolean;
}

/** How much of one platform a claimer takes on. */
export interface ClaimRoom {
  readonly platform: string;
  readonly most: number;
  /** Of these, so many who are read by themselves, each of whom takes a slot; as many as come where it is left out. */
  readonly alone?: number;
  /** Only those that somebody waits for. */
  readonly urgentOnly?: boolean;
  /** To fill a call, what is due so soon comes along … */
  readonly aheadSeconds: number;
  /** … up to the next multiple of this, in full calls. */
  readonly multiple: number;
  /** As many as one call reads; `multiple` where it is left out. */
  readonly batch?: number;
  /** What is due so soon comes along for more full calls as well; what is due later only to fill one up. As much as `aheadSeconds` where it is left out. */
  readonly soonSeconds?: number;
}

export interface ClaimWish {
  readonly owner: string;
  readonly rooms: readonly ClaimRoom[];
  /** Agencies that have their share running already: they get what the others leave over. */
  readonly heldBack: readonly string[];
}

/** The sync belongs to somebody else by now, or its connection is gone: stop, and write nothing. */
export class LeaseLost extends Error {
  constructor(lease: Lease) {
    super(`The lease on ${lease.connectionId} is lost`);
    this.name = 'LeaseLost';
  }
}
