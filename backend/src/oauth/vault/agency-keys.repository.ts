/** Agencies' data keys as they are stored: wrapped. */
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../core/database/database.service.js';

export interface WrappedKey {
  readonly version: number;
  readonly wrapped: Uint8Array;
  readonly ringKey: string;
}

export interface StoredKey extends WrappedKey {
  /** Written by this very transaction, which may yet be taken back. */
  readonly unsure: boolean;
}

/** One of those that a key of the ring wraps. */
export interface KeyInUse extends WrappedKey {
  readonly agencyId: string;
}

@Injectable()
export class AgencyKeysRepository {
  /**
   * The newest, which cannot be deleted before this transaction ends: whoever rotates waits for those who seal. Null also
   * where the newest was deleted while this waited for it: ask again then.
   */
  async current(tx: Tx, agencyId: string): Promise<StoredKey | null> {
    const rows = await tx.$queryRaw<StoredKey[]>`
      SELECT version, wrapped, ring_key AS "ringKey", (xmin = pg_current_xact_id_if_assigned()::xid) IS TRUE AS unsure
      FROM agency_key WHERE agency_id = ${agencyId}::uuid ORDER BY version DESC LIMIT 1 FOR KEY SHARE`;
    return rows[0] ?? null;
  }

  async find(reader: Reader, agencyId: string, version: number): Promise<StoredKey | null> {
    const rows = await reader.$queryRaw<StoredKey[]>`
      SELECT version, wrapped, ring_key AS "ringKey", (xmin = pg_current_xact_id_if_assigned()::xid) IS TRUE AS unsure
      FROM agency_key WHERE agency_id = ${agencyId}::uuid AND version = ${version}::int`;
    return rows[0] ?? null;
  }

  /** Waits for whoever adds the same version at the same time; false where they were first. */
  async add(tx: Tx, agencyId: string, key: WrappedKey, at: Date): Promise<boolean> {
    const added = await tx.$executeRaw`
      INSERT INTO agency_key (agency_id, version, wrapped, ring_key, created_at)
      VALUES (${agencyId}::uuid, ${key.version}::int, ${key.wrapped}, ${key.ringKey}, ${at}::timestamptz)
      ON CONFLICT (agency_id, version) DO NOTHING`;
    return added > 0;
  }

  /** Of all agencies: for each key of the ring that wraps something, the newest of what it wraps. */
  inUse(tx: Tx): Promise<KeyInUse[]> {
    return tx.$queryRaw`
      SELECT DISTINCT ON (ring_key) agency_id AS "agencyId", version, wrapped, ring_key AS "ringKey"
      FROM agency_key ORDER BY ring_key, created_at DESC`;
  }
}
