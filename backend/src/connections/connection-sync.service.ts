/** The life of a sync: requested, claimed, begun, fenced, ended. The front door by which ingestion moves a connection. */
import { Injectable } from '@nestjs/common';
import { Config } from '../core/config/config.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { EventBus } from '../core/events.js';
import { laneOf, LANES, nextActivity, statusOf } from './connection-state.js';
import type { Axes, Cause, SyncEvent } from './connection-state.js';
import { ConnectionScheduleRepository } from './connection-schedule.repository.js';
import { ConnectionSyncRepository } from './connection-sync.repository.js';
import type { AxesRow, FencedRow } from './connection-sync.repository.js';
import { ConnectionsChanged } from './connections.events.js';
import { LeaseLost } from './lease.js';
import type { Claim, ClaimWish, Lease, Owned } from './lease.js';
import type { Begun, Ending } from './subject.js';
import { SubjectRepository } from './subject.repository.js';

export type { FencedRow } from './connection-sync.repository.js';
export type { Begun, Ending, PostsEnding, ProductEnding, Subject, Tier } from './subject.js';
export type { Claim, ClaimRoom, ClaimWish, Lease } from './lease.js';
export { LeaseLost } from './lease.js';
export { LANES } from './connection-state.js';
export type { Cause, Lane, Outcome } from './connection-state.js';

/** A crashed sync is tried again so often before it is set aside. */
const CRASHES_TO_POISON = 3;
const POISON_HEAL_SECONDS = 6 * 3600;
const RECONCILE_BATCH = 200;
const SOON_SECONDS = 120;

export interface LostLease extends Lease {
  readonly poisoned: boolean;
  readonly begun: boolean;
}

@Injectable()
export class ConnectionSyncService {
  /** Whose looks a transaction changed: told when it is through. */
  private readonly telling = new WeakMap<Tx, Lease[]>();

  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly rows: ConnectionSyncRepository,
    private readonly subjects: SubjectRepository,
    private readonly schedule: ConnectionScheduleRepository,
    private readonly events: EventBus,
  ) {}

  /** Takes due connections for `wish.owner`, as many as there is room for, marks them running, and shows it. */
  async claim(wish: ClaimWish): Promise<Claim[]> {
    const claims = await this.database.asWorker(async (tx) => {
      const claimed = await this.rows.claim(tx, wish, this.config.values.SYNC_LEASE_SECONDS);
      await this.move(
        tx,
        claimed.map(({ connectionId, cause }) => ({ connectionId, cause })),
        'claim',
      );
      return claimed.map(({ lane, ...claim }) => ({ ...claim, lane: laneOf(lane) }));
    });
    this.tell(claims);
    return claims;
  }

  /** Begins the claimed syncs: what to read; stale ones are missing. `opened` runs in the same transaction, for all agencies at once. */
  beginMany(
    leases: readonly Lease[],
    owner: string,
    opened: (tx: Tx, subjects: readonly Begun[]) => Promise<void>,
  ): Promise<readonly Begun[]> {
    return this.database.asWorker(async (tx) => {
      const begun: Begun[] = [];
      for (const lease of leases) {
        if (!(await this.rows.fence(tx, lease))) continue;
        if (!(await this.rows.start(tx, lease, owner, this.config.values.SYNC_LEASE_SECONDS))) continue;
        const subject = await this.subjects.find(tx, lease);
        if (subject) begun.push({ lease, subject });
      }
      if (begun.length > 0) await opened(tx, begun);
      return begun;
    });
  }

  /** The connections that are still held; of the others somebody else holds the sync by now, or nobody. */
  renewMany(leases: readonly Lease[]): Promise<ReadonlySet<string>> {
    return this.database.asWorker(async (tx) => {
      const held = new Set<string>();
      for (const lease of leases)
        if (await this.rows.renew(tx, lease, this.config.values.SYNC_LEASE_SECONDS)) held.add(lease.connectionId);
      return held;
    });
  }

  /** Work that only the lease holder may do, in one transaction; throws LeaseLost otherwise. */
  fenced<T>(lease: Lease, work: (tx: Tx, row: FencedRow) => Promise<T>): Promise<T> {
    return this.fencedMany(lease.agencyId, [lease], (tx, held) => {
      const row = held.get(lease.connectionId);
      if (!row) throw new LeaseLost(lease);
      return work(tx, row);
    });
  }

  /** Work that only the lease holder may do, for several of one agency: it is told which of them are still held. */
  async fencedMany<T>(
    agencyId: string,
    leases: readonly Lease[],
    work: (tx: Tx, held: ReadonlyMap<string, FencedRow>) => Promise<T>,
  ): Promise<T> {
    const { result, changed } = await this.database.inAgency(agencyId, async (tx) => {
      const held = new Map<string, FencedRow>();
      for (const lease of leases) {
        const row = await this.rows.fence(tx, lease);
        if (row) held.set(lease.connectionId, row);
      }
      return { result: await work(tx, held), changed: this.telling.get(tx) ?? [] };
    });
    this.tell(changed);
    return result;
  }

  /** Ends these syncs: products, status, codes and the next due time, in the caller's fenced transaction. */
  async endMany(tx: Tx, ends: readonly { readonly lease: Lease; readonly ending: Ending }[]): Promise<void> {
    for (const { lease, ending } of ends) await this.end(tx, lease, ending);
    this.tellLater(
      tx,
      ends.map(({ lease }) => lease),
    );
  }

  private async end(tx: Tx, lease: Lease, ending: Ending): Promise<void> {
    const [axes] = await this.rows.axes(tx, [lease.connectionId]);
    if (!axes) throw new LeaseLost(lease);
    const activity = activityAfter(axes, ending.event);
    await this.subjects.endProducts(tx, lease, ending, activity);
    const outcome = ending.profile?.outcome ?? axes.outcome;
    const status = statusOf({ ...axes, profile: { outcome, activity, cause: axes.cause } });
    await this.subjects.endConnection(tx, lease, ending, status);
    await this.rows.complete(tx, lease, ending.next);
    if (ending.requestAgain) await this.move(tx, [{ connectionId: lease.connectionId, cause: 'manual' }], 'request');
  }

  /** A wish to sync now, in the caller's transaction; the caller has locked the connection. */
  async request(tx: Tx, agencyId: string, connectionId: string, cause: Cause): Promise<void> {
    await this.rows.request(tx, agencyId, connectionId, cause, LANES.interactive);
    const [axes] = await this.rows.axes(tx, [connectionId]);
    if (axes && axes.activity !== 'running')
      await this.move(tx, [{ connectionId, cause: axes.outcome === 'never' ? 'first' : cause }], 'request');
  }

  /** As a person asks for it: the cool-down counts from `askedAt`. The caller has locked the connection. */
  async requestByHand(tx: Tx, of: Owned, askedAt: Date): Promise<void> {
    await this.schedule.asked(tx, of, askedAt);
    await this.request(tx, of.agencyId, of.connectionId, 'manual');
  }

  /** Stops whatever is under way: from the commit on nobody writes, and nothing is due. The caller has locked the connection. */
  async halt(tx: Tx, of: Owned): Promise<void> {
    await this.schedule.halt(tx, of);
    await this.move(tx, [of], 'halt');
  }

  /** There is nothing to read for now: nothing is due, until somebody asks. The caller has locked the connection. */
  async rest(tx: Tx, of: Owned): Promise<void> {
    if (await this.schedule.rest(tx, of)) await this.move(tx, [of], 'halt');
  }

  /** After a halt: due again, at once where that is asked for or the data is old. True where it is due now. */
  async wake(tx: Tx, of: Owned, atOnce = false): Promise<boolean> {
    const intervalSeconds = this.config.values.SYNC_INTERVAL_MINUTES * 60;
    const woken = await this.schedule.wake(tx, of, { intervalSeconds, atOnce });
    await this.move(tx, [{ ...of, ...(woken && { cause: woken.cause }) }], woken?.due ? 'request' : 'halt');
    return woken?.due ?? false;
  }

  /** Sooner than planned: somebody is about to look for what it may find. */
  hasten(tx: Tx, of: Owned): Promise<void> {
    return this.schedule.hasten(tx, of, SOON_SECONDS);
  }

  /** The sync came further than any before it: what crashed until now was not its fault. In the caller's fenced transaction. */
  async progressed(tx: Tx, lease: Lease, { crashCount }: FencedRow): Promise<void> {
    if (crashCount > 0) await this.rows.forgiveCrashes(tx, lease);
  }

  /** Gives syncs back unharmed, due at once for anybody: at shutdown. In the caller's fenced transaction. */
  async releaseMany(tx: Tx, rows: readonly { readonly lease: Lease; readonly row: FencedRow }[]): Promise<void> {
    for (const { lease } of rows) await this.rows.release(tx, lease);
    await this.move(
      tx,
      rows.map(({ lease, row }) => ({ connectionId: lease.connectionId, cause: row.cause })),
      'release',
    );
    this.tellLater(
      tx,
      rows.map(({ lease }) => lease),
    );
  }

  /**
   * Finds leases that ran out. A sync that crashed too often is set aside, so that it can't take others with it.
   * `abandoned` runs in the same transaction.
   */
  async reconcile(abandoned: (tx: Tx, lost: readonly LostLease[]) => Promise<void>): Promise<LostLease[]> {
    const found = await this.database.asWorker(async (tx) => {
      const lost = await this.rows.expire(tx, RECONCILE_BATCH);
      if (lost.length === 0) return [];
      const poisoned = new Set(
        lost.filter((row) => row.crashCount >= CRASHES_TO_POISON).map((row) => row.connectionId),
      );
      await this.move(
        tx,
        lost.filter((row) => !poisoned.has(row.connectionId)),
        'release',
      );
      if (poisoned.size > 0) await this.poison(tx, [...poisoned]);
      const leases = lost.map((row) => ({ ...row, poisoned: poisoned.has(row.connectionId), begun: row.started }));
      await abandoned(tx, leases);
      return leases;
    });
    this.tell(found);
    return found;
  }

  private tellLater(tx: Tx, changed: readonly Lease[]): void {
    this.telling.set(tx, [...(this.telling.get(tx) ?? []), ...changed]);
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

  private async poison(tx: Tx, connectionIds: string[]): Promise<void> {
    await this.rows.park(tx, connectionIds, POISON_HEAL_SECONDS);
    await this.subjects.poison(tx, connectionIds);
    const axes = await this.rows.axes(tx, connectionIds);
    await this.rows.setStatus(
      tx,
      axes.map((row) => ({ connectionId: row.connectionId, status: statusOf(toAxes(row)) })),
    );
  }

  private async move(
    tx: Tx,
    rows: readonly { connectionId: string; cause?: Cause }[],
    event: SyncEvent,
  ): Promise<void> {
    if (rows.length === 0) return;
    const causes = new Map(rows.map(({ connectionId, cause }) => [connectionId, cause]));
    const moved = (await this.rows.axes(tx, [...causes.keys()])).flatMap((row) => {
      const activity = nextActivity(row.activity, event);
      const cause = causes.get(row.connectionId) ?? row.cause;
      return activity ? [{ ...row, activity, cause }] : [];
    });
    await this.rows.setActivity(tx, moved);
    await this.rows.setStatus(
      tx,
      moved.map((row) => ({ connectionId: row.connectionId, status: statusOf(toAxes(row)) })),
    );
  }
}

const toAxes = ({ control, auth, outcome, activity, cause }: AxesRow): Axes => ({
  control,
  auth,
  profile: { outcome, activity, cause },
});

function activityAfter(axes: AxesRow, event: SyncEvent): AxesRow['activity'] {
  const activity = nextActivity(axes.activity, event);
  if (!activity) throw new Error(`A sync that is ${axes.activity} cannot ${event}`);
  return activity;
}
