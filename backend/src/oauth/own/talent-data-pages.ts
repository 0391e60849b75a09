/** What hangs on a connection, as the members of its object in the file, read in pages. */
import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import {
  exportedChange,
  exportedMetrics,
  exportedPost,
  exportedPostMetrics,
  exportedProfile,
} from './talent-data-answer.js';
import type { ExportedChange, ExportedMetrics, ExportedPost, ExportedPostMetrics } from './talent-data.repository.js';
import { TalentDataRepository } from './talent-data.repository.js';

const PAGE = 500;
/** With the whole history of each. */
const POSTS_PAGE = 25;

interface PostWithMetrics {
  readonly post: ExportedPost;
  readonly metrics: readonly ExportedPostMetrics[];
}

@Injectable()
export class TalentDataPages {
  constructor(
    private readonly database: Database,
    private readonly rows: TalentDataRepository,
  ) {}

  async *below(agencyId: string, id: string): AsyncGenerator<string> {
    const profile = await this.database.inAgency(agencyId, (tx) => this.rows.profile(tx, agencyId, id));
    yield `,"profile":${JSON.stringify(profile && exportedProfile(profile))}`;
    yield ',"metrics":[';
    yield* listed(
      this.walk(agencyId, (tx, last: ExportedMetrics | null) =>
        this.rows.metrics(tx, agencyId, id, last?.capturedAt, PAGE),
      ),
      exportedMetrics,
    );
    yield '],"changes":[';
    yield* listed(
      this.walk(agencyId, (tx, last: ExportedChange | null) => this.rows.changes(tx, agencyId, id, last?.id, PAGE)),
      exportedChange,
    );
    yield '],"posts":[';
    yield* listed(
      this.walk(agencyId, (tx, last: PostWithMetrics | null) => this.posts(tx, agencyId, id, last?.post.id)),
      ({ post, metrics }) => ({ ...exportedPost(post), metrics: metrics.map(exportedPostMetrics) }),
    );
    yield ']';
  }

  private async posts(tx: Tx, agencyId: string, connectionId: string, after?: string): Promise<PostWithMetrics[]> {
    const posts = await this.rows.posts(tx, agencyId, connectionId, after, POSTS_PAGE);
    const ids = posts.map(({ id }) => id);
    const { history, newest } = await this.rows.postMetrics(tx, agencyId, ids);
    return posts.map((post) => {
      const told = history.filter(({ postId }) => postId === post.id);
      const last = told.at(-1);
      const now = newest.filter(
        ({ postId, capturedAt }) => postId === post.id && !(last && last.capturedAt >= capturedAt),
      );
      return { post, metrics: [...told, ...now] };
    });
  }

  /** Each page in a transaction of its own: a slow reader holds none open. */
  private async *walk<Row>(agencyId: string, page: (tx: Tx, last: Row | null) => Promise<Row[]>): AsyncGenerator<Row> {
    let last: Row | null = null;
    for (;;) {
      const after: Row | null = last;
      const rows: Row[] = await this.database.inAgency(agencyId, (tx) => page(tx, after));
      yield* rows;
      last = rows.at(-1) ?? null;
      if (last === null) return;
    }
  }
}

async function* listed<Row>(rows: AsyncIterable<Row>, exported: (row: Row) => object): AsyncGenerator<string> {
  let between = '';
  for await (const row of rows) {
    yield `${between}${JSON.stringify(exported(row))}`;
    between = ',';
  }
}
