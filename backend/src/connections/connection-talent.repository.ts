/** Read-only looks at the talent that a connection belongs to. */
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../core/database/database.service.js';

@Injectable()
export class ConnectionTalentRepository {
  /** True where the talent is there; holds it against deletion until the transaction ends. */
  async holdLive(tx: Tx, agencyId: string, talentId: string): Promise<boolean> {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${talentId}::uuid FOR KEY SHARE`;
    return rows.length === 1;
  }

  /** The same, with what one has to know to give a connection to the talent. */
  async hold(tx: Tx, agencyId: string, talentId: string): Promise<{ name: string; status: string } | null> {
    const [row] = await tx.$queryRaw<{ name: string; status: string }[]>`
      SELECT name, status FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${talentId}::uuid FOR KEY SHARE`;
    return row ?? null;
  }

  async exists(reader: Reader, agencyId: string, talentId: string): Promise<boolean> {
    const rows = await reader.$queryRaw<unknown[]>`
      SELECT 1 FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${talentId}::uuid`;
    return rows.length === 1;
  }
}
