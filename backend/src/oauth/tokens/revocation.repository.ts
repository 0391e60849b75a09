/** Tokens that wait to be given back. Whoever disconnects adds them; only the revoker reads them. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';
import { newId } from '../../core/database/ids.js';

export interface PendingRevocation {
  readonly id: string;
  readonly agencyId: string;
  /** Whom the tokens are sealed for. */
  readonly connectionId: string;
  readonly platform: string;
  readonly appCredential: string;
  readonly accessToken: Uint8Array;
  readonly refreshToken: Uint8Array | null;
  readonly issuedAt: Date;
  readonly giveUpAt: Date;
  readonly attempts: number;
}

export interface NewRevocation {
  readonly platform: string;
  readonly appCredential: string;
  readonly accessToken: Uint8Array;
  readonly refreshToken: Uint8Array | null;
  readonly keyVersion: number;
  readonly issuedAt: Date;
}

@Injectable()
export class RevocationRepository {
  /** Takes the credentials of these connections away, as they are; those of the named platforms wait here from now on. */
  async moveHere(
    tx: Tx,
    agencyId: string,
    connectionIds: readonly string[],
    { revocable, at, giveUpAt }: { revocable: readonly string[]; at: Date; giveUpAt: Date },
  ): Promise<void> {
    await tx.$executeRaw`
      WITH gone AS (
        DELETE FROM oauth_credential WHERE agency_id = ${agencyId}::uuid AND connection_id = ANY(${[...connectionIds]}::uuid[]) RETURNING *
      )
      INSERT INTO pending_revocation (id, agency_id, connection_id, platform, app_credential, access_token, refresh_token, key_version, issued_at, created_at, give_up_at, next_try_at)
      SELECT n.id, g.agency_id, g.connection_id, g.platform, g.app_credential, g.access_token, g.refresh_token, g.key_version, g.issued_at,
        ${at}::timestamptz, ${giveUpAt}::timestamptz, ${at}::timestamptz
      FROM gone g JOIN unnest(${connectionIds.map(() => newId())}::uuid[], ${[...connectionIds]}::uuid[]) AS n(id, connection_id)
        ON n.connection_id = g.connection_id
      WHERE g.platform = ANY(${[...revocable]}::text[])`;
  }

  async add(
    tx: Tx,
    of: { agencyId: string; connectionId: string },
    row: NewRevocation,
    { at, giveUpAt }: { at: Date; giveUpAt: Date },
  ): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO pending_revocation (id, agency_id, connection_id, platform, app_credential, access_token, refresh_token, key_version, issued_at, created_at, give_up_at, next_try_at)
      VALUES (${newId()}::uuid, ${of.agencyId}::uuid, ${of.connectionId}::uuid, ${row.platform}, ${row.appCredential}, ${row.accessToken},
        ${row.refreshToken}, ${row.keyVersion}::int, ${row.issuedAt}::timestamptz, ${at}::timestamptz, ${giveUpAt}::timestamptz, ${at}::timestamptz)`;
  }

  claim(tx: Tx, now: Date, { limit, seconds }: { limit: number; seconds: number }): Promise<PendingRevocation[]> {
    return tx.$queryRaw<PendingRevocation[]>`
      UPDATE pending_revocation r SET lease_until = now() + make_interval(secs => ${seconds}::int), attempts = r.attempts + 1
      WHERE r.id IN (
        SELECT id FROM pending_revocation WHERE next_try_at <= ${now}::timestamptz AND (lease_until IS NULL OR lease_until < now())
        ORDER BY next_try_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)
      RETURNING r.id, r.agency_id AS "agencyId", r.connection_id AS "connectionId", r.platform, r.app_credential AS "appCredential",
        r.access_token AS "accessToken", r.refresh_token AS "refreshToken", r.issued_at AS "issuedAt", r.give_up_at AS "giveUpAt", r.attempts`;
  }

  /** Whether the same connection has been consented to anew: giving the old tokens back could end that consent as well. */
  async replaced(tx: Tx, { agencyId, connectionId }: PendingRevocation): Promise<boolean> {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM oauth_credential WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
    return rows.length > 0;
  }

  async later(tx: Tx, { id, agencyId }: PendingRevocation, nextTryAt: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE pending_revocation SET lease_until = NULL, next_try_at = ${nextTryAt}::timestamptz
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }

  /** False where somebody else erased it. */
  async erase(tx: Tx, { id, agencyId }: PendingRevocation): Promise<boolean> {
    const erased = await tx.$executeRaw`
      DELETE FROM pending_revocation WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
    return erased === 1;
  }
}
