/** Reads a profile's figures over time, and in which spans nothing was read. */
import { Injectable } from '@nestjs/common';
import type { Reader } from '../core/database/database.service.js';

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export interface MetricRow {
  readonly at: Date;
  readonly followers: bigint | null;
  readonly following: bigint | null;
  readonly posts: bigint | null;
  readonly views: bigint | null;
}

/** First, last, lowest and highest of each. */
const KEPT_OF_BUCKET = 4;

@Injectable()
export class MetricsRepository {
  /**
   * Oldest first, at most `most`. Where there are more, the span is cut into equal stretches, and of each its first, last,
   * lowest and highest stay: a peak of an hour shows in a curve of two years.
   */
  points(
    reader: Reader,
    agencyId: string,
    connectionId: string,
    { from, to }: Span,
    most: number,
  ): Promise<MetricRow[]> {
    const buckets = Math.floor(most / KEPT_OF_BUCKET);
    return reader.$queryRaw<MetricRow[]>`
      WITH inside AS (
        SELECT h.captured_at AS at, h.followers, h.following, h.posts, h.views, COALESCE(h.followers, h.views, h.posts) AS height, count(*) OVER () AS found,
          width_bucket(extract(epoch FROM h.captured_at)::float8, extract(epoch FROM ${from}::timestamptz)::float8,
            extract(epoch FROM ${to}::timestamptz)::float8 + 1, ${buckets}::int) AS bucket
        FROM profile_snapshot h
        WHERE h.agency_id = ${agencyId}::uuid AND h.connection_id = ${connectionId}::uuid
          AND h.captured_at BETWEEN ${from}::timestamptz AND ${to}::timestamptz
      ), ranked AS (
        SELECT i.*,
          row_number() OVER (PARTITION BY i.bucket ORDER BY i.at) AS first,
          row_number() OVER (PARTITION BY i.bucket ORDER BY i.at DESC) AS last,
          row_number() OVER (PARTITION BY i.bucket ORDER BY i.height, i.at) AS lowest,
          row_number() OVER (PARTITION BY i.bucket ORDER BY i.height DESC NULLS LAST, i.at) AS highest
        FROM inside i
      )
      SELECT r.at, r.followers, r.following, r.posts, r.views FROM ranked r
      WHERE r.found <= ${most}::int OR 1 IN (r.first, r.last, r.lowest, r.highest)
      ORDER BY r.at`;
  }

  /**
   * Spans longer than `hours` without one successful read: a snapshot, or a sync that read the profile. What was read just
   * before and just after counts, so that a gap across an edge is found; before the first read ever there was nothing to miss.
   * `now` ends a gap that is still open.
   */
  gaps(
    reader: Reader,
    agencyId: string,
    connectionId: string,
    { from, to }: Span,
    open: { hours: number; now: Date },
  ): Promise<Span[]> {
    return reader.$queryRaw<Span[]>`
      WITH read AS (
        SELECT h.captured_at AS at FROM profile_snapshot h
        WHERE h.agency_id = ${agencyId}::uuid AND h.connection_id = ${connectionId}::uuid
        UNION ALL
        SELECT r.started_at FROM sync_run r
        WHERE r.agency_id = ${agencyId}::uuid AND r.connection_id = ${connectionId}::uuid AND r.outcome IN ('ok', 'partial')
      ), evidence AS (
        SELECT max(at) AS at FROM read WHERE at < ${from}::timestamptz
        UNION ALL SELECT at FROM read WHERE at BETWEEN ${from}::timestamptz AND ${to}::timestamptz
        UNION ALL SELECT min(at) FROM read WHERE at > ${to}::timestamptz
        UNION ALL SELECT ${open.now}::timestamptz
      ), steps AS (
        SELECT lag(e.at) OVER (ORDER BY e.at) AS since, e.at AS until FROM evidence e WHERE e.at IS NOT NULL
      )
      SELECT greatest(s.since, ${from}::timestamptz) AS "from", least(s.until, ${to}::timestamptz) AS "to" FROM steps s
      WHERE s.until - s.since > make_interval(hours => ${open.hours}::int) AND s.since < ${to}::timestamptz AND s.until > ${from}::timestamptz
      ORDER BY 1`;
  }
}
