/** Posts as they are read: of one connection, or of all connections of a talent. */
import { Injectable } from '@nestjs/common';
import { newestFirst, olderThan } from '../core/database/dated-pages.js';
import type { Slice } from '../core/database/dated-pages.js';
import type { Reader } from '../core/database/database.service.js';
import { Prisma } from '../generated/prisma/client.js';

export interface PostRow {
  id: string;
  connectionId: string;
  platform: string;
  handle: string;
  platformPostId: string;
  url: string;
  kind: string;
  title: string | null;
  text: string | null;
  publishedAt: Date;
  thumbnailUrl: string | null;
  durationSeconds: number | null;
  views: bigint | null;
  likes: bigint | null;
  comments: bigint | null;
  shares: bigint | null;
  quotes: bigint | null;
  saves: bigint | null;
  blanks: Record<string, string> | null;
  statsAt: Date | null;
}

export type PostsOf =
  { readonly connectionId: string } | { readonly talentId: string; readonly platform?: string | undefined };

const AT = Prisma.sql`p.published_at`;
const ID = Prisma.sql`p.id`;

@Injectable()
export class PostListRepository {
  /**
   * Newest first. Each connection gives its own newest by its index, and the page is cut before figures are joined. A figure
   * that did not change since an earlier read is as old as the last read that covered the post.
   */
  page(reader: Reader, agencyId: string, of: PostsOf, slice: Slice): Promise<PostRow[]> {
    return reader.$queryRaw<PostRow[]>`
      SELECT p.id, p.connection_id AS "connectionId", p.platform, p.handle, p.platform_post_id AS "platformPostId", p.url, p.kind, p.title, p.text,
        p.published_at AS "publishedAt", p.thumbnail_url AS "thumbnailUrl", p.duration_seconds AS "durationSeconds",
        s.views, s.likes, s.comments, s.shares, s.quotes, s.saves, s.blanks,
        CASE WHEN q.covered_from <= p.published_at THEN greatest(s.captured_at, q.succeeded_at) ELSE s.captured_at END AS "statsAt"
      FROM (
        SELECT p.*, c.platform, c.handle
        FROM social_connection c
        CROSS JOIN LATERAL (
          SELECT p.* FROM social_post p
          WHERE p.agency_id = ${agencyId}::uuid AND p.connection_id = c.id AND p.deleted_at IS NULL ${olderThan(AT, ID, slice)}
          ${newestFirst(AT, ID, slice)}
        ) p
        WHERE c.agency_id = ${agencyId}::uuid AND ${owner(of)}
        ${newestFirst(AT, ID, slice)}
      ) p
      JOIN connection_product q ON q.connection_id = p.connection_id AND q.product = 'posts'
      LEFT JOIN post_stats s ON s.post_id = p.id
      ORDER BY ${AT} DESC, ${ID} DESC`;
  }
}

/** What is disconnected shows on its own page, no longer among the talent's. */
function owner(of: PostsOf): Prisma.Sql {
  if ('connectionId' in of) return Prisma.sql`c.id = ${of.connectionId}::uuid`;
  const on = of.platform === undefined ? Prisma.empty : Prisma.sql`AND c.platform = ${of.platform}`;
  return Prisma.sql`c.talent_id = ${of.talentId}::uuid AND c.control <> 'archived' ${on}`;
}
