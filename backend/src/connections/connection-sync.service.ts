/** The life of a sync: requested, claimed, begun, fenced, ended. The front door by which ingestion moves a connection. */
import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { EventBus } from '../core/events.js';
import type { Cause } from './connection-state.js';
import { ConnectionSyncRepository } from './connection-sync.repository.js';
import type { FencedRow } from './connection-sync.repository.js';
import { ConnectionsChanged } from './connections.events.js';
import { LeaseLost } from './lease.js';
import type { Claim, ClaimWish, Lease, LostLease, Owned } from './lease.js';
import type { Begun } from './subject.js';
import { SyncClaims } from './sync-claims.service.js';
import { SyncEnds } from './sync-ends.service.js';
import type { Ended } from './sync-ends.service.js';
import { SyncWishes } from './sync-wishes.service.js';

export type { FencedRow } from './connection-sync.repository.js';
export type { Begun, Ending, PostsEnding, ProductEnding, Subject, Tier } from './subject.js';
export type { Claim, ClaimRoom, ClaimWish, Lease, LostLease } from './lease.js';
export { LeaseLost } from './lease.js';
export { LANES } from './connection-state.js';
export type { Cause, Outcome } from './connection-state.js';

@Injectable()
export class ConnectionSyncService {
  /** Whose looks a transaction changed: told when it is through. */
  private readonly telling = new WeakMap<Tx, Lease[]>();

  constructor(
    private readonly database: Database,
    private readonly rows: ConnectionSyncRepository,
    private readonly claims: SyncClaims,
    private readonly ends: SyncEnds,
    private readonly wishes: SyncWishes,
    private readonly events: EventBus,
  ) {}

  /** Takes due connections for `wish.owner`, as many as there is room for. From then on they run, and it shows. */
  async claim(wish: ClaimWish): Promise<Claim[]> {
    const claims = await this.claims.claim(wish);
    this.tell(claims);
    return claims;
  }

  /** Begins the claimed syncs: what to read; stale ones are missing. `opened` runs in the same transaction, for all agencies at once. */
  beginMany(
    leases: readonly Lease[],
    owner: string,
    opened: (tx: Tx, subjects: readonly Begun[]) => Promise<void>,
  ): Promise<readonly Begun[]> {
    return this.database.writeAsWorker(async (tx) => {
      const subjects = new Map((await this.rows.begin(tx, leases, owner)).map((row) => [row.connectionId, row]));
      const begun = leases.flatMap((lease): Begun[] => {
        const subject = subjects.get(lease.connectionId);
        return subject ? [{ lease, subject }] : [];
      });
      if (begun.length > 0) await opened(tx, begun);
      return begun;
    });
  }

  /** The connections that are still held; of the others somebody else holds the sync by now, or nobody. */
  async renewMany(leases: readonly Lease[]): Promise<ReadonlySet<string>> {
    const held = await this.database.writeAsWorker((tx) => this.rows.renew(tx, leases));
    return new Set(held.map(({ id }) => id));
  }

  /** Work that only the lease holder may do, in one transaction; throws LeaseLost otherwise. */
  fenced<T>(lease: Lease, work: (tx: Tx, row: FencedRow) => Promise<T>): Promise<T> {
    return this.fencedMany(lease.agencyId, [lease], (tx, held) => {
      const row = held.get(lease.connectionId);
      if (!row) throw new LeaseLost(lease);
      return work(tx, row);
    });
  }

  /** The same for several of one agency: `work` is told which of them are still held. */
  fencedMany<T>(
    agencyId: string,
    leases: readonly Lease[],
    work: (tx: Tx, held: ReadonlyMap<string, FencedRow>) => Promise<T>,
  ): Promise<T> {
    return this.behindFence(agencyId, async (tx) => {
      const held = await this.rows.fence(tx, agencyId, leases);
      await this.prolong(tx, agencyId, held);
      return work(tx, new Map(held.map((row) => [row.connectionId, row])));
    });
  }

  /** Ends these syncs: products, status, codes and the next due time, in the caller's fenced transaction. */
  async endMany(tx: Tx, ended: readonly Ended[]): Promise<void> {
    await this.ends.end(tx, ended);
    this.tellLater(tx, ended);
  }

  /** Gives syncs back unharmed, due at once for anybody: at shutdown. In the caller's fenced transaction. */
  async releaseMany(tx: Tx, given: readonly { readonly lease: Lease; readonly row: FencedRow }[]): Promise<void> {
    const leases = given.map(({ lease }) => lease);
    await this.claims.release(tx, leases);
    await this.rows.release(tx, leases);
    this.tellLater(tx, given);
  }

  /** The sync came further than any before it: what crashed until now was not its fault. In the caller's fenced transaction. */
  async progressed(tx: Tx, lease: Lease, { crashCount }: FencedRow): Promise<void> {
    if (crashCount > 0) await this.rows.forgiveCrashes(tx, lease);
  }

  /** Finds leases that ran out, and puts their syncs back. `abandoned` runs in the same transaction. */
  async reconcile(abandoned: (tx: Tx, lost: readonly LostLease[]) => Promise<void>): Promise<LostLease[]> {
    const lost = await this.claims.reconcile(abandoned);
    this.tell(lost);
    return lost;
  }

  /** A wish to sync now, in the caller's transaction; the caller has locked the connection. */
  request(tx: Tx, agencyId: string, connectionId: string, cause: Cause): Promise<void> {
    return this.wishes.request(tx, { agencyId, connectionId }, cause);
  }

  /** As a person asks for it: the cool-down counts from `askedAt`. The caller has locked the connection. */
  requestByHand(tx: Tx, of: Owned, askedAt: Date): Promise<void> {
    return this.wishes.requestByHand(tx, of, askedAt);
  }

  /** Stops whatever is under way: from the commit on nobody writes, and nothing is due. The caller has locked the connection. */
  halt(tx: Tx, of: Owned): Promise<void> {
    return this.wishes.halt(tx, of);
  }

  /** There is nothing to read for now: nothing is due, until somebody asks. The caller has locked the connection. */
  rest(tx: Tx, of: Owned): Promise<void> {
    return this.wishes.rest(tx, of);
  }

  /** After a halt: due again, at once where that is asked for or the data is old. True where it is due now. */
  wake(tx: Tx, of: Owned, atOnce = false): Promise<boolean> {
    return this.wishes.wake(tx, of, atOnce);
  }

  /** Sooner than planned: somebody is about to look for what it may find. */
  hasten(tx: Tx, of: Owned): Promise<void> {
    return this.wishes.hasten(tx, of);
  }

  /** While rows are locked nobody renews them, and this may be long. */
  private async prolong(tx: Tx, agencyId: string, held: readonly FencedRow[]): Promise<void> {
    const fading = held.filter((row) => row.fading).map(({ connectionId }) => connectionId);
    if (fading.length > 0) await this.rows.prolong(tx, agencyId, fading);
  }

  private async behindFence<T>(agencyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { result, changed } = await this.database.writeInAgency(agencyId, async (tx) => ({
      result: await work(tx),
      changed: this.telling.get(tx) ?? [],
    }));
    this.tell(changed);
    return result;
  }

  private tellLater(tx: Tx, changed: readonly { readonly lease: Lease }[]): void {
    this.telling.set(tx, [...(this.telling.get(tx) ?? []), ...changed.map(({ lease }) => lease)]);
  }

  private tell(changed: readonly Owned[]): void {
    const byAgency = Map.groupBy(changed, ({ agencyId }) => agencyId);
    for (const [agencyId, rows] of byAgency) {
      this.events.publish(
        new ConnectionsChanged(
          agencyId,
          rows.map(({ connectionId }) => connectionId),
        ),
      );
    }
  }
}
