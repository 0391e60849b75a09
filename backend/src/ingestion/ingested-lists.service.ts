/** What was ingested, for people: posts with their figures, and the syncs that brought them. */
import { Injectable } from '@nestjs/common';
import { ConnectionsService } from '../connections/connections.service.js';
import { describeCode } from '../core/connection-codes.js';
import { Cursors } from '../core/database/page.js';
import type { Page, PageQuery } from '../core/database/page.js';
import { Database } from '../core/database/database.service.js';
import { MediaLinks } from '../platforms/media-links.service.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import type { PostResponse, RunResponse } from './dto/ingestion.responses.js';
import { PostRepository } from './post.repository.js';
import type { PostRow } from './post.repository.js';
import { SyncRunRepository } from './sync-run.repository.js';
import type { RunRow } from './sync-run.repository.js';

const POSTS_SORT = '-publishedAt';
const RUNS_SORT = '-startedAt';

@Injectable()
export class PostListService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly posts: PostRepository,
    private readonly cursors: Cursors,
    private readonly media: MediaLinks,
  ) {}

  async list(agencyId: string, connectionId: string, { limit, cursor }: PageQuery): Promise<Page<PostResponse>> {
    await this.connections.get(agencyId, connectionId);
    const scope = { agencyId, connectionId };
    const position = this.cursors.decode(cursor, POSTS_SORT, scope);
    const after = position && { publishedAt: String(position.value), id: position.id };
    const rows = await this.database.inAgency(agencyId, (tx) =>
      this.posts.page(tx, agencyId, connectionId, limit, after),
    );
    const page = this.cursors.page(rows, limit, POSTS_SORT, scope, (row) => ({
      value: row.publishedAt.toISOString(),
      id: row.id,
    }));
    return { items: page.items.map((row) => this.show(row)), nextCursor: page.nextCursor };
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

@Injectable()
export class RunListService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly runs: SyncRunRepository,
    private readonly cursors: Cursors,
    private readonly registry: PlatformRegistry,
  ) {}

  async list(agencyId: string, connectionId: string, { limit, cursor }: PageQuery): Promise<Page<RunResponse>> {
    await this.connections.get(agencyId, connectionId);
    const scope = { agencyId, connectionId };
    const position = this.cursors.decode(cursor, RUNS_SORT, scope);
    const after = position && { startedAt: String(position.value), id: position.id };
    const rows = await this.database.inAgency(agencyId, (tx) =>
      this.runs.page(tx, agencyId, connectionId, limit, after),
    );
    const page = this.cursors.page(rows, limit, RUNS_SORT, scope, (row) => ({
      value: row.startedAt.toISOString(),
      id: row.id,
    }));
    return { items: page.items.map((row) => this.show(row)), nextCursor: page.nextCursor };
  }

  private show(row: RunRow): RunResponse {
    return {
      id: row.id,
      cause: row.cause,
      outcome: row.outcome,
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
      durationMs: row.finishedAt === null ? null : row.finishedAt.getTime() - row.startedAt.getTime(),
      calls: row.calls,
      postsSeen: row.postsSeen,
      postsNew: row.postsNew,
      postsChanged: row.postsChanged,
      code: row.code,
      text: row.code === null ? null : describeCode(row.code, this.registry.words(row.platform)).text,
      attempt: row.attempt,
    };
  }
}

const count = (value: bigint | null): number | null => (value === null ? null : Number(value));
