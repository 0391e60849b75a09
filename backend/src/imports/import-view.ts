/** Turns rows into answers. */
import type { ImportResponse, ImportRowResponse } from './dto/import.responses.js';
import type { ImportRecord, ImportRowRecord } from './import.js';

export function showImport(row: ImportRecord): ImportResponse {
  const { ready = 0, refused = 0, known = 0, connected = 0, failed = 0 } = row.counts;
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    rows: row.rows,
    counts: { ready, refused, known, connected, failed },
    unusedColumns: [...row.unused],
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    by: row.actorName,
  };
}

export function showRow(row: ImportRowRecord): ImportRowResponse {
  const { talent, email, tags, platform, profile } = row.given;
  return {
    line: row.line,
    given: { talent, email, tags: [...tags], platform, profile },
    outcome: row.outcome,
    code: row.code,
    text: row.text,
    talentId: row.talentId,
    connectionId: row.connectionId,
    doneAt: row.doneAt?.toISOString() ?? null,
  };
}
