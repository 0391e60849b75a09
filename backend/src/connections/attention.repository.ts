/** The connections that need a hand, each with the one cause it is listed under: one statement for all groups. */
import { Injectable } from '@nestjs/common';
import type { Reader } from '../core/database/database.service.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Status } from './connection-state.js';

export interface AttentionRow {
  readonly cause: string;
  readonly count: number;
  /** Set where all of the cause are on one platform. */
  readonly onlyPlatform: string | null;
  readonly id: string;
  readonly talentId: string;
  readonly talentName: string;
  readonly platform: string;
  readonly handle: string;
  readonly avatarUrl: string | null;
  readonly status: Status;
  readonly since: Date;
}

export interface AttentionQuery {
  /** Codes that end without anybody's help. */
  readonly healing: readonly ConnectionCode[];
  readonly pausedBefore: Date;
  readonly perCause: number;
}

@Injectable()
export class AttentionRepository {
  /** Of each cause those that have waited longest, oldest first. */
  ailing(reader: Reader, agencyId: string, query: AttentionQuery): Promise<AttentionRow[]> {
    return reader.$queryRaw<AttentionRow[]>`
      WITH ailing AS (
        SELECT c.id FROM social_connection c
        WHERE c.agency_id = ${agencyId}::uuid AND c.control <> 'archived'
          AND (c.status IN ('ERROR', 'RECONNECT_NEEDED', 'PAUSED') OR c.strikes > 0 OR NOT c.handle_current)
        UNION
        SELECT q.connection_id FROM connection_product q
        WHERE q.agency_id = ${agencyId}::uuid AND q.product = 'posts' AND q.outcome IN ('failed', 'partial')
        UNION
        SELECT l.connection_id FROM alert l
        WHERE l.agency_id = ${agencyId}::uuid AND l.code = 'PROFILE_DUPLICATE' AND l.closed_at IS NULL
      ), seen AS (
        SELECT c.id, c.talent_id, c.platform, c.handle, c.status, c.last_code_at, c.strikes_since, c.control_at, c.created_at,
          l.raised_at AS claimed_at,
          CASE
            WHEN l.id IS NOT NULL THEN 'CLAIMED'
            WHEN c.status = 'PAUSED' AND c.control_at < ${query.pausedBefore}::timestamptz THEN 'PAUSED_LONG'
            WHEN c.status = 'PAUSED' THEN NULL
            WHEN c.status = 'RECONNECT_NEEDED' THEN COALESCE(c.last_code, 'AUTH_RECONNECT_REQUIRED')
            WHEN c.status = 'ERROR' THEN COALESCE(c.last_code, 'SYNC_INTERNAL')
            WHEN NOT c.handle_current THEN 'PROFILE_HANDLE_REASSIGNED'
            WHEN c.strikes > 0 THEN 'STRIKES'
            ELSE COALESCE(q.code, 'PARTIAL_SYNC')
          END AS code
        FROM ailing a
        JOIN social_connection c ON c.agency_id = ${agencyId}::uuid AND c.id = a.id
        JOIN connection_product q ON q.connection_id = c.id AND q.product = 'posts'
        LEFT JOIN alert l ON l.connection_id = c.id AND l.code = 'PROFILE_DUPLICATE' AND l.closed_at IS NULL
        WHERE c.control <> 'archived'
      ), dated AS (
        SELECT s.*, CASE WHEN s.code = ANY(${[...query.healing]}::text[]) THEN 'HEALS_BY_ITSELF' ELSE s.code END AS cause,
          COALESCE(CASE s.code WHEN 'CLAIMED' THEN s.claimed_at WHEN 'PAUSED_LONG' THEN s.control_at WHEN 'STRIKES' THEN s.strikes_since END, s.last_code_at, s.created_at) AS since
        FROM seen s WHERE s.code IS NOT NULL
      ), ranked AS (
        SELECT d.*, row_number() OVER (PARTITION BY d.cause ORDER BY d.since, d.id) AS place, count(*) OVER of_cause AS found,
          min(d.platform) OVER of_cause AS first_platform, max(d.platform) OVER of_cause AS last_platform
        FROM dated d WINDOW of_cause AS (PARTITION BY d.cause)
      )
      SELECT r.cause, r.found::int AS count, CASE WHEN r.first_platform = r.last_platform THEN r.first_platform END AS "onlyPlatform", r.id,
        r.talent_id AS "talentId", t.name AS "talentName", r.platform, r.handle, f.avatar_url AS "avatarUrl", r.status, r.since
      FROM ranked r
      JOIN talent t ON t.agency_id = ${agencyId}::uuid AND t.id = r.talent_id
      LEFT JOIN social_profile f ON f.connection_id = r.id
      WHERE r.place <= ${query.perCause}::int
      ORDER BY r.cause, r.since, r.id`;
  }
}
