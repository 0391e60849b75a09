/** Connections as a talent's consent finds, makes and changes them. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { ConnectionMethod, IdentityEvidence } from '../platforms/contract/descriptor.js';
import type { Control } from './connection-state.js';
import { PRODUCTS } from './connection-state.js';
import type { Owned } from './lease.js';

/** One that has this account's id, or goes by its handle. */
export interface FoundConnection {
  readonly id: string;
  readonly talentId: string;
  readonly accountId: string | null;
  readonly control: Control;
}

export interface OwnConnection {
  readonly platform: string;
  readonly handle: string;
  readonly accountId: string | null;
  readonly method: ConnectionMethod;
}

export interface AccountFacts {
  readonly platform: string;
  readonly accountId: string;
  /** Null leaves the one that is there. */
  readonly handle: string | null;
  /** In place of a handle where there is none. */
  readonly goesBy: string | null;
  readonly normalizedHandle: string;
  readonly url: string;
  readonly evidence: IdentityEvidence | null;
  readonly at: Date;
}

export interface NewConsented extends AccountFacts {
  readonly id: string;
  readonly agencyId: string;
  readonly talentId: string;
  readonly simulated: boolean;
}

@Injectable()
export class ConsentedConnectionRepository {
  /** Those that live first, and of those the one with the id; the latest of those that were disconnected after them. */
  find(
    tx: Tx,
    agencyId: string,
    account: Pick<AccountFacts, 'platform' | 'accountId' | 'normalizedHandle'>,
  ): Promise<FoundConnection[]> {
    return tx.$queryRaw<FoundConnection[]>`
      SELECT id, talent_id AS "talentId", platform_account_id AS "accountId", control FROM social_connection
      WHERE agency_id = ${agencyId}::uuid AND platform = ${account.platform}
        AND (platform_account_id = ${account.accountId}
          OR (normalized_handle = ${account.normalizedHandle} AND handle_current AND control <> 'archived'))
      ORDER BY (control = 'archived'), (platform_account_id = ${account.accountId}) DESC NULLS LAST, archived_at DESC`;
  }

  /** A talent's own; null for anybody else's. */
  async own(tx: Tx, { agencyId, connectionId }: Owned, talentId: string): Promise<OwnConnection | null> {
    const [row] = await tx.$queryRaw<OwnConnection[]>`
      SELECT platform, handle, platform_account_id AS "accountId", method FROM social_connection
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid AND talent_id = ${talentId}::uuid`;
    return row ?? null;
  }

  /** Ids of the accounts at this platform that the talent has consented to. */
  async consented(tx: Tx, agencyId: string, talentId: string, platform: string): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT platform_account_id AS id FROM social_connection
      WHERE agency_id = ${agencyId}::uuid AND talent_id = ${talentId}::uuid AND platform = ${platform}
        AND method = 'OAUTH' AND platform_account_id IS NOT NULL`;
    return rows.map(({ id }) => id);
  }

  /** False where the account or its handle was connected meanwhile; the constraints decide. */
  async insert(tx: Tx, row: NewConsented): Promise<boolean> {
    const inserted = await tx.$executeRaw`
      INSERT INTO social_connection (id, agency_id, talent_id, platform, platform_account_id, locator_kind, locator_value, handle, normalized_handle, url,
        method, verification, auth, status, simulated, evidence, consent_at)
      VALUES (${row.id}::uuid, ${row.agencyId}::uuid, ${row.talentId}::uuid, ${row.platform}, ${row.accountId}, 'id', ${row.accountId},
        ${row.handle ?? row.goesBy ?? row.accountId}, ${row.normalizedHandle}, ${row.url}, 'OAUTH', 'authorised', 'none', 'PENDING', ${row.simulated},
        ${row.evidence}, ${row.at}::timestamptz)
      ON CONFLICT DO NOTHING`;
    if (inserted === 0) return false;
    await tx.$executeRaw`INSERT INTO connection_sync (connection_id, agency_id, platform) VALUES (${row.id}::uuid, ${row.agencyId}::uuid, ${row.platform})`;
    await tx.$executeRaw`
      INSERT INTO connection_product (connection_id, agency_id, product)
      SELECT ${row.id}::uuid, ${row.agencyId}::uuid, product FROM unnest(${[...PRODUCTS]}::text[]) AS product`;
    return true;
  }

  /** By consent from now on; what was read before stays. Answers with the method by which it was read until now. */
  async authorise(tx: Tx, { agencyId, connectionId }: Owned, account: AccountFacts): Promise<ConnectionMethod | null> {
    const [row] = await tx.$queryRaw<{ before: ConnectionMethod }[]>`
      UPDATE social_connection c SET method = 'OAUTH', verification = 'authorised', public_before = c.public_before OR b.method = 'MANUAL',
        platform_account_id = ${account.accountId}, handle = coalesce(${account.handle}, c.handle),
        normalized_handle = CASE WHEN ${account.handle}::text IS NULL THEN c.normalized_handle ELSE ${account.normalizedHandle} END,
        handle_current = c.handle_current OR ${account.handle}::text IS NOT NULL, url = ${account.url},
        evidence = coalesce(${account.evidence}, c.evidence), consent_at = ${account.at}::timestamptz
      FROM social_connection b
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = ${connectionId}::uuid AND b.agency_id = c.agency_id AND b.id = c.id
      RETURNING b.method AS before`;
    return row?.before ?? null;
  }
}
