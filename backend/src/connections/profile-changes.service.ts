/** What changed in a profile, for people. */
import { Injectable } from '@nestjs/common';
import { DatedPages } from '../core/database/dated-pages.js';
import type { Page, PageQuery } from '../core/database/page.js';
import { MediaLinks } from '../platforms/media-links.service.js';
import type { ProfileChangeResponse } from './dto/profile-change.response.js';
import { Presence } from './presence.service.js';
import { ProfileChangesRepository } from './profile-changes.repository.js';
import type { ProfileChangeRow } from './profile-changes.repository.js';

@Injectable()
export class ProfileChangesService {
  constructor(
    private readonly pages: DatedPages,
    private readonly presence: Presence,
    private readonly changes: ProfileChangesRepository,
    private readonly media: MediaLinks,
  ) {}

  async list(agencyId: string, connectionId: string, query: PageQuery): Promise<Page<ProfileChangeResponse>> {
    const page = await this.pages.page<ProfileChangeRow>(
      {
        name: 'changes',
        agencyId,
        filter: { connectionId },
        read: async (reader, slice) => {
          await this.presence.connection(reader, agencyId, connectionId);
          return this.changes.page(reader, agencyId, connectionId, slice);
        },
        at: (row) => row.at,
      },
      query,
    );
    return { items: page.items.map((row) => this.show(row)), nextCursor: page.nextCursor };
  }

  private show({ id, field, before, after, at, platform }: ProfileChangeRow): ProfileChangeResponse {
    const value = (text: string | null) => (field === 'avatar' ? this.media.link(platform, text) : text);
    return { id, field, before: value(before), after: value(after), at: at.toISOString() };
  }
}
