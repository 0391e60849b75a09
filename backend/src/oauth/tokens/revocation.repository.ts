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
  /** Those that the grant opens; empty where nobody has got to know them. */
  readonly accountIds: readonly string[];
  readonly giveUpAt: Date;
  readonly attempts: number;
}

export interface SealedRevocation {
  readonly accessToken: Uint8Array;
  readonly refreshToken: Uint8Array | null;
  readonly issuedAt: Date;
}

export interface NewRevocation extends SealedRevocation {
  readonly platform: string;
  readonly appCredential: string;
  readonly accountIds: readonly string[];
  readonly keyVersion: number;
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
      INSERT INTO pending_revocation (id, agency_id, connection_id, platform, app_credential, account_ids, access_token, refresh_token, key_version, issued_at, created_at, give_up_at, next_try_at)
      SELECT n.id, g.agency_id, g.connection_id, g.platform, g.app_credential, g.account_ids, g.access_token, g.refresh_token, g.key_version, g.issued_at,
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
      INSERT INTO pending_revocation (id, agency_id, connection_id, platform, app_credential, account_ids, access_token, refresh_token, key_version, issued_at, created_at, give_up_at, next_try_at)
      VALUES (${newId()}::uuid, ${of.agencyId}::uuid, ${of.connectionId}::uuid, ${row.platform}, ${row.appCredential}, ${[...row.accountIds]}::text[],
        ${row.accessToken}, ${row.refreshToken}, ${row.keyVersion}::int, ${row.issuedAt}::timestamptz, ${at}::timestamptz, ${giveUpAt}::timestamptz, ${at}::timestamptz)`;
  }

  claim(tx: Tx, now: Date, { limit, seconds }: { limit: number; seconds: number }): Promise<PendingRevocation[]> {
    return tx.$queryRaw<PendingRevocation[]>`
      UPDATE pending_revocation r SET lease_until = now() + make_interval(secs => ${seconds}::int), attempts = r.attempts + 1
      WHERE r.id IN (
        SELECT id FROM pending_revocation WHERE next_try_at <= ${now}::timestamptz AND (lease_until IS NULL OR lease_until < now())
        ORDER BY next_try_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)
      RETURNING r.id, r.agency_id AS "agencyId", r.connection_id AS "connectionId", r.platform, r.app_credential AS "appCredential",
        r.account_ids AS "accountIds", r.give_up_at AS "giveUpAt", r.attempts`;
  }

  /** Whether the same connection has been consented to anew: giving the old tokens back could end that consent as well. */
  async replaced(tx: Tx, { agencyId, connectionId }: PendingRevocation): Promise<boolean> {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM oauth_credential WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
    return rows.length > 0;
  }

  /** As it is sealed now; null where it has been erased meanwhile. */
  async sealed(tx: Tx, { agencyId, id }: PendingRevocation): Promise<SealedRevocation | null> {
    const [row] = await tx.$queryRaw<SealedRevocation[]>`
      SELECT access_token AS "accessToken", refresh_token AS "refreshToken", issued_at AS "issuedAt"
      FROM pending_revocation WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
    return row ?? null;
  }

  /**
   * Whether something that lives hangs on the same grant: a connection of any agency whose tokens the same app got for one of
   * these accounts, or a choice that a talent is about to make. Where nobody knows the accounts, it may be any of the app's.
   */
  async isShared(tx: Tx, { platform, appCredential, accountIds }: PendingRevocation): Promise<boolean> {
    const ids = [...accountIds];
    const [row] = await tx.$queryRaw<{ shared: boolean }[]>`
      SELECT EXISTS (
        SELECT 1 FROM oauth_credential k WHERE k.platform = ${platform} AND k.app_credential = ${appCredential}
          AND (k.code IS NULL OR k.code NOT IN ('AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED'))
          AND (cardinality(${ids}::text[]) = 0 OR k.account_ids && ${ids}::text[])
      ) OR EXISTS (
        SELECT 1 FROM oauth_flow f, jsonb_array_elements(f.accounts->'accounts') account
        WHERE f.platform = ${platform} AND f.app_credential = ${appCredential} AND f.pending IS NOT NULL
          AND (cardinality(${ids}::text[]) = 0 OR account->>'platformAccountId' = ANY(${ids}::text[]))
      ) AS shared`;
    return row?.shared ?? false;
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
