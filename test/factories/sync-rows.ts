/** The engine's rows: many connections that are due, and time moved in the rows instead of waited for. */
import { randomUUID } from 'node:crypto';
import type { Rows } from './rows.js';
import { anAgency, aTalent } from './rows.js';

export interface DueGiven {
  readonly agencyId: string;
  readonly talentId: string;
  readonly count: number;
  readonly platform?: string;
  readonly lane?: number;
  readonly cause?: string;
  readonly control?: string;
  /** How long the first of them has been due; the others a second less each. */
  readonly seconds?: number;
}

/** Connections that were never read and are due, oldest first. */
async function dueConnections(rows: Rows, given: DueGiven): Promise<string[]> {
  const { platform = 'bluesky', lane = 1, cause = 'first', control = 'enabled', seconds = 3_600 } = given;
  const ids = Array.from({ length: given.count }, () => randomUUID());
  const status = { enabled: 'PENDING', paused: 'PAUSED', suspended: 'ERROR' }[control] ?? 'DISCONNECTED';
  await rows.query(
    `INSERT INTO social_connection (id, agency_id, talent_id, platform, locator_kind, locator_value, handle, normalized_handle, url, method,
       status, control, simulated)
     SELECT id, $2, $3, $4, 'handle', h, h, h, 'https://example.com/' || h, 'MANUAL', $5, $6, true
     FROM unnest($1::uuid[]) AS id, LATERAL (SELECT 'a' || left(replace(id::text, '-', ''), 12) || '.bsky.social' AS h) AS named`,
    [ids, given.agencyId, given.talentId, platform, status, control],
  );
  await rows.query(
    `INSERT INTO connection_sync (connection_id, agency_id, platform, next_sync_at, lane, cause, request_seq)
     SELECT id, $2, $3, now() - make_interval(secs => $6 - n), $4, $5, 1 FROM unnest($1::uuid[]) WITH ORDINALITY AS d(id, n)`,
    [ids, given.agencyId, platform, lane, cause, seconds],
  );
  await rows.query(
    `INSERT INTO connection_product (connection_id, agency_id, product, cause, activity)
     SELECT id, $2, product, $3, 'queued' FROM unnest($1::uuid[]) AS id, unnest(ARRAY['profile', 'posts']) AS product`,
    [ids, given.agencyId, cause],
  );
  return ids;
}

export async function someDue(rows: Rows, given: Partial<DueGiven> & { count: number }): Promise<string[]> {
  const agencyId = given.agencyId ?? (await anAgency(rows)).id;
  return dueConnections(rows, { ...given, agencyId, talentId: given.talentId ?? (await aTalent(rows, agencyId)) });
}

/** Whatever was to come later, or waited for a limit, comes now. */
export async function makeDue(rows: Rows, id: string): Promise<void> {
  await rows.query(
    `UPDATE connection_sync SET next_sync_at = now() - interval '1 second', blocked_until = NULL WHERE connection_id = $1`,
    [id],
  );
}

/** The worker that holds it has not been heard of for too long. */
export async function expireLease(rows: Rows, id: string): Promise<void> {
  await rows.query(`UPDATE connection_sync SET lease_until = now() - interval '1 second' WHERE connection_id = $1`, [
    id,
  ]);
}

export interface SyncRow {
  readonly lease_owner: string | null;
  readonly lease_token: string;
  readonly lane: number;
  readonly cause: string;
  readonly attempt: number;
  readonly failures: number;
  readonly crash_count: number;
  readonly request_seq: string;
  readonly done_seq: string;
  readonly blocked_until: Date | null;
  /** From now until it is due. */
  readonly due_in: number;
}

export async function syncRow(rows: Rows, id: string): Promise<SyncRow> {
  const found = await rows.query<SyncRow>(
    `SELECT *, extract(epoch FROM next_sync_at - now())::float8 AS due_in FROM connection_sync WHERE connection_id = $1`,
    [id],
  );
  const [row] = found.rows;
  if (!row) throw new Error(`There is no sync row of ${id}`);
  return row;
}

/** How many rows there are of everything below a connection. */
export async function rowsBelow(rows: Rows, id: string): Promise<number> {
  const found = await rows.query<{ count: string }>(
    `SELECT (SELECT count(*) FROM social_connection WHERE id = $1) + (SELECT count(*) FROM connection_sync WHERE connection_id = $1)
       + (SELECT count(*) FROM connection_product WHERE connection_id = $1) + (SELECT count(*) FROM social_profile WHERE connection_id = $1)
       + (SELECT count(*) FROM social_post WHERE connection_id = $1) + (SELECT count(*) FROM profile_snapshot WHERE connection_id = $1)
       + (SELECT count(*) FROM sync_run WHERE connection_id = $1)
       + (SELECT count(*) FROM post_stats s WHERE NOT EXISTS (SELECT 1 FROM social_post p WHERE p.id = s.post_id)) AS count`,
    [id],
  );
  return Number(found.rows[0]?.count);
}
