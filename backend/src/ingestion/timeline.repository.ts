/** What happened to a connection, from the five places where it is written down, as one list. */
import { Injectable } from '@nestjs/common';
import type { FieldChange } from '../audit/audit.service.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Slice } from '../core/database/dated-pages.js';
import type { Reader } from '../core/database/database.service.js';
import type { RunOutcome } from './sync-run.repository.js';

/** Facts of an event, by its source; what a source does not have is null. */
interface Base {
  /** The source and the row's id: an alert is there twice, raised and closed. */
  readonly id: string;
  readonly at: Date;
  readonly actor: string | null;
}

interface DeedRow extends Base {
  readonly source: 'deed';
  readonly what: string;
  readonly facts: FieldChange[] | null;
}

interface ToldRunRow extends Base {
  readonly source: 'run';
  readonly what: RunOutcome;
  readonly code: ConnectionCode | null;
  /** `strike`: the how many-th miss in a row, where the account was there before. `earlier`: whether a sync succeeded before. */
  readonly facts: { readonly strike: number | null; readonly earlier: boolean; readonly posts: number };
}

interface FieldRow extends Base {
  readonly source: 'change';
  readonly what: string;
  readonly facts: { readonly before: string | null; readonly after: string | null };
}

interface AlertRow extends Base {
  readonly source: 'raised' | 'closed';
  readonly what: string;
}

export type TimelineRow = DeedRow | ToldRunRow | FieldRow | AlertRow;

@Injectable()
export class TimelineRepository {
  /**
   * Newest first. Of the syncs those are told that changed something: the first success, the first of a row of like failures,
   * each miss while misses are counted, and the success after a failure.
   */
  page(
    reader: Reader,
    agencyId: string,
    connectionId: string,
    misses: readonly ConnectionCode[],
    { limit, after }: Slice,
  ): Promise<TimelineRow[]> {
    const at = after?.at ?? null;
    return reader.$queryRaw<TimelineRow[]>`
      WITH ended AS (
        SELECT r.id, r.started_at, r.finished_at, r.outcome, r.code, r.posts_seen,
          lag(r.outcome) OVER in_time AS last_outcome, lag(r.code) OVER in_time AS last_code,
          count(*) FILTER (WHERE r.outcome IN ('ok', 'partial')) OVER in_time AS successes
        FROM sync_run r
        WHERE r.agency_id = ${agencyId}::uuid AND r.connection_id = ${connectionId}::uuid AND r.outcome NOT IN ('running', 'aborted')
          AND r.finished_at IS NOT NULL AND (${at}::timestamptz IS NULL OR r.started_at <= ${at}::timestamptz)
        WINDOW in_time AS (ORDER BY r.started_at, r.id)
      ), counted AS (
        SELECT e.*, e.outcome = 'failed' AND e.successes > 0 AND e.code = ANY(${[...misses]}::text[]) AS missed,
          count(*) FILTER (WHERE e.outcome = 'failed' AND e.code = ANY(${[...misses]}::text[]))
            OVER (PARTITION BY e.successes ORDER BY e.started_at, e.id) AS misses
        FROM ended e
      ), told AS (
        SELECT c.* FROM counted c
        WHERE (c.missed AND c.misses <= 3) OR (c.outcome, c.code) IS DISTINCT FROM (c.last_outcome, c.last_code)
      ), events AS (
        SELECT 'deed:' || d.id AS id, d.at, 'deed' AS source, d.action AS what, NULL::text AS code, a.actor_name AS actor, a.fields AS facts
        FROM change d LEFT JOIN audit_detail a ON a.agency_id = d.agency_id AND a.change_id = d.id
        WHERE d.agency_id = ${agencyId}::uuid AND d.target_id = ${connectionId}::uuid AND d.target_type = 'connection'
          AND d.action <> 'alert.closed' -- told below, by the alert itself
        UNION ALL
        SELECT 'run:' || t.id, t.finished_at, 'run', t.outcome, t.code, NULL, jsonb_build_object(
          'strike', CASE WHEN t.missed THEN t.misses END, 'posts', t.posts_seen,
          'earlier', t.successes > CASE WHEN t.outcome IN ('ok', 'partial') THEN 1 ELSE 0 END)
        FROM told t
        UNION ALL
        SELECT 'change:' || x.id, x.at, 'change', x.field, NULL, NULL, jsonb_build_object('before', x.before, 'after', x.after)
        FROM profile_field_change x WHERE x.agency_id = ${agencyId}::uuid AND x.connection_id = ${connectionId}::uuid
        UNION ALL
        SELECT 'raised:' || r.id, r.raised_at, 'raised', r.code, NULL, NULL, r.facts
        FROM alert r WHERE r.agency_id = ${agencyId}::uuid AND r.connection_id = ${connectionId}::uuid
        UNION ALL
        SELECT 'closed:' || r.id, r.closed_at, 'closed', r.code, NULL, r.closed_by, r.facts
        FROM alert r WHERE r.agency_id = ${agencyId}::uuid AND r.connection_id = ${connectionId}::uuid AND r.closed_at IS NOT NULL
      )
      SELECT e.* FROM events e
      WHERE ${at}::timestamptz IS NULL OR (e.at, e.id COLLATE "C") < (${at}::timestamptz, ${after?.id ?? ''})
      ORDER BY e.at DESC, e.id COLLATE "C" DESC LIMIT ${limit + 1}::int`;
  }
}
