/** The audit trail as people read it. */
import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import { Cursors } from '../core/database/page.js';
import { ActivityRepository } from './activity.repository.js';
import type { ActivityFacets, ActivityPage, ActivityQuery } from './dto/activity.dto.js';

const SORT = '-at';

@Injectable()
export class ActivityService {
  constructor(
    private readonly database: Database,
    private readonly repository: ActivityRepository,
    private readonly cursors: Cursors,
  ) {}

  async list(agencyId: string, { limit, cursor, ...filter }: ActivityQuery): Promise<ActivityPage> {
    const list = { list: 'activity', agencyId, ...filter };
    const after = this.cursors.decode(cursor, SORT, list);
    const rows = await this.database.inAgency(agencyId, (tx) =>
      this.repository.list(tx, agencyId, filter, limit, after),
    );
    return this.cursors.page(rows, limit, SORT, list, ({ at, id }) => ({ value: at, id }));
  }

  facets(agencyId: string): Promise<ActivityFacets> {
    return this.database.inAgency(agencyId, (tx) => this.repository.facets(tx, agencyId));
  }
}
