import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';

export interface AgencyRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly demo: boolean;
  readonly staff: number;
  readonly talents: number;
  readonly connections: number;
}

@Injectable()
export class AgencyRepository {
  async find(tx: Tx, agencyId: string): Promise<AgencyRow | null> {
    const rows = await tx.$queryRaw<AgencyRow[]>`
      SELECT a.id, a.name, a.created_at AS "createdAt", a.demo,
        (SELECT count(*)::int FROM app_user u
          WHERE u.agency_id = ${agencyId}::uuid AND u.role <> 'talent' AND u.status = 'active') AS staff,
        (SELECT count(*)::int FROM talent t WHERE t.agency_id = ${agencyId}::uuid) AS talents,
        (SELECT count(*)::int FROM social_connection c
          WHERE c.agency_id = ${agencyId}::uuid AND c.control <> 'archived') AS connections
      FROM agency a WHERE a.id = ${agencyId}::uuid`;
    return rows[0] ?? null;
  }

  /** The name that it had, held until the transaction ends. */
  async holdName(tx: Tx, agencyId: string): Promise<string | null> {
    const rows = await tx.$queryRaw<{ name: string }[]>`
      SELECT a.name FROM agency a WHERE a.id = ${agencyId}::uuid FOR UPDATE`;
    return rows[0]?.name ?? null;
  }

  async rename(tx: Tx, agencyId: string, name: string): Promise<void> {
    await tx.agency.updateMany({ where: { id: agencyId }, data: { name } });
  }
}
