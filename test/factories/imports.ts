/** An import with a row, past row-level security. */
import { randomUUID } from 'node:crypto';
import type { Rows } from './rows.js';

export async function anImport(rows: Rows, agencyId: string, status = 'checked'): Promise<string> {
  const id = randomUUID();
  await rows.query(
    `INSERT INTO import (id, agency_id, name, status, rows, actor_kind, actor_id, actor_name) VALUES ($1, $2, 'roster.csv', $3, 1, 'staff', $4, 'Somebody')`,
    [id, agencyId, status, randomUUID()],
  );
  const given = { talent: 'Mia', email: null, tags: [], aliases: [], notes: null, platform: null, profile: null };
  await rows.query(
    `INSERT INTO import_row (import_id, agency_id, line, given, outcome, text) VALUES ($1, $2, 2, $3, 'ready', 'Adds Mia.')`,
    [id, agencyId, JSON.stringify(given)],
  );
  return id;
}
