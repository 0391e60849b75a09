/** What happened to a connection, for people. */
import { Injectable } from '@nestjs/common';
import { Presence } from '../connections/presence.service.js';
import { DatedPages } from '../core/database/dated-pages.js';
import type { Page, PageQuery } from '../core/database/page.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import type { TimelineEvent } from './dto/history.responses.js';
import { STRIKING } from './failure-policy.js';
import { TimelineRepository } from './timeline.repository.js';
import type { TimelineRow } from './timeline.repository.js';
import { tell } from './timeline-words.js';

@Injectable()
export class TimelineService {
  constructor(
    private readonly pages: DatedPages,
    private readonly presence: Presence,
    private readonly events: TimelineRepository,
    private readonly registry: PlatformRegistry,
  ) {}

  async list(agencyId: string, connectionId: string, query: PageQuery): Promise<Page<TimelineEvent>> {
    let platform = '';
    const page = await this.pages.page<TimelineRow>(
      {
        name: 'timeline',
        agencyId,
        filter: { connectionId },
        read: async (reader, slice) => {
          ({ platform } = await this.presence.connection(reader, agencyId, connectionId));
          return this.events.page(reader, agencyId, connectionId, STRIKING, slice);
        },
        at: (row) => row.at,
      },
      query,
    );
    const words = this.registry.words(platform);
    return { ...page, items: page.items.map((row) => tell(row, words)) };
  }
}
