/** The product's own engine on one connection, as a model's counterpart: each step through its services, each look in its rows. */
import type { TestingModule } from '@nestjs/testing';
import { ConnectionControlRepository } from '../../backend/src/connections/connection-control.repository.js';
import { statusOf } from '../../backend/src/connections/connection-state.js';
import type { Axes } from '../../backend/src/connections/connection-state.js';
import { ConnectionSyncService, LeaseLost } from '../../backend/src/connections/connection-sync.service.js';
import type { Ending, Lease } from '../../backend/src/connections/connection-sync.service.js';
import { Database } from '../../backend/src/core/database/database.service.js';
import type { Tx } from '../../backend/src/core/database/database.service.js';
import { Lanes } from '../../backend/src/ingestion/lanes.js';
import type { Rows } from '../factories/rows.js';
import { expireLease } from '../factories/sync-rows.js';
import { nextOf } from './lifecycle-model.js';
import type { EndKind, Life } from './lifecycle-model.js';
import { oneRoom } from './claims.js';
import { until } from './until.js';

const HOUR = 3_600_000;
/** Lost leases are looked for in all lines at once: such a look may hold a row that was set free just now, and a claim waits for no lock. */
const ONE_AT_A_TIME = new Lanes(1);

interface Seen {
  readonly control: Axes['control'];
  readonly status: string;
  readonly expected: string;
  readonly life: Omit<Life, 'begun' | 'blocked' | 'read' | 'resting' | 'control' | 'claimed'>;
  readonly axes: Axes['profile'];
}

export class RealSync {
  readonly stale: Lease[] = [];
  current: Lease | null = null;
  private readonly sync: ConnectionSyncService;
  private readonly database: Database;
  private readonly controls: ConnectionControlRepository;

  constructor(
    module: TestingModule,
    private readonly rows: Rows,
    private readonly of: { readonly agencyId: string; readonly connectionId: string },
    private readonly platform: string,
  ) {
    this.sync = module.get(ConnectionSyncService, { strict: false });
    this.database = module.get(Database, { strict: false });
    this.controls = module.get(ConnectionControlRepository, { strict: false });
  }

  async claim(): Promise<number> {
    const claims = await ONE_AT_A_TIME.run(() => this.sync.claim(oneRoom({ platform: this.platform })));
    const [claim] = claims;
    if (claim) this.hold(claim);
    return claims.length;
  }

  async begin(lease: Lease): Promise<number> {
    return (await this.sync.beginMany([lease], 'model', () => Promise.resolve())).length;
  }

  renews = async (lease: Lease): Promise<boolean> => (await this.sync.renewMany([lease])).has(lease.connectionId);

  progress(lease: Lease): Promise<void> {
    return this.sync.fenced(lease, (tx, row) => this.sync.progressed(tx, lease, row));
  }

  /** Tries everything that only a holder may do; true where nothing was let through. */
  async isShutOut(lease: Lease): Promise<boolean> {
    const written = await this.progress(lease).then(
      () => true,
      (error: unknown) => !(error instanceof LeaseLost),
    );
    const held = await this.sync.fencedMany(lease.agencyId, [lease], (_, rows) => Promise.resolve(rows.size));
    return !written && held === 0 && !(await this.renews(lease)) && (await this.begin(lease)) === 0;
  }

  async end(lease: Lease, kind: EndKind, life: Life): Promise<void> {
    const ending = endingOf(kind, life);
    await this.sync.fencedMany(lease.agencyId, [lease], (tx) => this.sync.endMany(tx, [{ lease, ending }]));
    this.drop();
  }

  async giveBack(lease: Lease): Promise<void> {
    await this.sync.fenced(lease, (tx, row) => this.sync.releaseMany(tx, [{ lease, row }]));
    this.drop();
  }

  /** Whoever reconciles first finds it; others may be at it in the same moment. */
  async crash(lease: Lease): Promise<void> {
    await expireLease(this.rows, lease.connectionId);
    await until('the lease is found', async () => {
      await ONE_AT_A_TIME.run(() => this.sync.reconcile(() => Promise.resolve()));
      const sql = 'SELECT 1 FROM connection_sync WHERE connection_id = $1 AND lease_owner IS NULL';
      return (await this.rows.query(sql, [lease.connectionId])).rowCount === 1;
    });
    this.drop();
  }

  request(): Promise<void> {
    return this.locked((tx) => this.sync.request(tx, this.of.agencyId, this.of.connectionId, 'manual'));
  }

  async stop(control: 'paused' | 'archived'): Promise<void> {
    await this.locked(async (tx) => {
      await this.controls.stop(tx, this.of, { control, by: this.of.agencyId, reason: null, at: new Date() });
      await this.sync.halt(tx, this.of);
    });
    this.drop();
  }

  resume(atOnce: boolean): Promise<void> {
    return this.locked(async (tx) => {
      await this.controls.undo(tx, this.of);
      await this.sync.wake(tx, this.of, atOnce);
    });
  }

  async timePasses(): Promise<void> {
    await this.rows.query(
      `UPDATE connection_sync SET next_sync_at = now() - interval '1 second', blocked_until = NULL WHERE connection_id = $1 AND next_sync_at > now()`,
      [this.of.connectionId],
    );
  }

  async see(): Promise<Seen> {
    const { rows } = await this.rows.query<Record<string, never>>(
      `SELECT c.control, c.auth, c.status, p.outcome, CASE WHEN s.lease_owner IS NULL THEN p.activity ELSE 'running' END AS activity,
         CASE WHEN s.lease_owner IS NULL THEN p.cause ELSE s.cause END AS shown, s.cause, s.lane, s.request_seq::int AS requested, s.done_seq::int AS done,
         s.lease_token::int AS token, s.lease_owner IS NOT NULL AS leased, s.crash_count AS crashes, s.attempt, s.failures,
         CASE WHEN s.next_sync_at IS NULL THEN 'never' WHEN s.next_sync_at <= now() THEN 'now' ELSE 'later' END AS due
       FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
       JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile' WHERE c.id = $1`,
      [this.of.connectionId],
    );
    const { control, auth, status, activity, shown, ...life } = (rows[0] ?? {}) as Record<string, string>;
    const profile = { outcome: life['outcome'], activity, cause: shown } as Axes['profile'];
    const expected = statusOf({ control, auth, profile } as Axes);
    return { control, status, expected, axes: profile, life } as unknown as Seen;
  }

  private hold(lease: Lease): void {
    this.drop();
    this.current = lease;
  }

  private drop(): void {
    if (this.current) this.stale.push(this.current);
    this.current = null;
  }

  /** As people's deeds do it: the connection is locked first. */
  private locked(work: (tx: Tx) => Promise<void>): Promise<void> {
    const { agencyId, connectionId } = this.of;
    return this.database.inAgency(agencyId, async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM social_connection WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid FOR UPDATE`;
      await work(tx);
    });
  }
}

function endingOf(kind: EndKind, life: Life): Ending {
  const [at, later] = [new Date(), new Date(Date.now() + HOUR)];
  const { attempt, failures, cause, lane } = nextOf(life, kind);
  const ok = { outcome: 'ok', code: null, succeededAt: at } as const;
  const failed = { outcome: 'failed', code: 'PLATFORM_UNAVAILABLE', succeededAt: null } as const;
  return {
    event: kind,
    ...(kind === 'succeed' && { profile: ok, posts: { ...ok, coveredFrom: at } }),
    ...(kind === 'fail' && { profile: failed }),
    clearCursor: kind === 'succeed',
    code: kind === 'succeed' ? null : 'PLATFORM_UNAVAILABLE',
    at,
    strikes: { count: 0, since: null },
    next: { attempt, failures, nextSyncAt: later, blockedUntil: kind === 'limit' ? later : null, cause, lane },
  };
}
