/** Posts with their figures, for people. */
import { Injectable } from '@nestjs/common';
import { Presence } from '../connections/presence.service.js';
import { DatedPages } from '../core/database/dated-pages.js';
import type { Slice } from '../core/database/dated-pages.js';
import type { Reader } from '../core/database/database.service.js';
import type { Page, PageQuery } from '../core/database/page.js';
import { MediaLinks } from '../platforms/media-links.service.js';
import type { TalentPostsQuery } from './dto/history.requests.js';
import type { TalentPostResponse } from './dto/history.responses.js';
import type { PostResponse } from './dto/ingestion.responses.js';
import { PostListRepository } from './post-list.repository.js';
import type { PostRow } from './post-list.repository.js';

interface PostList {
  readonly agencyId: string;
  readonly filter: Readonly<Record<string, string | undefined>>;
  readonly read: (reader: Reader, slice: Slice) => Promise<PostRow[]>;
}

@Injectable()
export class PostListService {
  constructor(
    private readonly pages: DatedPages,
    private readonly presence: Presence,
    private readonly posts: PostListRepository,
    private readonly media: MediaLinks,
  ) {}

  async ofConnection(agencyId: string, connectionId: string, query: PageQuery): Promise<Page<PostResponse>> {
    const page = await this.page(query, {
      agencyId,
      filter: { connectionId },
      read: async (reader, slice) => {
        await this.presence.connection(reader, agencyId, connectionId);
        return this.posts.page(reader, agencyId, { connectionId }, slice);
      },
    });
    return { ...page, items: page.items.map((row) => this.show(row)) };
  }

  async ofTalent(agencyId: string, talentId: string, query: TalentPostsQuery): Promise<Page<TalentPostResponse>> {
    const { platform } = query;
    const page = await this.page(query, {
      agencyId,
      filter: { talentId, platform },
      read: async (reader, slice) => {
        await this.presence.talent(reader, agencyId, talentId);
        return this.posts.page(reader, agencyId, { talentId, platform }, slice);
      },
    });
    const items = page.items.map((row) => ({
      ...this.show(row),
      connectionId: row.connectionId,
      platform: row.platform,
      handle: row.handle,
    }));
    return { ...page, items };
  }

  private page(query: PageQuery, list: PostList): Promise<Page<PostRow>> {
    return this.pages.page<PostRow>({ name: 'posts', at: (row) => row.publishedAt, ...list }, query);
  }

  private show(row: PostRow): PostResponse {
    const { id, platformPostId, url, kind, title, text, durationSeconds } = row;
    return {
      id,
      platformPostId,
      url,
      kind,
      title,
      text,
      publishedAt: row.publishedAt.toISOString(),
      thumbnailUrl: this.media.link(row.platform, row.thumbnailUrl),
      durationSeconds,
      stats: {
        views: count(row.views),
        likes: count(row.likes),
        comments: count(row.comments),
        shares: count(row.shares),
        quotes: count(row.quotes),
        saves: count(row.saves),
      },
      blanks: row.blanks ?? {},
      statsAt: row.statsAt?.toISOString() ?? null,
    };
  }
}

const count = (value: bigint | null): number | null => (value === null ? null : Number(value));
