/** Lists of connections by keyset, the poll, and the view that turns rows into answers. */
import { Injectable } from '@nestjs/common';
import { Cursors } from '../core/database/page.js';
import type { Page } from '../core/database/page.js';
import { Database } from '../core/database/database.service.js';
import { notFound } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ConnectionTalentRepository } from './connection-talent.repository.js';
import { ConnectionRepository } from './connection.repository.js';
import type { ConnectionFilter, ConnectionSort } from './connection.repository.js';
import { ConnectionView } from './connection-view.service.js';
import type { ConnectionResponse } from './dto/connection.response.js';
import type { ConnectionStatusList } from './dto/connection-status.response.js';
import { Watching } from './watching.service.js';

export interface ConnectionListQuery extends ConnectionFilter {
  readonly sort: ConnectionSort;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

@Injectable()
export class ConnectionListsService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionRepository,
    private readonly cursors: Cursors,
    private readonly view: ConnectionView,
    private readonly talents: ConnectionTalentRepository,
    private readonly watching: Watching,
  ) {}

  async list(agencyId: string, query: ConnectionListQuery): Promise<Page<ConnectionResponse>> {
    const { sort, limit, cursor, talentId, platform, status, stale, q } = query;
    const filter = { talentId, platform, status, stale, q };
    const scope = { agencyId, ...filter };
    const after = this.cursors.decode(cursor, sort, scope);
    const rows = await this.database.readInAgency(agencyId, (reader) =>
      this.connections.list(reader, agencyId, filter, { sort, limit, after }),
    );
    const page = this.cursors.page(rows, limit, sort, scope, (row) => ({ value: sortValue(row, sort), id: row.id }));
    return { items: page.items.map((row) => this.view.show(row)), nextCursor: page.nextCursor };
  }

  /** A 404 for a talent that is not there, like for any unknown id. */
  async ofTalent(
    agencyId: string,
    talentId: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Page<ConnectionResponse>> {
    const known = await this.database.readInAgency(agencyId, (reader) =>
      this.talents.exists(reader, agencyId, talentId),
    );
    if (!known) throw notFound('talent');
    return this.list(agencyId, { talentId, sort: '-created', limit: page.limit, cursor: page.cursor });
  }

  async statuses(principal: Principal, ids: readonly string[]): Promise<ConnectionStatusList> {
    const { agencyId } = principal;
    const rows = await this.database.readInAgency(agencyId, (reader) =>
      this.connections.statuses(reader, agencyId, ids),
    );
    this.watching.seen(principal, ids);
    return { items: rows.map((row) => this.view.status(row)) };
  }
}

function sortValue(row: ConnectionRow, sort: ConnectionSort): string | number {
  if (sort.endsWith('handle')) return row.normalizedHandle;
  if (sort.endsWith('followers')) return row.followers === null ? -1 : Number(row.followers);
  return row.id;
}
