/** Reading talents: one, a page, and what there is to filter by. */
import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import { Cursors } from '../core/database/page.js';
import type { Page } from '../core/database/page.js';
import { notFound } from '../core/errors.js';
import type { TalentListQuery } from './dto/talent.requests.js';
import { TalentListItem } from './dto/talent.responses.js';
import type { TalentFacets } from './dto/talent.responses.js';
import { TalentListRepository } from './talent-list.repository.js';
import { TalentView } from './talent-view.service.js';
import { TalentsRepository } from './talents.repository.js';

export { TalentListItem };

@Injectable()
export class RosterService {
  constructor(
    private readonly database: Database,
    private readonly lists: TalentListRepository,
    private readonly talents: TalentsRepository,
    private readonly cursors: Cursors,
    private readonly view: TalentView,
  ) {}

  async get(agencyId: string, id: string): Promise<TalentListItem> {
    const row = await this.database.inAgency(agencyId, (tx) => this.lists.find(tx, agencyId, id));
    if (!row) throw notFound('talent');
    return this.view.show(row);
  }

  async list(agencyId: string, query: TalentListQuery): Promise<Page<TalentListItem>> {
    const { limit, cursor, sort, q, status, platform, connectionStatus, tag, ownerId } = query;
    const filter = { q, status, platform, connectionStatus, tag, ownerId };
    const scope = { list: 'talents', agencyId, ...filter };
    const after = this.cursors.decode(cursor, sort, scope);
    const rows = await this.database.inAgency(agencyId, (tx) =>
      this.lists.list(tx, agencyId, filter, { sort, limit, after }),
    );
    const page = this.cursors.page(rows, limit, sort, scope, ({ sortValue, id }) => ({ value: sortValue, id }));
    return { items: page.items.map((row) => this.view.show(row)), nextCursor: page.nextCursor };
  }

  facets(agencyId: string): Promise<TalentFacets> {
    return this.database.inAgency(agencyId, (tx) => this.talents.facets(tx, agencyId));
  }
}
