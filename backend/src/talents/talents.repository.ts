/** Talents as rows. Reads join what their connections amount to; only talents are written here. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { TalentFields, TalentStatus } from './talent.js';

export interface StoredTalent extends TalentFields {
  readonly id: string;
}

export interface NewTalentRow extends TalentFields {
  readonly id: string;
  readonly agencyId: string;
  readonly createdAt: Date;
}

const FIELDS = {
  id: true,
  name: true,
  aliases: true,
  email: true,
  locale: true,
  ownerId: true,
  tags: true,
  notes: true,
  status: true,
} as const;

@Injectable()
export class TalentsRepository {
  async insert(tx: Tx, row: NewTalentRow): Promise<void> {
    const { aliases, tags, createdAt, ...fields } = row;
    await tx.talent.create({
      data: { ...fields, aliases: [...aliases], tags: [...tags], createdAt, updatedAt: createdAt },
    });
  }

  /** Holds the row until the transaction ends: nobody changes it, and nobody connects a profile to it, in between. */
  async lock(tx: Tx, agencyId: string, id: string): Promise<StoredTalent | null> {
    await tx.$queryRaw`SELECT 1 FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const row = await tx.talent.findFirst({ where: { agencyId, id }, select: FIELDS });
    return row && { ...row, status: row.status as TalentStatus };
  }

  async update(tx: Tx, agencyId: string, id: string, fields: TalentFields, at: Date): Promise<void> {
    const { aliases, tags, ...others } = fields;
    await tx.talent.updateMany({
      where: { agencyId, id },
      data: { ...others, aliases: [...aliases], tags: [...tags], updatedAt: at },
    });
  }

  /**
   * Takes the connections first, in the order in which every writer of a connection locks, so that a sync that is just
   * writing a page finishes it and finds nothing the next time. Answers with their ids.
   */
  async lockConnections(tx: Tx, agencyId: string, talentId: string): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM social_connection WHERE agency_id = ${agencyId}::uuid AND talent_id = ${talentId}::uuid
      ORDER BY id FOR UPDATE`;
    return rows.map(({ id }) => id);
  }

  /**
   * Where else the trail may speak of this talent: the talents that were merged into it, and the connections that once
   * belonged to any of them.
   */
  async traces(tx: Tx, agencyId: string, id: string): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      WITH own AS (SELECT merged FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid)
      SELECT unnest(merged) AS id FROM own
      UNION SELECT c.id FROM social_connection c, own
      WHERE c.agency_id = ${agencyId}::uuid AND c.former_talents && array_append(own.merged, ${id}::uuid)`;
    return rows.map((row) => row.id);
  }

  /** The one that goes is remembered in the one that stays, with all that were merged into it before. */
  async absorb(tx: Tx, agencyId: string, { into, from }: { into: string; from: string }): Promise<void> {
    await tx.$executeRaw`
      UPDATE talent t SET merged = t.merged || f.id || f.merged FROM talent f
      WHERE t.agency_id = ${agencyId}::uuid AND t.id = ${into}::uuid AND f.agency_id = t.agency_id AND f.id = ${from}::uuid`;
    await tx.$executeRaw`DELETE FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${from}::uuid`;
  }

  /** Everything below goes with it. */
  async erase(tx: Tx, agencyId: string, id: string): Promise<void> {
    await tx.$executeRaw`DELETE FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }

  /** Active people who sign in to the console; talents who sign in are not staff. */
  async isStaff(tx: Tx, agencyId: string, userId: string): Promise<boolean> {
    const where = { agencyId, id: userId, status: 'active', role: { not: 'talent' } };
    return (await tx.user.count({ where })) > 0;
  }

  /** The tags in use and the people who look after talents, in alphabetical order. */
  async facets(tx: Tx, agencyId: string): Promise<{ tags: string[]; owners: { id: string; name: string }[] }> {
    const tags = await tx.$queryRaw<{ tag: string }[]>`
      SELECT tag FROM (
        SELECT DISTINCT unnest(tags) AS tag FROM talent WHERE agency_id = ${agencyId}::uuid AND status <> 'archived') t
      ORDER BY lower(tag), tag LIMIT 500`;
    const owners = await tx.user.findMany({
      where: { agencyId, owned: { some: { status: { not: 'archived' } } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true },
    });
    return { tags: tags.map(({ tag }) => tag), owners };
  }
}
