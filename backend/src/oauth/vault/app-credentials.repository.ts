/** Agencies' own apps as rows: names of keys in the open, values sealed as one. */
import { Injectable } from '@nestjs/common';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { Reader, Tx } from '../../core/database/database.service.js';

export interface AppCredentialRow {
  readonly id: string;
  readonly platform: string;
  readonly keys: readonly string[];
  readonly sealed: Uint8Array;
  readonly updatedAt: Date;
  readonly checkedAt: Date | null;
  readonly checkCode: ConnectionCode | null;
}

export interface SealedApp {
  readonly id: string;
  readonly agencyId: string;
  readonly platform: string;
  readonly keys: readonly string[];
  readonly sealed: Buffer;
  readonly keyVersion: number;
  readonly at: Date;
}

@Injectable()
export class AppCredentialsRepository {
  /** Whoever changes the same app at the same time waits until this transaction ends. */
  async hold(tx: Tx, agencyId: string, platform: string): Promise<void> {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`app_credential:${agencyId}:${platform}`}, 0))::text`;
  }

  /** The one in use. */
  async current(reader: Reader, agencyId: string, platform: string): Promise<AppCredentialRow | null> {
    const rows = await reader.$queryRaw<AppCredentialRow[]>`
      SELECT id, platform, keys, sealed, updated_at AS "updatedAt", checked_at AS "checkedAt", check_code AS "checkCode"
      FROM app_credential WHERE agency_id = ${agencyId}::uuid AND platform = ${platform} AND retired_at IS NULL`;
    return rows[0] ?? null;
  }

  /** In use or not any more. */
  async byId(reader: Reader, agencyId: string, id: string): Promise<AppCredentialRow | null> {
    const rows = await reader.$queryRaw<AppCredentialRow[]>`
      SELECT id, platform, keys, sealed, updated_at AS "updatedAt", checked_at AS "checkedAt", check_code AS "checkCode"
      FROM app_credential WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
    return rows[0] ?? null;
  }

  /** Of those in use, which keys are there. */
  keys(reader: Reader, agencyId: string): Promise<Pick<AppCredentialRow, 'platform' | 'keys'>[]> {
    return reader.$queryRaw`
      SELECT platform, keys FROM app_credential WHERE agency_id = ${agencyId}::uuid AND retired_at IS NULL`;
  }

  async add(tx: Tx, { id, agencyId, platform, keys, sealed, keyVersion, at }: SealedApp): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO app_credential (id, agency_id, platform, keys, sealed, key_version, created_at, updated_at)
      VALUES (${id}::uuid, ${agencyId}::uuid, ${platform}, ${keys}::text[], ${sealed}, ${keyVersion}::int,
        ${at}::timestamptz, ${at}::timestamptz)`;
  }

  /** What was found with the values before says nothing of these. */
  async replace(tx: Tx, { id, agencyId, keys, sealed, keyVersion, at }: SealedApp): Promise<void> {
    await tx.$executeRaw`
      UPDATE app_credential SET keys = ${keys}::text[], sealed = ${sealed}, key_version = ${keyVersion}::int,
        updated_at = ${at}::timestamptz, checked_at = NULL, check_code = NULL
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }

  /** Good for the tokens that were given to it, and for nothing new. */
  async retire(tx: Tx, agencyId: string, id: string, at: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE app_credential SET retired_at = ${at}::timestamptz WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }

  async checked(tx: Tx, agencyId: string, id: string, at: Date, code: ConnectionCode | null): Promise<void> {
    await tx.$executeRaw`
      UPDATE app_credential SET checked_at = ${at}::timestamptz, check_code = ${code}
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }

  /** Of all agencies: those out of use that no token and no authorization names. Only the revoker sees all that may. */
  forgetUnused(tx: Tx): Promise<number> {
    return tx.$executeRaw`
      DELETE FROM app_credential a WHERE a.retired_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM oauth_credential c WHERE c.agency_id = a.agency_id AND c.app_credential = 'agency:' || a.id)
        AND NOT EXISTS (SELECT FROM oauth_flow f WHERE f.agency_id = a.agency_id AND f.app_credential = 'agency:' || a.id)
        AND NOT EXISTS (SELECT FROM pending_revocation p WHERE p.agency_id = a.agency_id AND p.app_credential = 'agency:' || a.id)`;
  }
}
