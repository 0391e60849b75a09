/** Talents by the dozen: found by what people call them, and made with one statement. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { NewTalentRow } from './talents.repository.js';

export interface NamedTalent {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly archived: boolean;
}

@Injectable()
export class TalentIntakeRepository {
  /** Whoever goes by one of these names or e-mails, whatever its case; nobody deletes them until the transaction ends. */
  named(tx: Tx, agencyId: string, names: readonly string[], emails: readonly string[]): Promise<NamedTalent[]> {
    return tx.$queryRaw<NamedTalent[]>`
      SELECT t.id, t.name, t.email, t.status = 'archived' AS archived FROM talent t
      WHERE t.agency_id = ${agencyId}::uuid
        AND (lower(btrim(t.name)) IN (SELECT lower(btrim(n)) FROM unnest(${[...names]}::text[]) AS n)
          OR lower(t.email) IN (SELECT lower(e) FROM unnest(${[...emails]}::text[]) AS e))
      ORDER BY t.id FOR KEY SHARE OF t`;
  }

  async insertAll(tx: Tx, agencyId: string, rows: readonly NewTalentRow[]): Promise<void> {
    const lists = (pick: (row: NewTalentRow) => readonly string[]) => rows.map((row) => JSON.stringify(pick(row)));
    await tx.$executeRaw`
      INSERT INTO talent (id, agency_id, name, aliases, email, locale, owner_id, tags, notes, status, created_at, updated_at)
      SELECT n.id, ${agencyId}::uuid, n.name, ARRAY(SELECT jsonb_array_elements_text(n.aliases::jsonb)), n.email, n.locale, n.owner_id,
        ARRAY(SELECT jsonb_array_elements_text(n.tags::jsonb)), n.notes, n.status, n.at, n.at
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::text[], ${lists(({ aliases }) => aliases)}::text[],
        ${rows.map(({ email }) => email)}::text[], ${rows.map(({ locale }) => locale)}::text[], ${rows.map(({ ownerId }) => ownerId)}::uuid[],
        ${lists(({ tags }) => tags)}::text[], ${rows.map(({ notes }) => notes)}::text[], ${rows.map(({ status }) => status)}::text[],
        ${rows.map(({ createdAt }) => createdAt.toISOString())}::timestamptz[])
        AS n(id, name, aliases, email, locale, owner_id, tags, notes, status, at)`;
  }
}
