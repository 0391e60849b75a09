/** A claim on a connection's sync. Only the holder of the newest token may write; everything else is stale. */
import type { Cause, Lane } from './connection-state.js';

export interface Lease {
  readonly agencyId: string;
  readonly connectionId: string;
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
