/** What an invitation has to know of a talent, and of what is connected already; read from the tables of other floors. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';

export interface InvitedTalent {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** As noted; otherwise the language that they were last written to in. */
  readonly locale: string | null;
  readonly status: string;
  readonly agencyName: string;
}

export interface ConnectedAccount {
  readonly id: string;
  readonly talentId: string;
  readonly platform: string;
  readonly handle: string;
  readonly accountId: string | null;
  readonly method: 'MANUAL' | 'OAUTH';
  readonly auth: string;
  readonly control: string;
  readonly missingScopes: readonly string[];
}

@Injectable()
export class InvitedTalentRepository {
  async find(tx: Tx, agencyId: string, id: string): Promise<InvitedTalent | null> {
    const [row] = await tx.$queryRaw<InvitedTalent[]>`
      SELECT t.id, t.name, t.email, t.status, a.name AS "agencyName", coalesce(t.locale, (
        SELECT i.language FROM invitation i WHERE i.agency_id = t.agency_id AND i.talent_id = t.id ORDER BY i.created_at DESC, i.id DESC LIMIT 1)) AS locale
      FROM talent t JOIN agency a ON a.id = t.agency_id
      WHERE t.agency_id = ${agencyId}::uuid AND t.id = ${id}::uuid FOR SHARE OF t`;
    return row ?? null;
  }

  /** What is connected of a talent's, disconnected ones left out. */
  connectedOf(tx: Tx, agencyId: string, talentId: string): Promise<ConnectedAccount[]> {
    return tx.$queryRaw<ConnectedAccount[]>`
      SELECT c.id, c.talent_id AS "talentId", c.platform, c.handle, c.platform_account_id AS "accountId", c.method, c.auth, c.control,
        coalesce(o.missing_scopes, '{}') AS "missingScopes"
      FROM social_connection c
      LEFT JOIN oauth_credential o ON o.agency_id = c.agency_id AND o.connection_id = c.id
      WHERE c.agency_id = ${agencyId}::uuid AND c.talent_id = ${talentId}::uuid AND c.control <> 'archived'
      ORDER BY c.id`;
  }

  async connected(tx: Tx, agencyId: string, id: string): Promise<ConnectedAccount | null> {
    const [row] = await tx.$queryRaw<ConnectedAccount[]>`
      SELECT c.id, c.talent_id AS "talentId", c.platform, c.handle, c.platform_account_id AS "accountId", c.method, c.auth, c.control,
        coalesce(o.missing_scopes, '{}') AS "missingScopes"
      FROM social_connection c
      LEFT JOIN oauth_credential o ON o.agency_id = c.agency_id AND o.connection_id = c.id
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = ${id}::uuid`;
    return row ?? null;
  }
}
