/** A connection's past: figures, syncs and changes at moments of the test's choosing. */
import { randomUUID } from 'node:crypto';
import type { Rows } from './rows.js';

export interface Place {
  readonly agencyId: string;
  readonly connectionId: string;
}

export async function aSnapshot(
  rows: Rows,
  { agencyId, connectionId }: Place,
  at: string | Date,
  followers: number | null = 100,
): Promise<void> {
  await rows.query(
    `INSERT INTO profile_snapshot (connection_id, captured_at, agency_id, followers, posts, source) VALUES ($1, $2, $3, $4, 7, 'public')`,
    [connectionId, at, agencyId, followers],
  );
}

export async function aPostSnapshot(
  rows: Rows,
  { agencyId, postId }: { readonly agencyId: string; readonly postId: string },
  at: string,
): Promise<void> {
  await rows.query(
    `INSERT INTO post_snapshot (post_id, captured_at, agency_id, likes, source) VALUES ($1, $2, $3, 7, 'public')`,
    [postId, at, agencyId],
  );
}

export interface RunGiven {
  readonly at: string;
  readonly outcome?: string;
  readonly code?: string | null;
  readonly posts?: number;
}

let token = 1_000;

/** Took a second; answers with its id. */
export async function aRunAt(rows: Rows, { agencyId, connectionId }: Place, given: RunGiven): Promise<string> {
  const { at, outcome = 'ok', code = null, posts = 3 } = given;
  const id = randomUUID();
  await rows.query(
    `INSERT INTO sync_run (id, agency_id, connection_id, cause, attempt, lease_token, outcome, code, started_at, finished_at, posts_seen)
     VALUES ($1, $2, $3, 'scheduled', 0, $4, $5, $6, $7::timestamptz, $7::timestamptz + interval '1 second', $8)`,
    [id, agencyId, connectionId, (token += 1), outcome, code, at, posts],
  );
  return id;
}

export async function aProfileChange(
  rows: Rows,
  { agencyId, connectionId }: Place,
  given: { at: string; field?: string; before?: string | null; after?: string | null },
): Promise<string> {
  const { at, field = 'handle', before = 'mia', after = 'miasol' } = given;
  const id = randomUUID();
  await rows.query(
    `INSERT INTO profile_field_change (id, agency_id, connection_id, field, before, after, at, source) VALUES ($1, $2, $3, $4, $5, $6, $7, 'public')`,
    [id, agencyId, connectionId, field, before, after, at],
  );
  return id;
}
