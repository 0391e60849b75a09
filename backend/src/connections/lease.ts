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
}

/** The sync belongs to somebody else by now, or its connection is gone: stop, and write nothing. */
export class LeaseLost extends Error {
  constructor(lease: Lease) {
    super(`The lease on ${lease.connectionId} is lost`);
    this.name = 'LeaseLost';
  }
}
