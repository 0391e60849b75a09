/** The sync rows: due times, leases and fences. Postgres is the truth; time is the database's own. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Auth, Cause, Control, Outcome, ProductState, Status } from './connection-state.js';
import type { ClaimWish, Lease, Owned } from './lease.js';
import type { Completion } from './subject.js';

export interface ClaimRow {
  agencyId: string;
  connectionId: string;
  platform: string;
  token: bigint;
  lane: number;
  cause: Cause;
  consented: boolean;
}

export interface AxesRow {
  connectionId: string;
  control: Control;
  auth: Auth;
  status: Status;
  outcome: Outcome;
  activity: ProductState['activity'];
  cause: Cause;
}

export interface FencedRow {
  connectionId: string;
  requestSeq: bigint;
  claimedSeq: bigint;
  attempt: number;
  failures: number;
  crashCount: number;
  cause: Cause;
  lane: number;
}

/** Most due rows that one claim ranks; below it, no agency and no platform can stand in another's way. */
const LOOKAHEAD = 10_000;

@Injectable()
export class ConnectionSyncRepository {
  /** A new or repeated wish to sync: due at once, first in line. */
  async request(tx: Tx, agencyId: string, connectionId: string, cause: Cause, lane: number): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync
      SET request_seq = request_seq + 1, next_sync_at = now(), lane = ${lane}::smallint, blocked_until = NULL,
          attempt = 0, failures = 0, crash_count = 0,
          cause = CASE WHEN cause = 'first' AND done_seq = 0 THEN 'first' ELSE ${cause} END
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
  }

  /**
   * Takes due rows, oldest first within their lane, agencies in turn, capped per platform. Never waits for a lock: a
   * claimer that hangs holds up nobody. Claimers that count at the same time rank the same rows within the cap, and skip
   * what another has taken of them.
   */
  claim(tx: Tx, { owner, rooms }: ClaimWish, leaseSeconds: number): Promise<ClaimRow[]> {
    const platforms = rooms.map(({ platform }) => platform);
    const limit = rooms.reduce((sum, { most }) => sum + most, 0);
    const platformCap = Math.max(...rooms.map(({ most }) => most), 0);
    return tx.$queryRaw<ClaimRow[]>`
      WITH leased AS (
        SELECT platform, count(*) AS running FROM connection_sync WHERE lease_owner IS NOT NULL GROUP BY platform
      ), due AS (
        SELECT s.connection_id, s.agency_id, s.platform, s.lane, s.next_sync_at, coalesce(l.running, 0) AS running
        FROM connection_sync s JOIN social_connection c ON c.id = s.connection_id LEFT JOIN leased l ON l.platform = s.platform
        WHERE s.platform = ANY(${platforms}::text[]) AND s.next_sync_at <= now() AND s.lease_owner IS NULL AND c.control = 'enabled' AND coalesce(l.running, 0) < ${platformCap}::int
        ORDER BY s.lane, s.next_sync_at LIMIT ${LOOKAHEAD}::int
      ), in_turn AS (
        SELECT d.*, row_number() OVER (PARTITION BY d.agency_id, d.lane ORDER BY d.next_sync_at) AS agency_rank FROM due d
      ), ranked AS (
        SELECT t.*, t.running + row_number() OVER (PARTITION BY t.platform ORDER BY t.lane, t.agency_rank, t.next_sync_at) AS platform_rank
        FROM in_turn t
      ), picked AS (
        SELECT s.connection_id FROM connection_sync s
        JOIN ranked r ON r.connection_id = s.connection_id
        JOIN social_connection c ON c.id = s.connection_id
        WHERE r.platform_rank <= ${platformCap}::int AND s.lease_owner IS NULL AND s.next_sync_at <= now()
        ORDER BY r.lane, r.agency_rank, r.next_sync_at LIMIT ${limit}::int
        FOR UPDATE OF s SKIP LOCKED FOR NO KEY UPDATE OF c SKIP LOCKED
      )
      UPDATE connection_sync s
      SET lease_owner = ${owner}, lease_token = s.lease_token + 1, lease_started = false, claimed_seq = s.request_seq,
          lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      FROM picked p, social_connection o WHERE s.connection_id = p.connection_id AND o.id = s.connection_id
      RETURNING s.agency_id AS "agencyId", s.connection_id AS "connectionId", s.platform, s.lease_token AS token, s.lane, s.cause,
        o.auth IN ('active', 'expiring') AS consented`;
  }

  /** The axes of these connections; their rows must be locked by the caller's statement before. */
  axes(tx: Tx, connectionIds: readonly string[]): Promise<AxesRow[]> {
    return tx.$queryRaw<AxesRow[]>`
      SELECT c.id AS "connectionId", c.control, c.auth, c.status, p.outcome, p.activity, p.cause
      FROM social_connection c JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
      WHERE c.id = ANY(${connectionIds}::uuid[])`;
  }

  /** Moves both products of each connection in one statement. */
  async setActivity(tx: Tx, rows: readonly { connectionId: string; activity: string; cause: Cause }[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_product p SET activity = n.activity, cause = n.cause
      FROM unnest(${rows.map((row) => row.connectionId)}::uuid[], ${rows.map((row) => row.activity)}::text[], ${rows.map((row) => row.cause)}::text[])
        AS n(connection_id, activity, cause)
      WHERE p.connection_id = n.connection_id`;
  }

  async setStatus(tx: Tx, rows: readonly { connectionId: string; status: Status }[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.$executeRaw`
      UPDATE social_connection c SET status = n.status
      FROM unnest(${rows.map((row) => row.connectionId)}::uuid[], ${rows.map((row) => row.status)}::text[]) AS n(id, status)
      WHERE c.id = n.id AND c.status <> n.status`;
  }

  /** The lease is begun by whoever runs it; false where it is stale. */
  async start(tx: Tx, lease: Lease, owner: string, leaseSeconds: number): Promise<boolean> {
    const rows = await tx.$executeRaw`
      UPDATE connection_sync SET lease_owner = ${owner}, lease_started = true, lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      WHERE agency_id = ${lease.agencyId}::uuid AND connection_id = ${lease.connectionId}::uuid AND lease_token = ${lease.token} AND lease_owner IS NOT NULL AND NOT lease_started`;
    return rows === 1;
  }

  async renew(tx: Tx, lease: Lease, leaseSeconds: number): Promise<boolean> {
    const rows = await tx.$executeRaw`
      UPDATE connection_sync SET lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      WHERE agency_id = ${lease.agencyId}::uuid AND connection_id = ${lease.connectionId}::uuid AND lease_token = ${lease.token} AND lease_owner IS NOT NULL`;
    return rows === 1;
  }

  /**
   * Locks the connection, then its sync row, in that order (a delete takes them in the same), and answers only to the
   * newest token. Everything written in the caller's transaction is thereby the lease holder's.
   */
  async fence(tx: Tx, lease: Lease): Promise<FencedRow | null> {
    const [row] = await tx.$queryRaw<FencedRow[]>`
      WITH c AS MATERIALIZED (
        SELECT id FROM social_connection WHERE agency_id = ${lease.agencyId}::uuid AND id = ${lease.connectionId}::uuid FOR NO KEY UPDATE)
      SELECT s.connection_id AS "connectionId", s.request_seq AS "requestSeq", s.claimed_seq AS "claimedSeq", s.attempt, s.failures,
        s.crash_count AS "crashCount", s.cause, s.lane
      FROM connection_sync s WHERE s.connection_id = (SELECT id FROM c) AND s.lease_token = ${lease.token} AND s.lease_owner IS NOT NULL
      FOR UPDATE OF s`;
    return row ?? null;
  }

  /** A crash from before this sync came further no longer counts. The caller holds the fence. */
  async forgiveCrashes(tx: Tx, { agencyId, connectionId }: Owned): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync SET crash_count = 0 WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
  }

  /** Ends the lease and says when the next sync is due; at once, and afresh, where somebody asked meanwhile. The caller holds the fence. */
  async complete(tx: Tx, { agencyId, connectionId }: Owned, next: Completion): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync
      SET lease_owner = NULL, lease_until = NULL, lease_started = false, crash_count = 0, done_seq = claimed_seq,
          attempt = CASE WHEN request_seq > claimed_seq THEN 0 ELSE ${next.attempt}::int END,
          failures = CASE WHEN request_seq > claimed_seq THEN 0 ELSE ${next.failures}::int END,
          blocked_until = CASE WHEN request_seq > claimed_seq THEN NULL ELSE ${next.blockedUntil}::timestamptz END,
          next_sync_at = CASE WHEN request_seq > claimed_seq THEN now() ELSE ${next.nextSyncAt}::timestamptz END,
          cause = CASE WHEN request_seq > claimed_seq THEN 'manual' ELSE ${next.cause} END,
          lane = CASE WHEN request_seq > claimed_seq THEN 0 ELSE ${next.lane}::smallint END
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
  }

  /** Gives a lease back untouched: due at once for anybody. */
  async release(tx: Tx, lease: Lease): Promise<boolean> {
    const rows = await tx.$executeRaw`
      UPDATE connection_sync SET lease_owner = NULL, lease_until = NULL, lease_started = false, next_sync_at = now()
      WHERE agency_id = ${lease.agencyId}::uuid AND connection_id = ${lease.connectionId}::uuid AND lease_token = ${lease.token} AND lease_owner IS NOT NULL`;
    return rows === 1;
  }

  /** Leases that ran out: back to due. One that had begun counts as a crash. */
  expire(
    tx: Tx,
    limit: number,
  ): Promise<
    { agencyId: string; connectionId: string; token: bigint; crashCount: number; started: boolean; cause: Cause }[]
  > {
    return tx.$queryRaw`
      WITH lost AS (
        SELECT s.connection_id, s.lease_started FROM connection_sync s JOIN social_connection c ON c.id = s.connection_id
        WHERE s.lease_owner IS NOT NULL AND s.lease_until < now() LIMIT ${limit}::int
        FOR UPDATE OF s SKIP LOCKED FOR NO KEY UPDATE OF c SKIP LOCKED
      )
      UPDATE connection_sync s
      SET lease_owner = NULL, lease_until = NULL, lease_started = false, next_sync_at = now(),
          crash_count = s.crash_count + CASE WHEN lost.lease_started THEN 1 ELSE 0 END
      FROM lost WHERE s.connection_id = lost.connection_id
      RETURNING s.agency_id AS "agencyId", s.connection_id AS "connectionId", s.lease_token AS token, s.crash_count AS "crashCount",
        lost.lease_started AS started, s.cause`;
  }

  /** Poison: nobody tries it again by itself until the heal time. */
  async park(tx: Tx, connectionIds: readonly string[], healSeconds: number): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync SET next_sync_at = now() + make_interval(secs => ${healSeconds}::int), cause = 'heal', lane = 1, crash_count = 0, attempt = 0,
        failures = failures + 1
      WHERE connection_id = ANY(${connectionIds}::uuid[])`;
  }
}
