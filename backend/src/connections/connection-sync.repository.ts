/** The sync rows under their lease: begun, renewed, fenced, given back. Postgres is the truth; time is the database's own. */
import { Injectable } from '@nestjs/common';
import { Config } from '../core/config/config.js';
import type { Tx } from '../core/database/database.service.js';
import type { Cause } from './connection-state.js';
import type { Lease, Owned } from './lease.js';
import type { Subject } from './subject.js';

export interface FencedRow {
  connectionId: string;
  /** The lease that holds. */
  token: bigint;
  attempt: number;
  failures: number;
  crashCount: number;
  cause: Cause;
  lane: number;
  /** Half of its lease is over. */
  fading: boolean;
}

const idsOf = (leases: readonly Lease[]): string[] => leases.map(({ connectionId }) => connectionId);
const tokensOf = (leases: readonly Lease[]): bigint[] => leases.map(({ token }) => token);

@Injectable()
export class ConnectionSyncRepository {
  constructor(private readonly config: Config) {}

  /**
   * The leases are begun by whoever runs them; stale ones, and those that were begun before, are missing. Connections are
   * kept from being deleted meanwhile, in the order in which a delete takes the rows. Hardly any lease waits to begin when
   * PostgreSQL counts them: it would take these to be few, and compare each with all; to what stands in `CASE` it is blind.
   */
  begin(tx: Tx, leases: readonly Lease[], owner: string): Promise<Subject[]> {
    return tx.$queryRaw<Subject[]>`
      WITH kept AS MATERIALIZED (
        SELECT l.id, l.token FROM (SELECT * FROM unnest(${idsOf(leases)}::uuid[], ${tokensOf(leases)}::bigint[]) AS n(id, token) ORDER BY id) l
        CROSS JOIN LATERAL (SELECT FROM social_connection x WHERE x.id = l.id LIMIT 1 FOR KEY SHARE) c
      ), s AS (
        UPDATE connection_sync o SET lease_owner = ${owner}, lease_started = true, lease_until = now() + make_interval(secs => ${this.seconds}::int)
        FROM kept l
        WHERE o.connection_id = l.id AND o.lease_token = l.token AND CASE WHEN o.lease_owner IS NULL THEN false ELSE NOT o.lease_started END
        RETURNING o.connection_id, o.cause, o.lane, o.attempt, o.failures, o.tier, o.watched_at
      )
      SELECT c.id AS "connectionId", c.agency_id AS "agencyId", c.platform, c.platform_account_id AS "platformAccountId",
        c.locator_kind AS "locatorKind", c.locator_value AS "locatorValue", c.handle, c.method, p.outcome, s.cause, s.lane, s.attempt, s.failures,
        c.strikes, c.strikes_since AS "strikesSince", q.cursor AS "postsCursor", s.tier, s.watched_at AS "watchedAt",
        q.newest_at AS "newestAt", q.listed_count AS "listedCount", q.listed_at AS "listedAt", q.relist,
        array[q.figures_read_at[1], q.figures_read_at[2], q.figures_read_at[3], q.figures_read_at[4]] AS "figuresReadAt",
        c.auth IN ('active', 'expiring') AS consented
      FROM s
      CROSS JOIN LATERAL (SELECT * FROM social_connection x WHERE x.id = s.connection_id LIMIT 1) c
      CROSS JOIN LATERAL (SELECT * FROM connection_product x WHERE x.connection_id = s.connection_id AND x.product = 'profile' LIMIT 1) p
      CROSS JOIN LATERAL (SELECT * FROM connection_product x WHERE x.connection_id = s.connection_id AND x.product = 'posts' LIMIT 1) q`;
  }

  /** Those that are still held. Never waits: a row that is locked is being written under its fence, which looks after it. */
  renew(tx: Tx, leases: readonly Lease[]): Promise<{ id: string }[]> {
    return tx.$queryRaw`
      WITH held AS MATERIALIZED (
        SELECT s.connection_id AS id, s.lease_token AS token FROM connection_sync s
        JOIN unnest(${idsOf(leases)}::uuid[], ${tokensOf(leases)}::bigint[]) AS l(id, token) ON s.connection_id = l.id AND s.lease_token = l.token
        WHERE s.lease_owner IS NOT NULL
      ), free AS MATERIALIZED (
        SELECT s.connection_id AS id FROM connection_sync s JOIN held h ON s.connection_id = h.id AND s.lease_token = h.token
        WHERE s.lease_owner IS NOT NULL FOR UPDATE OF s SKIP LOCKED
      ), renewed AS (
        UPDATE connection_sync s SET lease_until = now() + make_interval(secs => ${this.seconds}::int) FROM free f WHERE s.connection_id = f.id
      )
      SELECT id FROM held`;
  }

  /** The same for those whose lease is half over, of one agency. The caller holds the fence. */
  async prolong(tx: Tx, agencyId: string, connectionIds: readonly string[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync SET lease_until = now() + make_interval(secs => ${this.seconds}::int)
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ANY(${[...connectionIds]}::uuid[])`;
  }

  /**
   * Of one agency: locks all connections in the order of their ids, then their sync rows (a delete takes them in the same), and
   * answers only to the newest token of each. Everything written in the caller's transaction is thereby the lease holders'.
   */
  fence(tx: Tx, agencyId: string, leases: readonly Lease[]): Promise<FencedRow[]> {
    return tx.$queryRaw<FencedRow[]>`
      WITH c AS MATERIALIZED (
        SELECT id FROM social_connection WHERE agency_id = ${agencyId}::uuid AND id = ANY(${idsOf(leases)}::uuid[]) ORDER BY id FOR NO KEY UPDATE)
      SELECT s.connection_id AS "connectionId", s.lease_token AS token, s.attempt, s.failures, s.crash_count AS "crashCount", s.cause, s.lane,
        s.lease_until < now() + make_interval(secs => ${this.seconds / 2}::float8) AS fading
      FROM connection_sync s JOIN unnest(${idsOf(leases)}::uuid[], ${tokensOf(leases)}::bigint[]) AS l(id, token) ON l.id = s.connection_id
      WHERE s.agency_id = ${agencyId}::uuid AND s.connection_id = ANY(ARRAY(SELECT id FROM c)) AND s.lease_token = l.token AND s.lease_owner IS NOT NULL
      ORDER BY s.connection_id FOR UPDATE OF s`;
  }

  /** A crash from before this sync came further no longer counts. The caller holds the fence. */
  async forgiveCrashes(tx: Tx, { agencyId, connectionId }: Owned): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync SET crash_count = 0 WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
  }

  /** Gives leases back untouched: due at once for anybody, and first where somebody asked meanwhile. The caller holds the fence. */
  async release(tx: Tx, leases: readonly Lease[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync s SET lease_owner = NULL, lease_until = NULL, lease_started = false,
        cause = CASE WHEN s.request_seq > s.claimed_seq AND s.cause <> 'first' THEN 'manual' ELSE s.cause END,
        lane = CASE WHEN s.request_seq > s.claimed_seq THEN 0 ELSE s.lane END
      FROM unnest(${leases.map(({ agencyId }) => agencyId)}::uuid[], ${idsOf(leases)}::uuid[], ${tokensOf(leases)}::bigint[]) AS l(agency_id, id, token)
      WHERE s.agency_id = l.agency_id AND s.connection_id = l.id AND s.lease_token = l.token AND s.lease_owner IS NOT NULL`;
  }

  private get seconds(): number {
    return this.config.values.SYNC_LEASE_SECONDS;
  }
}
