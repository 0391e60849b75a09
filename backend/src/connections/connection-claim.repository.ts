/**
 * Which syncs are taken, and which are lost. Both walk the due times in the order of their index and take no more than they
 * need; a leased row stays due until its end, so that lost ones are among those. Time is the database's own.
 */
import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import type { Tx } from '../core/database/database.service.js';
import { LANES, WATCHED } from './connection-state.js';
import type { Cause } from './connection-state.js';
import type { ClaimRoom } from './lease.js';

export interface ClaimRow {
  readonly agencyId: string;
  readonly connectionId: string;
  readonly platform: string;
  readonly token: bigint;
  readonly lane: number;
  readonly cause: Cause;
  readonly consented: boolean;
  readonly suspect: boolean;
}

export interface LostRow {
  readonly agencyId: string;
  readonly connectionId: string;
  readonly token: bigint;
  readonly crashCount: number;
  readonly begun: boolean;
}

export interface Taker {
  readonly owner: string;
  /** How long the lease lasts without a renewal. */
  readonly seconds: number;
}

/** `over`: those that are due already, beyond the last multiple. */
export interface RoomAhead extends ClaimRoom {
  readonly over: number;
}

/** All agencies but these, or these alone. */
export interface AgencyFilter {
  readonly but: boolean;
  readonly ids: readonly string[];
}

/** So far ahead of its time nothing is claimed, however far somebody wishes: lost leases are looked for no further. */
const MOST_AHEAD = Prisma.sql`interval '5 minutes'`;
/** A lane is served as if it had become due so much later per step: each comes first in the end. */
const STEP = Prisma.sql`interval '10 minutes'`;
const EACH_LANE = Prisma.sql`unnest('{0,1,2}'::smallint[])`;
const IDLE_AND_DUE = Prisma.sql`s.next_sync_at <= now() AND s.lease_owner IS NULL AND (s.blocked_until IS NULL OR s.blocked_until <= now())`;

@Injectable()
export class ConnectionClaimRepository {
  /**
   * What is known of due times is from before, and row security lets PostgreSQL expect few rows: left alone it reads and
   * sorts all that is due. Until the end of the transaction it walks indexes.
   */
  async walk(tx: Tx): Promise<void> {
    await tx.$queryRaw`
      SELECT set_config(name, 'off', true) FROM (VALUES ('enable_sort'), ('enable_seqscan'), ('enable_bitmapscan'), ('enable_hashjoin'),
        ('enable_mergejoin')) AS planner(name)`;
  }

  /** Takes what is due, the oldest of each platform first; `which` narrows them down. Never waits for a lock. */
  async take(tx: Tx, rooms: readonly ClaimRoom[], by: Taker, which: AgencyFilter): Promise<ClaimRow[]> {
    const open = rooms.filter(({ most }) => most > 0);
    const agencies = agenciesIn(which);
    const lanes = await this.lanesDue(tx, open, agencies);
    const branches = open.flatMap((room) =>
      lanes
        .filter(({ platform, lane }) => platform === room.platform && (lane === LANES.interactive || !room.urgentOnly))
        .map(({ platform, lane }) =>
          branch(
            Prisma.sql`s.platform = ${platform} AND s.lane = ${lane}::smallint AND ${IDLE_AND_DUE} ${agencies}`,
            room,
          ),
        ),
    );
    return branches.length === 0 ? [] : this.lease(tx, branches, by);
  }

  /** What is due soon, so that calls go out full: regular reads of what is public, none that waits for a reason. */
  async takeAhead(tx: Tx, rooms: readonly RoomAhead[], by: Taker): Promise<ClaimRow[]> {
    const branches = rooms.map((room) =>
      branch(
        Prisma.sql`s.platform = ${room.platform} AND s.lane = 1 AND s.next_sync_at > now()
          AND s.next_sync_at <= now() + least(make_interval(secs => ${room.aheadSeconds}::float8), ${MOST_AHEAD}) AND s.lease_owner IS NULL
          AND s.blocked_until IS NULL AND s.attempt = 0 AND s.crash_count = 0 AND s.cause = 'scheduled'
          AND (SELECT c.auth NOT IN ('active', 'expiring') FROM social_connection c WHERE c.id = s.connection_id)`,
        room,
        fillOf(room),
      ),
    );
    return branches.length === 0 ? [] : this.lease(tx, branches, by);
  }

  /** Locks syncs whose lease ran out, as many as nobody else holds. */
  async lost(tx: Tx, limit: number): Promise<LostRow[]> {
    const found = await tx.$queryRaw<{ id: string }[]>`
      WITH RECURSIVE platforms AS (
        (SELECT platform FROM connection_sync ORDER BY platform LIMIT 1)
        UNION ALL
        SELECT (SELECT s.platform FROM connection_sync s WHERE s.platform > p.platform ORDER BY s.platform LIMIT 1) FROM platforms p WHERE p.platform IS NOT NULL
      )
      SELECT s.connection_id AS id FROM platforms p CROSS JOIN ${EACH_LANE} AS l(lane)
      JOIN connection_sync s ON s.platform = p.platform AND s.lane = l.lane AND s.next_sync_at <= now() + ${MOST_AHEAD}
      WHERE s.lease_owner IS NOT NULL AND s.lease_until < now() LIMIT ${limit}::int`;
    if (found.length === 0) return [];
    return tx.$queryRaw<LostRow[]>`
      SELECT s.agency_id AS "agencyId", s.connection_id AS "connectionId", s.lease_token AS token, s.lease_started AS begun,
        s.crash_count + CASE WHEN s.lease_started THEN 1 ELSE 0 END AS "crashCount"
      FROM connection_sync s JOIN social_connection c ON c.id = s.connection_id
      WHERE s.connection_id = ANY(${found.map(({ id }) => id)}::uuid[]) AND s.lease_owner IS NOT NULL AND s.lease_until < now()
      FOR UPDATE OF s SKIP LOCKED FOR NO KEY UPDATE OF c SKIP LOCKED`;
  }

  /** Their leases end without an end. One that had begun counts as a crash; who asked meanwhile waits for the next. */
  async expire(tx: Tx, connectionIds: readonly string[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync
      SET lease_owner = NULL, lease_until = NULL, lease_started = false, crash_count = crash_count + CASE WHEN lease_started THEN 1 ELSE 0 END,
          cause = CASE WHEN request_seq > claimed_seq AND cause <> 'first' THEN 'manual' ELSE cause END,
          lane = CASE WHEN request_seq > claimed_seq THEN 0 ELSE lane END
      WHERE connection_id = ANY(${[...connectionIds]}::uuid[])`;
  }

  /** Poison: nobody tries it again by itself until the heal time. */
  async park(tx: Tx, connectionIds: readonly string[], healSeconds: number): Promise<void> {
    const ids = [...connectionIds];
    await tx.$executeRaw`
      UPDATE connection_sync SET next_sync_at = now() + make_interval(secs => ${healSeconds}::int), cause = 'heal', lane = 1, crash_count = 0, attempt = 0,
        failures = failures + 1
      WHERE connection_id = ANY(${ids}::uuid[])`;
    await tx.$executeRaw`
      UPDATE connection_product SET activity = 'idle', cause = 'heal', outcome = CASE WHEN product = 'profile' THEN 'failed' ELSE outcome END,
        code = CASE WHEN product = 'profile' THEN 'WORKER_LOST' ELSE code END
      WHERE connection_id = ANY(${ids}::uuid[])`;
    await tx.$executeRaw`UPDATE social_connection SET last_code = 'WORKER_LOST', last_code_at = now() WHERE id = ANY(${ids}::uuid[])`;
  }

  /** The lanes in which something is due; most are empty most of the time. */
  private lanesDue(
    tx: Tx,
    rooms: readonly ClaimRoom[],
    agencies: Prisma.Sql,
  ): Promise<{ platform: string; lane: number }[]> {
    return tx.$queryRaw`
      SELECT r.platform, l.lane FROM unnest(${rooms.map(({ platform }) => platform)}::text[]) AS r(platform) CROSS JOIN ${EACH_LANE} AS l(lane)
      WHERE (SELECT s.connection_id FROM connection_sync s WHERE s.platform = r.platform AND s.lane = l.lane AND ${IDLE_AND_DUE} ${agencies}
        ORDER BY s.next_sync_at LIMIT 1) IS NOT NULL`;
  }

  /**
   * Nothing indexed changes, nor does anything beside the one row: what is shown of it follows from the lease. Where a person
   * waits, the caller shows it, and so the connection is locked too; one that somebody else moves just now is left to the
   * next claim.
   */
  private lease(tx: Tx, branches: readonly Prisma.Sql[], { owner, seconds }: Taker): Promise<ClaimRow[]> {
    return tx.$queryRaw<ClaimRow[]>`
      WITH due AS MATERIALIZED (${Prisma.join(branches, ' UNION ALL ')}), known AS MATERIALIZED (
        SELECT d.*, c.auth IN ('active', 'expiring') AS consented FROM due d JOIN social_connection c ON c.id = d.connection_id
      ), picked AS MATERIALIZED (
        SELECT connection_id, watched, consented FROM (SELECT k.*, row_number() OVER (PARTITION BY platform ORDER BY deadline) AS place,
          row_number() OVER (PARTITION BY platform, consented OR suspect ORDER BY deadline) AS turn, count(*) FILTER (WHERE soon) OVER (PARTITION BY platform) AS near
          FROM known k) ranked
        WHERE place <= most AND (batch = 0 OR place <= greatest((batch - over % batch) % batch, over + near - (over + near) % batch - over)) AND (turn <= alone OR NOT (consented OR suspect))
      ), shown AS MATERIALIZED (
        SELECT id FROM social_connection WHERE id = ANY(ARRAY(SELECT connection_id FROM picked WHERE watched)) FOR NO KEY UPDATE SKIP LOCKED
      )
      UPDATE connection_sync s
      SET lease_owner = ${owner}, lease_token = s.lease_token + 1, lease_started = false, claimed_seq = s.request_seq,
          lease_until = now() + make_interval(secs => ${seconds}::int)
      FROM picked p
      WHERE s.connection_id = p.connection_id AND (NOT p.watched OR p.connection_id = ANY(ARRAY(SELECT id FROM shown)))
      RETURNING s.agency_id AS "agencyId", s.connection_id AS "connectionId", s.platform, s.lease_token AS token, s.lane, s.cause,
        p.consented, s.crash_count > 0 AS suspect`;
  }
}

/** As many as are due anyway. */
const NO_FILL = Prisma.sql`0 AS batch, 0 AS over, true AS soon`;

/** The call that is not full is filled up, and full calls more of what is due soon come along. */
const fillOf = ({
  over,
  multiple,
  batch = multiple,
  aheadSeconds,
  soonSeconds = aheadSeconds,
}: RoomAhead): Prisma.Sql =>
  Prisma.sql`${batch}::int AS batch, ${over}::int AS over, s.next_sync_at <= now() + make_interval(secs => ${soonSeconds}::float8) AS soon`;

/** Rows of one lane, locked as they are found; asked of the connection row by row, so that the walk stops when there are enough. */
const branch = (which: Prisma.Sql, { most, alone = most }: ClaimRoom, fill = NO_FILL): Prisma.Sql => Prisma.sql`
  SELECT * FROM (
    SELECT s.connection_id, s.platform, s.next_sync_at + s.lane * ${STEP} AS deadline, s.crash_count > 0 AS suspect,
      s.cause = ANY(${[...WATCHED]}::text[]) AS watched, ${most}::int AS most, ${alone}::int AS alone, ${fill}
    FROM connection_sync s
    WHERE ${which} AND (SELECT c.control FROM social_connection c WHERE c.id = s.connection_id) = 'enabled'
    ORDER BY s.next_sync_at LIMIT ${most}::int FOR UPDATE OF s SKIP LOCKED) lane`;

const agenciesIn = ({ but, ids }: AgencyFilter): Prisma.Sql => {
  if (!but) return Prisma.sql`AND s.agency_id = ANY(${[...ids]}::uuid[])`;
  return ids.length === 0 ? Prisma.empty : Prisma.sql`AND s.agency_id <> ALL(${[...ids]}::uuid[])`;
};
