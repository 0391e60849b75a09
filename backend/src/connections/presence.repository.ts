/** Whether what a path names is there, and the little that its history needs to know of it. */
import { Injectable } from '@nestjs/common';
import type { Reader } from '../core/database/database.service.js';

export interface KnownConnection {
  readonly platform: string;
  readonly handle: string;
  readonly blanks: Record<string, string>;
}

@Injectable()
export class PresenceRepository {
  async connection(reader: Reader, agencyId: string, id: string): Promise<KnownConnection | null> {
    const [row] = await reader.$queryRaw<KnownConnection[]>`
      SELECT c.platform, c.handle, COALESCE(f.blanks, '{}'::jsonb) AS blanks
      FROM social_connection c LEFT JOIN social_profile f ON f.connection_id = c.id
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = ${id}::uuid`;
    return row ?? null;
  }

  async talent(reader: Reader, agencyId: string, id: string): Promise<boolean> {
    const rows = await reader.$queryRaw<unknown[]>`
      SELECT 1 FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
    return rows.length === 1;
  }
}
