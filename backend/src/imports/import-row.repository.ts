/** The rows of imports: what was given, and what became of it. */
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../core/database/database.service.js';
import { Prisma } from '../generated/prisma/client.js';
import type { GivenRow, ImportRowRecord, RowOutcome, Verdict } from './import.js';

export interface RowPlace {
  readonly line: number;
  readonly part: number;
}

export type PendingRow = RowPlace & { readonly given: GivenRow };
export type CheckedRow = PendingRow & Verdict;
export type MarkedRow = RowPlace & Verdict;

const INSERT_BATCH = 1_000;
const BLANK: GivenRow = { talent: '', email: null, tags: [], aliases: [], notes: null, platform: null, profile: null };
const COLUMNS = Prisma.sql`line, part, given, outcome, code, text, talent_id AS "talentId", connection_id AS "connectionId", done_at AS "doneAt"`;

@Injectable()
export class ImportRowRepository {
  async insertAll(tx: Tx, agencyId: string, importId: string, rows: readonly CheckedRow[]): Promise<void> {
    for (let from = 0; from < rows.length; from += INSERT_BATCH) {
      const batch = rows.slice(from, from + INSERT_BATCH);
      await tx.$executeRaw`
        INSERT INTO import_row (import_id, agency_id, line, part, given, outcome, code, text, talent_id, connection_id)
        SELECT ${importId}::uuid, ${agencyId}::uuid, n.line, n.part, n.given::jsonb, n.outcome, n.code, n.text, n.talent_id, n.connection_id
        FROM unnest(${batch.map(({ line }) => line)}::int[], ${batch.map(({ part }) => part)}::int[],
          ${batch.map(({ given }) => JSON.stringify(given))}::text[], ${batch.map(({ outcome }) => outcome)}::text[],
          ${batch.map(({ code }) => code)}::text[], ${batch.map(({ text }) => text)}::text[],
          ${batch.map(({ talentId }) => talentId)}::uuid[], ${batch.map(({ connectionId }) => connectionId)}::uuid[])
          AS n(line, part, given, outcome, code, text, talent_id, connection_id)`;
    }
  }

  /** In the order of the file; one row more than asked, so that the caller knows whether there is a next page. */
  page(
    reader: Reader,
    agencyId: string,
    importId: string,
    { outcome, limit, after }: { outcome: RowOutcome | undefined; limit: number; after: RowPlace | null },
  ): Promise<ImportRowRecord[]> {
    const only = outcome ? Prisma.sql`AND outcome = ${outcome}` : Prisma.empty;
    const beyond = after ? Prisma.sql`AND (line, part) > (${after.line}::int, ${after.part}::int)` : Prisma.empty;
    return reader.$queryRaw<ImportRowRecord[]>`
      SELECT ${COLUMNS} FROM import_row WHERE agency_id = ${agencyId}::uuid AND import_id = ${importId}::uuid ${only} ${beyond}
      ORDER BY line, part LIMIT ${limit + 1}::int`;
  }

  /** What is still to be done, in the order of the file. */
  pending(tx: Tx, agencyId: string, importId: string, limit: number): Promise<PendingRow[]> {
    return tx.$queryRaw<PendingRow[]>`
      SELECT line, part, given FROM import_row
      WHERE agency_id = ${agencyId}::uuid AND import_id = ${importId}::uuid AND outcome = 'ready' ORDER BY line, part LIMIT ${limit}::int`;
  }

  /** Only what was still to be done; answers how many that were. A row that somebody had erased meanwhile is none of them. */
  mark(tx: Tx, agencyId: string, importId: string, rows: readonly MarkedRow[], at: Date): Promise<number> {
    return tx.$executeRaw`
      UPDATE import_row r SET outcome = n.outcome, code = n.code, text = n.text, talent_id = n.talent_id, connection_id = n.connection_id,
        done_at = ${at}::timestamptz
      FROM unnest(${rows.map(({ line }) => line)}::int[], ${rows.map(({ part }) => part)}::int[], ${rows.map(({ outcome }) => outcome)}::text[],
        ${rows.map(({ code }) => code)}::text[], ${rows.map(({ text }) => text)}::text[], ${rows.map(({ talentId }) => talentId)}::uuid[],
        ${rows.map(({ connectionId }) => connectionId)}::uuid[]) AS n(line, part, outcome, code, text, talent_id, connection_id)
      WHERE r.agency_id = ${agencyId}::uuid AND r.import_id = ${importId}::uuid AND r.line = n.line AND r.part = n.part AND r.outcome = 'ready'`;
  }

  /**
   * Blanks what rows say of these talents and connections, of the same talent in other lines of those files, and of who
   * goes by a talent's name or e-mail in files that were checked before the talent was there. What was still to be done for
   * an erased talent is not done any more. Call it while the talents are still there.
   */
  async forget(tx: Tx, agencyId: string, ids: readonly string[]): Promise<void> {
    await tx.$executeRaw`
      WITH named AS (
        SELECT DISTINCT import_id, lower(given->>'talent') AS name FROM import_row
        WHERE agency_id = ${agencyId}::uuid AND talent_id = ANY(${[...ids]}::uuid[])
      ), people AS (
        SELECT lower(called.name) AS name, lower(t.email) AS email FROM talent t, unnest(array_prepend(t.name, t.aliases)) AS called(name)
        WHERE t.agency_id = ${agencyId}::uuid AND t.id = ANY(${[...ids]}::uuid[])
      ), told AS (
        SELECT r.import_id, r.line, r.part FROM import_row r JOIN named n ON n.import_id = r.import_id AND n.name = lower(r.given->>'talent')
        WHERE r.agency_id = ${agencyId}::uuid
        UNION SELECT import_id, line, part FROM import_row
        WHERE agency_id = ${agencyId}::uuid AND (talent_id = ANY(${[...ids]}::uuid[]) OR connection_id = ANY(${[...ids]}::uuid[]))
        UNION SELECT r.import_id, r.line, r.part FROM import_row r
        JOIN people p ON p.name = lower(r.given->>'talent') OR p.email = lower(r.given->>'email')
        WHERE r.agency_id = ${agencyId}::uuid AND r.talent_id IS NULL
      )
      UPDATE import_row r SET given = ${JSON.stringify(BLANK)}::jsonb, code = NULL, text = 'Erased.', talent_id = NULL, connection_id = NULL,
        outcome = CASE WHEN r.outcome = 'ready' THEN 'refused' ELSE r.outcome END
      FROM told t WHERE r.agency_id = ${agencyId}::uuid AND r.import_id = t.import_id AND r.line = t.line AND r.part = t.part`;
  }
}
