/** Posts and their latest figures, written in bulk and only where something changed. */
import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import type { NormalizedPost } from '../platforms/contract/normalized.js';

export interface PostBatch {
  readonly agencyId: string;
  readonly connectionId: string;
  readonly posts: readonly NormalizedPost[];
  readonly source: 'public' | 'consent';
  readonly readAt: Date;
  readonly expiresAt: Date | null;
}

@Injectable()
export class PostRepository {
  /** How many posts were new and how many changed. At most some 500 posts a call. */
  async upsert(tx: Tx, batch: PostBatch): Promise<{ inserted: number; changed: number }> {
    if (batch.posts.length === 0) return { inserted: 0, changed: 0 };
    const rows = await this.upsertPosts(tx, batch);
    await this.upsertStats(tx, batch);
    const inserted = rows.filter((row) => row.inserted).length;
    return { inserted, changed: rows.length - inserted };
  }

  private upsertPosts(
    tx: Tx,
    { agencyId, connectionId, posts, source, readAt, expiresAt }: PostBatch,
  ): Promise<{ inserted: boolean }[]> {
    const column = <T>(pick: (post: NormalizedPost) => T) => posts.map(pick);
    return tx.$queryRaw<{ inserted: boolean }[]>`
      INSERT INTO social_post AS p (id, agency_id, connection_id, platform_post_id, kind, url, title, text, published_at, thumbnail_url, duration_seconds,
        language, source, first_seen_at, expires_at)
      SELECT n.id, ${agencyId}::uuid, ${connectionId}::uuid, n.platform_post_id, n.kind, n.url, n.title, n.text, n.published_at, n.thumbnail_url,
        n.duration_seconds, n.language, ${source}, ${readAt}::timestamptz, ${expiresAt}::timestamptz
      FROM unnest(${column(() => newId())}::uuid[], ${column((post) => post.platformPostId)}::text[], ${column((post) => post.kind)}::text[],
        ${column((post) => post.url)}::text[], ${column((post) => post.title)}::text[], ${column((post) => post.text)}::text[],
        ${column((post) => post.publishedAt)}::timestamptz[], ${column((post) => post.thumbnailUrl)}::text[],
        ${column((post) => post.durationSeconds)}::int[], ${column((post) => post.language)}::text[])
        AS n(id, platform_post_id, kind, url, title, text, published_at, thumbnail_url, duration_seconds, language)
      ON CONFLICT (connection_id, platform_post_id) DO UPDATE SET kind = EXCLUDED.kind, url = EXCLUDED.url, title = EXCLUDED.title, text = EXCLUDED.text,
        published_at = EXCLUDED.published_at, thumbnail_url = EXCLUDED.thumbnail_url, duration_seconds = EXCLUDED.duration_seconds,
        language = EXCLUDED.language, source = EXCLUDED.source, expires_at = EXCLUDED.expires_at, deleted_at = NULL
      WHERE (p.kind, p.url, p.title, p.text, p.published_at, p.thumbnail_url, p.duration_seconds, p.language, p.source, p.deleted_at)
        IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED.url, EXCLUDED.title, EXCLUDED.text, EXCLUDED.published_at, EXCLUDED.thumbnail_url,
          EXCLUDED.duration_seconds, EXCLUDED.language, EXCLUDED.source, NULL::timestamptz)
      RETURNING (xmax = 0) AS inserted`;
  }

  private async upsertStats(tx: Tx, { agencyId, connectionId, posts, source, readAt }: PostBatch): Promise<void> {
    const metric = (name: keyof NormalizedPost['metrics']) =>
      Prisma.sql`${posts.map((post) => post.metrics[name])}::bigint[]`;
    await tx.$executeRaw`
      INSERT INTO post_stats AS s (post_id, agency_id, views, likes, comments, shares, quotes, saves, blanks, source, captured_at)
      SELECT p.id, ${agencyId}::uuid, n.views, n.likes, n.comments, n.shares, n.quotes, n.saves, n.blanks::jsonb, ${source}, ${readAt}::timestamptz
      FROM unnest(${posts.map((post) => post.platformPostId)}::text[], ${metric('views')}, ${metric('likes')}, ${metric('comments')}, ${metric('shares')},
        ${metric('quotes')}, ${metric('saves')}, ${posts.map((post) => JSON.stringify(post.blanks))}::text[])
        AS n(platform_post_id, views, likes, comments, shares, quotes, saves, blanks)
      JOIN social_post p ON p.connection_id = ${connectionId}::uuid AND p.platform_post_id = n.platform_post_id
      ON CONFLICT (post_id) DO UPDATE SET views = EXCLUDED.views, likes = EXCLUDED.likes, comments = EXCLUDED.comments, shares = EXCLUDED.shares,
        quotes = EXCLUDED.quotes, saves = EXCLUDED.saves, blanks = EXCLUDED.blanks, source = EXCLUDED.source, captured_at = EXCLUDED.captured_at
      WHERE (s.views, s.likes, s.comments, s.shares, s.quotes, s.saves, s.blanks, s.source)
        IS DISTINCT FROM (EXCLUDED.views, EXCLUDED.likes, EXCLUDED.comments, EXCLUDED.shares, EXCLUDED.quotes, EXCLUDED.saves, EXCLUDED.blanks, EXCLUDED.source)`;
  }
}
