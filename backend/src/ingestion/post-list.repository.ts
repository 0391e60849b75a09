/** Posts as they are read: of one connection, or of all connections of a talent. */
import { Injectable } from '@nestjs/common';
import { newestFirst, olderThan } from '../core/database/dated-pages.js';
import type { Slice } from '../core/database/dated-pages.js';
import type { Reader } from '../core/database/database.service.js';
import { Prisma } from '../generated/prisma/client.js';
import { AGES } from './figures-plan.js';

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

/** The ages in seconds, each from its youngest up to its oldest. */
const AGE_BOUNDS = {
  youngest: AGES.map((_, age) => (age === 0 ? -Infinity : (AGES[age - 1]?.youngerThanMs ?? 0) / 1000)),
  oldest: AGES.map(({ youngerThanMs }) => youngerThanMs / 1000),
};

const AT = Prisma.sql`p.published_at`;
const ID = Prisma.sql`p.id`;

@Injectable()
export class PostListRepository {
  /**
   * Newest first. Each connection gives its own newest by its index, and the page is cut before figures are joined. A figure
   * that did not change since an earlier read is as old as the last read of all posts of the age that it had then.
   */
  page(reader: Reader, agencyId: string, of: PostsOf, slice: Slice): Promise<PostRow[]> {
    const { youngest, oldest } = AGE_BOUNDS;
    return reader.$queryRaw<PostRow[]>`
      SELECT p.id, p.connection_id AS "connectionId", p.platform, p.handle, p.platform_post_id AS "platformPostId", p.url, p.kind, p.title, p.text,
        p.published_at AS "publishedAt", p.thumbnail_url AS "thumbnailUrl", p.duration_seconds AS "durationSeconds",
        s.views, s.likes, s.comments, s.shares, s.quotes, s.saves, s.blanks,
        greatest(s.captured_at, (
          SELECT max(m.at) FROM unnest(q.figures_read_at) WITH ORDINALITY AS m(at, nth)
          JOIN unnest(${youngest}::float8[], ${oldest}::float8[]) WITH ORDINALITY AS a(youngest, oldest, nth) USING (nth)
          WHERE extract(epoch FROM m.at - p.published_at) >= a.youngest AND extract(epoch FROM m.at - p.published_at) < a.oldest
        )) AS "statsAt"
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
