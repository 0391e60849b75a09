/** What lies below a connection: posts with figures, and the runs that brought them. */
import { randomUUID } from 'node:crypto';
import type { Rows } from './rows.js';

export async function aPost(rows: Rows, agencyId: string, connectionId: string): Promise<string> {
  const id = randomUUID();
  await rows.query(
    `INSERT INTO social_post (id, agency_id, connection_id, platform_post_id, kind, url, text, published_at, source)
     VALUES ($1, $2, $3, $4, 'text', 'https://example.com/post', 'Hello', '2026-01-01T10:00:00Z', 'public')`,
    [id, agencyId, connectionId, `post:${id}`],
  );
  await rows.query(
    `INSERT INTO post_stats (post_id, agency_id, likes, source, captured_at) VALUES ($1, $2, 7, 'public', '2026-01-01T12:00:00Z')`,
    [id, agencyId],
  );
  return id;
}

export async function aRun(rows: Rows, agencyId: string, connectionId: string): Promise<string> {
  const id = randomUUID();
  await rows.query(
    `INSERT INTO sync_run (id, agency_id, connection_id, cause, attempt, lease_token, outcome, started_at, finished_at)
     VALUES ($1, $2, $3, 'first', 1, 1, 'ok', '2026-01-01T12:00:00Z', '2026-01-01T12:00:01Z')`,
    [id, agencyId, connectionId],
  );
  return id;
}

export async function anAlert(
  rows: Rows,
  agencyId: string,
  connectionId: string,
  given: { code?: string; raisedAt?: string; closedAt?: string | null } = {},
): Promise<string> {
  const { code = 'PROFILE_HANDLE_REASSIGNED', raisedAt = '2026-01-01T12:00:00Z', closedAt = null } = given;
  const id = randomUUID();
  await rows.query(
    `INSERT INTO alert (id, agency_id, connection_id, code, facts, raised_at, closed_at) VALUES ($1, $2, $3, $4, '{"handle": "mia"}', $5, $6)`,
    [id, agencyId, connectionId, code, raisedAt, closedAt],
  );
  return id;
}
