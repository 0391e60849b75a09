/** What a talent's own place says of the talent; read from the tables of other floors. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';

export interface PlaceTalent {
  readonly name: string;
  readonly agencyName: string;
  readonly email: string | null;
  readonly locale: string | null;
  /** Whether they can sign in. */
  readonly hasAccount: boolean;
}

@Injectable()
export class PlaceRepository {
  async talent(tx: Tx, agencyId: string, id: string): Promise<PlaceTalent | null> {
    const [row] = await tx.$queryRaw<PlaceTalent[]>`
      SELECT t.name, a.name AS "agencyName", t.email, t.locale, EXISTS (
        SELECT 1 FROM app_user u WHERE u.agency_id = t.agency_id AND u.talent_id = t.id AND u.status = 'active') AS "hasAccount"
      FROM talent t JOIN agency a ON a.id = t.agency_id
      WHERE t.agency_id = ${agencyId}::uuid AND t.id = ${id}::uuid`;
    return row ?? null;
  }

  /** What the talent's consent to this connection allows at present. */
  async scopesOf(tx: Tx, agencyId: string, connectionId: string): Promise<string[]> {
    const [row] = await tx.$queryRaw<{ scopes: string[] }[]>`
      SELECT scopes FROM oauth_credential WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
    return row?.scopes ?? [];
  }
}
