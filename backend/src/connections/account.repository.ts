/** Which accounts connections hold and by which handles they go, looked at and written for many at once. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';

export interface AccountRead {
  readonly connectionId: string;
  readonly accountId: string;
  readonly normalizedHandle: string;
  readonly readAt: Date;
}

/** What is stored of a connection whose account was just read, and who else has to do with that account. */
export interface AccountRow {
  readonly connectionId: string;
  readonly platformAccountId: string | null;
  readonly handle: string;
  readonly normalizedHandle: string;
  readonly url: string;
  readonly handleCurrent: boolean;
  readonly avatarUrl: string | null;
  readonly bannerUrl: string | null;
  readonly profileKnown: boolean;
  /** A proof is open, whose code the profile may show. */
  readonly proofWanted: boolean;
  /** Another live connection of the agency that holds the account. */
  readonly heldBy: string | null;
  /** Another live connection of another account that goes by the handle. */
  readonly handleOf: string | null;
}

export interface NamedAccount {
  readonly connectionId: string;
  readonly accountId: string;
  readonly handle: string;
  readonly normalizedHandle: string;
  readonly url: string;
}

@Injectable()
export class AccountRepository {
  /** Of one agency, no connection twice; those that are gone are missing. */
  look(tx: Tx, agencyId: string, reads: readonly AccountRead[]): Promise<AccountRow[]> {
    return tx.$queryRaw<AccountRow[]>`
      SELECT c.id AS "connectionId", c.platform_account_id AS "platformAccountId", c.handle, c.normalized_handle AS "normalizedHandle", c.url,
        c.handle_current AS "handleCurrent", f.avatar_url AS "avatarUrl", f.banner_url AS "bannerUrl", f.connection_id IS NOT NULL AS "profileKnown",
        c.proof_code IS NOT NULL AND c.proof_expires_at > n.read_at AS "proofWanted", i.id AS "heldBy", h.id AS "handleOf"
      FROM unnest(${reads.map((read) => read.connectionId)}::uuid[], ${reads.map((read) => read.accountId)}::text[],
        ${reads.map((read) => read.normalizedHandle)}::text[], ${reads.map((read) => read.readAt)}::timestamptz[]) AS n(id, account_id, handle, read_at)
      JOIN social_connection c ON c.agency_id = ${agencyId}::uuid AND c.id = n.id
      LEFT JOIN social_profile f ON f.agency_id = ${agencyId}::uuid AND f.connection_id = c.id
      LEFT JOIN social_connection i ON i.agency_id = ${agencyId}::uuid AND i.platform = c.platform AND i.platform_account_id = n.account_id
        AND i.control <> 'archived' AND i.id <> c.id
      LEFT JOIN social_connection h ON h.agency_id = ${agencyId}::uuid AND h.platform = c.platform AND h.normalized_handle = n.handle
        AND h.handle_current AND h.control <> 'archived' AND h.id <> c.id AND h.platform_account_id IS DISTINCT FROM n.account_id`;
  }

  /** These went by handles that belong to others now. Answers with those whose account was ever read. */
  async loseHandles(tx: Tx, agencyId: string, connectionIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (connectionIds.length === 0) return new Set();
    const rows = await tx.$queryRaw<{ id: string }[]>`
      WITH lost AS (
        UPDATE social_connection SET handle_current = false
        WHERE agency_id = ${agencyId}::uuid AND id = ANY(${connectionIds}::uuid[]) RETURNING id, platform_account_id
      )
      SELECT id FROM lost WHERE platform_account_id IS NOT NULL`;
    return new Set(rows.map(({ id }) => id));
  }

  /** What reads taught: the accounts' ids and how they are called now. */
  async name(tx: Tx, agencyId: string, accounts: readonly NamedAccount[]): Promise<void> {
    if (accounts.length === 0) return;
    await tx.$executeRaw`
      UPDATE social_connection c SET platform_account_id = n.account_id, handle = n.handle, normalized_handle = n.normalized_handle, url = n.url,
        handle_current = true
      FROM unnest(${accounts.map((one) => one.connectionId)}::uuid[], ${accounts.map((one) => one.accountId)}::text[],
        ${accounts.map((one) => one.handle)}::text[], ${accounts.map((one) => one.normalizedHandle)}::text[],
        ${accounts.map((one) => one.url)}::text[]) AS n(id, account_id, handle, normalized_handle, url)
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = n.id`;
  }
}
