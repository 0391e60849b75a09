import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../core/database/database.service.js';
import type { Position } from '../core/database/page.js';
import type { Scope } from '../core/principal.js';

export interface FoundApiKey {
  readonly keyId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: Scope[];
  readonly createdBy: string | null;
  readonly createdByName: string;
  readonly createdByDisabled: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewApiKeyRow extends Omit<ApiKeyRow, 'lastUsedAt' | 'revokedAt' | 'createdByDisabled'> {
  readonly agencyId: string;
  readonly keyHash: Buffer;
}

const SHOWN = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  createdBy: true,
  createdByName: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
} as const;

@Injectable()
export class ApiKeysRepository {
  /** Before the agency is known: goes through the look-up function. */
  async find(reader: Reader, keyHash: Buffer): Promise<FoundApiKey | null> {
    const rows = await reader.$queryRaw<FoundApiKey[]>`
      SELECT key_id AS "keyId", agency_id AS "agencyId", agency_name AS "agencyName", name, scopes,
        last_used_at AS "lastUsedAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"
      FROM find_api_key(${keyHash})`;
    return rows[0] ?? null;
  }

  /** Newest first; one row more than asked for. */
  async list(tx: Tx, agencyId: string, limit: number, after: Position | null): Promise<ApiKeyRow[]> {
    const rows = await tx.apiKey.findMany({
      where: { agencyId, ...(after && { id: { lt: after.id } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      select: SHOWN,
    });
    const ids = rows.flatMap(({ createdBy }) => createdBy ?? []);
    const where = { agencyId, id: { in: ids }, status: 'disabled' };
    const disabled = new Set((await tx.user.findMany({ where, select: { id: true } })).map(({ id }) => id));
    return rows.map((row) => ({
      ...row,
      scopes: row.scopes as Scope[],
      createdByDisabled: row.createdBy !== null && disabled.has(row.createdBy),
    }));
  }

  async nameOf(tx: Tx, agencyId: string, id: string): Promise<string | null> {
    const row = await tx.apiKey.findFirst({ where: { agencyId, id }, select: { name: true } });
    return row?.name ?? null;
  }

  async create(tx: Tx, key: NewApiKeyRow): Promise<void> {
    await tx.apiKey.create({ data: { ...key, keyHash: new Uint8Array(key.keyHash) } });
  }

  /** False when it was revoked before. */
  async revoke(tx: Tx, agencyId: string, id: string, now: Date): Promise<boolean> {
    const { count } = await tx.apiKey.updateMany({
      where: { agencyId, id, revokedAt: null },
      data: { revokedAt: now },
    });
    return count > 0;
  }

  async touch(tx: Tx, agencyId: string, id: string, now: Date): Promise<void> {
    await tx.apiKey.updateMany({ where: { agencyId, id }, data: { lastUsedAt: now } });
  }
}
