/** Keys by which programs act for an agency. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { Cursors } from '../core/database/page.js';
import type { PageQuery } from '../core/database/page.js';
import { notFound } from '../core/errors.js';
import { actorId } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import type { ApiKeyRow } from './api-keys.repository.js';
import type { ApiKeyAuthor, ApiKeyItem, ApiKeyPage, CreateApiKeyBody, CreatedApiKey } from './dto/api-key.dto.js';
import { newApiKey } from './tokens.js';

const DAY_MS = 86_400_000;
const SORT = '-created';

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly repository: ApiKeysRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
  ) {}

  async list({ agencyId }: Principal, { limit, cursor }: PageQuery): Promise<ApiKeyPage> {
    const after = this.cursors.decode(cursor, SORT, { list: 'api-keys', agencyId });
    const rows = await this.database.inAgency(agencyId, (tx) => this.repository.list(tx, agencyId, limit, after));
    const page = this.cursors.page(rows, limit, SORT, { list: 'api-keys', agencyId }, ({ id }) => ({
      value: null,
      id,
    }));
    return { items: page.items.map(shown), nextCursor: page.nextCursor };
  }

  /** The answer carries the secret, this once. */
  async create(principal: Principal, body: CreateApiKeyBody, origin: RequestOrigin): Promise<CreatedApiKey> {
    const { agencyId } = principal;
    const { token, prefix, hash } = newApiKey();
    const createdAt = this.clock.now();
    const days = body.expiresInDays;
    const row = {
      id: newId(),
      name: body.name,
      prefix,
      scopes: body.scopes,
      createdBy: actorId(principal),
      createdByName: principal.name,
      createdAt,
      expiresAt: days === undefined ? null : new Date(createdAt.getTime() + days * DAY_MS),
    };
    await this.database.inAgency(agencyId, async (tx) => {
      await this.repository.create(tx, { ...row, agencyId, keyHash: hash });
      await this.audit.record(tx, agencyId, {
        actor: principal,
        origin,
        action: 'api-key.created',
        target: { type: 'api-key', id: row.id, name: row.name },
        fields: [
          { field: 'prefix', before: null, after: prefix },
          { field: 'scopes', before: null, after: row.scopes },
          { field: 'expiresAt', before: null, after: row.expiresAt?.toISOString() ?? null },
        ],
      });
    });
    return { ...shown({ ...row, createdByDisabled: false, lastUsedAt: null, revokedAt: null }), secret: token };
  }

  /** It stays in the list, and works no more from this moment. Revoking it again changes nothing. */
  async revoke(principal: Principal, id: string, origin: RequestOrigin): Promise<void> {
    const { agencyId } = principal;
    await this.database.inAgency(agencyId, async (tx) => {
      const name = await this.repository.nameOf(tx, agencyId, id);
      if (name === null) throw notFound('API key');
      const now = this.clock.now();
      if (!(await this.repository.revoke(tx, agencyId, id, now))) return;
      await this.audit.record(tx, agencyId, {
        actor: principal,
        origin,
        action: 'api-key.revoked',
        target: { type: 'api-key', id, name },
        fields: [{ field: 'revokedAt', before: null, after: now.toISOString() }],
      });
    });
  }
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

const shown = (row: ApiKeyRow): ApiKeyItem => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  createdBy: authorOf(row),
  lastUsedAt: iso(row.lastUsedAt),
  expiresAt: iso(row.expiresAt),
  revokedAt: iso(row.revokedAt),
});

const authorOf = ({ createdBy, createdByName, createdByDisabled }: ApiKeyRow): ApiKeyAuthor | null =>
  createdBy === null ? null : { id: createdBy, name: createdByName, disabled: createdByDisabled };
