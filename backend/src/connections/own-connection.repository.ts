import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Control } from './connection-state.js';

export interface OwnConnectionRow {
  readonly control: Control;
  /** Stopped by the talent: by a link, or signed in. */
  readonly byTalent: boolean;
}

/** Connections as their talent reaches them. */
@Injectable()
export class OwnConnectionRepository {
  /** Null for another talent's, and for what is disconnected: to a talent both are not there. */
  async find(tx: Tx, agencyId: string, talentId: string, id: string): Promise<OwnConnectionRow | null> {
    const [row] = await tx.$queryRaw<OwnConnectionRow[]>`
      SELECT c.control, c.control_by IS NOT NULL AND (c.control_by = c.talent_id::text OR EXISTS (
        SELECT 1 FROM app_user u WHERE u.agency_id = c.agency_id AND u.talent_id = c.talent_id AND u.id::text = c.control_by)) AS "byTalent"
      FROM social_connection c
      WHERE c.agency_id = ${agencyId}::uuid AND c.talent_id = ${talentId}::uuid AND c.id = ${id}::uuid AND c.control <> 'archived'`;
    return row ?? null;
  }
}
