/** The latest figures of posts and their history: a row when something moved, and one a day. Nothing is written for the rest. */
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../core/database/database.service.js';
import { Prisma } from '../generated/prisma/client.js';
import type { NormalizedPost } from '../platforms/contract/normalized.js';
import { insertHistory, insertStats } from './figures-written.repository.js';
import type { ReadFacts } from './post.repository.js';

export interface ReadFigures extends ReadFacts {
  readonly platformPostId: string;
  readonly metrics: NormalizedPost['metrics'];
  readonly blanks: NormalizedPost['blanks'];
}

export interface DueSpan {
  readonly connectionId: string;
  readonly platformAccountId: string;
  readonly from: Date | null;
  readonly to: Date;
}

export interface DuePost {
  readonly connectionId: string;
  readonly platformAccountId: string;
  readonly platformPostId: string;
  readonly publishedAt: Date;
  /** A complete list comes down to it: where it is not shown any more, such a list tells whether it was deleted. */
  readonly withinList: boolean;
}

export interface KnownPost {
  readonly platformPostId: string;
  /** It may be kept for long enough. */
  readonly lasting: boolean;
}

@Injectable()
export class PostFiguresRepository {
  /**
   * A batch of posts of one agency, none of them twice; those that are not there are left out. Rows are looked up one
   * by one, to which `LIMIT` keeps PostgreSQL.
   */
  async write(tx: Tx, agencyId: string, rows: readonly ReadFigures[]): Promise<void> {
    if (rows.length === 0) return;
    const of = <T>(pick: (row: ReadFigures) => T) => rows.map(pick);
    const metric = (name: keyof NormalizedPost['metrics']) => Prisma.sql`${of((row) => row.metrics[name])}::bigint[]`;
    await tx.$executeRaw`
      WITH read AS MATERIALIZED (
        SELECT p.id AS post_id, n.*,
          s.post_id IS NULL OR (s.views, s.likes, s.comments, s.shares, s.quotes, s.saves)
            IS DISTINCT FROM (n.views, n.likes, n.comments, n.shares, n.quotes, n.saves) AS moved,
          (s.blanks, s.source) IS DISTINCT FROM (n.blanks, n.source) AS retold
        FROM unnest(${of((row) => row.connectionId)}::uuid[], ${of((row) => row.source)}::text[], ${of((row) => row.readAt)}::timestamptz[],
          ${of((row) => row.expiresAt)}::timestamptz[], ${of((row) => row.platformPostId)}::text[], ${metric('views')}, ${metric('likes')},
          ${metric('comments')}, ${metric('shares')}, ${metric('quotes')}, ${metric('saves')}, ${of((row) => JSON.stringify(row.blanks))}::jsonb[])
          AS n(connection_id, source, read_at, expires_at, platform_post_id, views, likes, comments, shares, quotes, saves, blanks)
        CROSS JOIN LATERAL (
          SELECT x.id FROM social_post x
          WHERE x.agency_id = ${agencyId}::uuid AND x.connection_id = n.connection_id AND x.platform_post_id = n.platform_post_id LIMIT 1
        ) p
        LEFT JOIN LATERAL (SELECT x.* FROM post_stats x WHERE x.agency_id = ${agencyId}::uuid AND x.post_id = p.id LIMIT 1) s ON true
      ), written AS (${insertStats(agencyId)})
      ${insertHistory(agencyId, rows)}`;
  }

  /** Newest first within each span. */
  due(reader: Reader, agencyId: string, spans: readonly DueSpan[]): Promise<DuePost[]> {
    return reader.$queryRaw<DuePost[]>`
      SELECT w.connection_id AS "connectionId", w.account_id AS "platformAccountId", p.platform_post_id AS "platformPostId",
        p.published_at AS "publishedAt", coalesce(p.published_at >= q.covered_from, true) AS "withinList"
      FROM unnest(${spans.map((span) => span.connectionId)}::uuid[], ${spans.map((span) => span.platformAccountId)}::text[],
        ${spans.map((span) => span.from)}::timestamptz[], ${spans.map((span) => span.to)}::timestamptz[]) AS w(connection_id, account_id, since, before)
      JOIN connection_product q ON q.agency_id = ${agencyId}::uuid AND q.connection_id = w.connection_id AND q.product = 'posts'
      CROSS JOIN LATERAL (
        SELECT x.platform_post_id, x.published_at FROM social_post x
        WHERE x.agency_id = ${agencyId}::uuid AND x.connection_id = w.connection_id AND x.deleted_at IS NULL
          AND x.published_at >= coalesce(w.since, '-infinity') AND x.published_at < w.before
        ORDER BY x.published_at DESC, x.id DESC
      ) p`;
  }

  /** Those of these posts that are there, and whether they may be kept until then. */
  known(
    reader: Reader,
    { agencyId, connectionId }: { readonly agencyId: string; readonly connectionId: string },
    postIds: readonly string[],
    until: Date | null,
  ): Promise<KnownPost[]> {
    return reader.$queryRaw<KnownPost[]>`
      SELECT p.platform_post_id AS "platformPostId", coalesce(p.expires_at >= ${until}::timestamptz, true) AS lasting
      FROM social_post p
      WHERE p.agency_id = ${agencyId}::uuid AND p.connection_id = ${connectionId}::uuid AND p.platform_post_id = ANY(${[...postIds]}::text[])
        AND p.deleted_at IS NULL`;
  }

  /** All connections of a group are of one platform. */
  async platformOf(tx: Tx, agencyId: string, connectionId: string): Promise<string | null> {
    const [row] = await tx.$queryRaw<{ platform: string }[]>`
      SELECT platform FROM social_connection WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid`;
    return row?.platform ?? null;
  }
}
