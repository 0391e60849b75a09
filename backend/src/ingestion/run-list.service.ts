/** The syncs of a connection, for people. */
import { Injectable } from '@nestjs/common';
import { Presence } from '../connections/presence.service.js';
import { describeCode } from '../core/connection-codes.js';
import { DatedPages } from '../core/database/dated-pages.js';
import type { Page, PageQuery } from '../core/database/page.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import type { RunResponse } from './dto/ingestion.responses.js';
import { SyncRunRepository } from './sync-run.repository.js';
import type { RunRow } from './sync-run.repository.js';

@Injectable()
export class RunListService {
  constructor(
    private readonly pages: DatedPages,
    private readonly presence: Presence,
    private readonly runs: SyncRunRepository,
    private readonly registry: PlatformRegistry,
  ) {}

  async list(agencyId: string, connectionId: string, query: PageQuery): Promise<Page<RunResponse>> {
    const page = await this.pages.page<RunRow>(
      {
        name: 'runs',
        agencyId,
        filter: { connectionId },
        read: async (reader, slice) => {
          await this.presence.connection(reader, agencyId, connectionId);
          return this.runs.page(reader, agencyId, connectionId, slice);
        },
        at: (row) => row.startedAt,
      },
      query,
    );
    return { ...page, items: page.items.map((row) => this.show(row)) };
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
