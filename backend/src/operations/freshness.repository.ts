/** Freshness from the rows themselves: what was read when, what waits, how the last syncs went. */
import { Injectable } from '@nestjs/common';
import type { Reader } from '../core/database/database.service.js';

export interface StandingRow {
  readonly platform: string;
  readonly connections: number;
  readonly neverRead: number;
  readonly fresh: number;
  readonly failing: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly lastSuccessAt: Date | null;
  readonly oldest: number | null;
  readonly limited: number;
  readonly limitedUntil: Date | null;
  readonly unanswered: number;
  readonly unansweredUntil: Date | null;
  readonly retrying: number;
  readonly people: number;
}

export interface RatesRow {
  readonly platform: string;
  readonly sampled: number;
  readonly finished: number;
  readonly ok: number;
  readonly partial: number;
  readonly failed: number;
  readonly deferred: number;
  readonly took: number;
  readonly p50: number | null;
  readonly p95: number | null;
}

export interface ReadyRow {
  readonly platform: string;
  readonly count: number;
  readonly p50: number | null;
  readonly p95: number | null;
}

/** A platform, and the age up to which its data counts as fresh. */
export interface FreshWithin {
  readonly platform: string;
  readonly seconds: number;
}

@Injectable()
export class FreshnessRepository {
  /** Connections that are read, by platform. `fallback` counts where a platform is not among `within`. */
  standing(reader: Reader, agencyId: string, within: readonly FreshWithin[], fallback: number): Promise<StandingRow[]> {
    const platforms = within.map(({ platform }) => platform);
    const seconds = within.map((row) => row.seconds);
    return reader.$queryRaw<StandingRow[]>`
      WITH mine AS (
        SELECT c.platform, c.auth IN ('none', 'active', 'expiring') AND p.outcome <> 'not_supported' AS due, c.auth = 'reauth_required' AS lost,
          p.outcome, CASE WHEN s.lease_owner IS NULL THEN p.activity ELSE 'running' END AS activity, p.succeeded_at, extract(epoch FROM now() - p.succeeded_at)::float8 AS age, s.next_sync_at, coalesce(w.seconds, ${fallback}::int) AS within
        FROM social_connection c
        JOIN connection_sync s ON s.connection_id = c.id
        JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
        LEFT JOIN unnest(${platforms}::text[], ${seconds}::int[]) AS w(platform, seconds) ON w.platform = c.platform
        WHERE c.agency_id = ${agencyId}::uuid AND c.control = 'enabled'
      )
      SELECT platform, count(*) FILTER (WHERE due)::int AS connections, count(*) FILTER (WHERE due AND age IS NULL)::int AS "neverRead",
        count(*) FILTER (WHERE due AND age < within)::int AS fresh,
        count(*) FILTER (WHERE due AND outcome = 'failed')::int AS failing,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY age) FILTER (WHERE due) AS p50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY age) FILTER (WHERE due) AS p95,
        max(succeeded_at) FILTER (WHERE due) AS "lastSuccessAt", max(age) FILTER (WHERE due) AS oldest,
        count(*) FILTER (WHERE activity = 'waiting_limit')::int AS limited,
        min(next_sync_at) FILTER (WHERE activity = 'waiting_limit') AS "limitedUntil",
        count(*) FILTER (WHERE activity = 'waiting_platform')::int AS unanswered,
        min(next_sync_at) FILTER (WHERE activity = 'waiting_platform') AS "unansweredUntil",
        count(*) FILTER (WHERE activity = 'waiting_retry')::int AS retrying, count(*) FILTER (WHERE lost)::int AS people
      FROM mine GROUP BY platform HAVING count(*) FILTER (WHERE due) > 0 ORDER BY platform`;
  }

  /** Syncs that ended in the last 24 hours, of at most `most` connections a platform, picked by chance. */
  rates(reader: Reader, agencyId: string, most: number): Promise<RatesRow[]> {
    return reader.$queryRaw<RatesRow[]>`
      WITH picked AS (
        SELECT id, platform FROM (
          SELECT c.id, c.platform, row_number() OVER (PARTITION BY c.platform ORDER BY hashtext(c.id::text)) AS place
          FROM social_connection c WHERE c.agency_id = ${agencyId}::uuid AND c.control = 'enabled') ranked
        WHERE place <= ${most}::int
      ), ended AS (
        SELECT r.connection_id, r.outcome, extract(epoch FROM r.finished_at - r.started_at)::float8 AS took
        FROM sync_run r JOIN picked k ON k.id = r.connection_id
        WHERE r.agency_id = ${agencyId}::uuid AND r.started_at > now() - interval '1 day' AND r.finished_at IS NOT NULL
      )
      SELECT k.platform, count(DISTINCT k.id)::int AS sampled, count(e.outcome)::int AS finished,
        count(*) FILTER (WHERE e.outcome = 'ok')::int AS ok, count(*) FILTER (WHERE e.outcome = 'partial')::int AS partial,
        count(*) FILTER (WHERE e.outcome = 'failed')::int AS failed, count(*) FILTER (WHERE e.outcome = 'deferred')::int AS deferred,
        count(*) FILTER (WHERE e.outcome IN ('ok', 'partial'))::int AS took,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY e.took) FILTER (WHERE e.outcome IN ('ok', 'partial')) AS p50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY e.took) FILTER (WHERE e.outcome IN ('ok', 'partial')) AS p95
      FROM picked k LEFT JOIN ended e ON e.connection_id = k.id GROUP BY k.platform`;
  }

  /** From creation to the first good read, of the newest `most` connections of the last 24 hours. */
  ready(reader: Reader, agencyId: string, most: number): Promise<ReadyRow[]> {
    return reader.$queryRaw<ReadyRow[]>`
      WITH fresh AS (
        SELECT c.id, c.platform, c.created_at FROM social_connection c
        WHERE c.agency_id = ${agencyId}::uuid AND c.created_at > now() - interval '1 day' ORDER BY c.id DESC LIMIT ${most}::int
      ), ready AS (
        SELECT f.platform, extract(epoch FROM r.finished_at - f.created_at)::float8 AS seconds
        FROM fresh f JOIN LATERAL (
          SELECT min(r.finished_at) AS finished_at FROM sync_run r
          WHERE r.agency_id = ${agencyId}::uuid AND r.connection_id = f.id AND r.outcome IN ('ok', 'partial')) r ON r.finished_at IS NOT NULL
      )
      SELECT platform, count(*)::int AS count, percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) AS p50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY seconds) AS p95
      FROM ready GROUP BY platform`;
  }
}
