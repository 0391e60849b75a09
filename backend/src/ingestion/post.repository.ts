/** Posts and their figures, written in bulk and only where something changed: what did not is not even locked. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { NormalizedPost } from '../platforms/contract/normalized.js';
import { insertHistory, insertStats } from './figures-written.repository.js';

/** What was read of a connection, how, and until when it may be kept. */
export interface ReadFacts {
  readonly connectionId: string;
  readonly source: 'public' | 'consent';
  readonly readAt: Date;
  readonly expiresAt: Date | null;
}

export interface ReadPost {
  /** The very same for all posts of a page. */
  readonly facts: ReadFacts;
  readonly post: NormalizedPost;
}

/** Of a connection's posts: how many were new, how many changed, and how many were marked as deleted until now. */
export interface WrittenPosts {
  readonly connectionId: string;
  readonly inserted: number;
  readonly changed: number;
  readonly buried: number;
}

export interface Grave {
  readonly met: readonly string[];
  readonly ended: boolean;
  readonly newerThan: Date | null;
}

/**
 * Stored posts are looked up one by one, by their key: `LIMIT` keeps PostgreSQL to that. As a plain join it would at times
 * read all posts of the agency, which looks cheap to it while they have grown since it last counted them.
 */
@Injectable()
export class PostRepository {
  /**
   * Posts, their figures and history in one statement, so that each is sent, read and looked up once. Of one agency, no post
   * twice. What holds for a whole page is sent once for it, in lists whose members are found by their place.
   */
  async store(tx: Tx, agencyId: string, rows: readonly ReadPost[]): Promise<readonly WrittenPosts[]> {
    if (rows.length === 0) return [];
    const { pages, pageOf, blanks, blankOf } = placesOf(rows);
    const column = <T>(pick: (post: NormalizedPost) => T | null) => orNothing(rows.map(({ post }) => pick(post)));
    return tx.$queryRaw<WrittenPosts[]>`
      WITH read AS MATERIALIZED (
        SELECT coalesce(o.id, uuidv7()) AS post_id, n.*, g.*, o.id IS NULL AS fresh, o.deleted_at IS NOT NULL AS buried,
          o.id IS NULL OR (o.kind, o.url, o.title, o.text, o.published_at, o.thumbnail_url, o.duration_seconds, o.language, o.source, o.deleted_at)
            IS DISTINCT FROM (n.kind, n.url, n.title, n.text, g.published_at, n.thumbnail_url, n.duration_seconds, n.language, g.source, NULL::timestamptz)
            AS differs,
          s.post_id IS NULL OR (s.views, s.likes, s.comments, s.shares, s.quotes, s.saves)
            IS DISTINCT FROM (n.views, n.likes, n.comments, n.shares, n.quotes, n.saves) AS moved,
          (s.blanks, s.source) IS DISTINCT FROM (g.blanks, g.source) AS retold
        FROM unnest(${pageOf}::int[], ${column((post) => post.platformPostId)}::text[], ${column((post) => post.kind)}::text[],
          ${column((post) => post.url)}::text[], ${column((post) => post.title)}::text[], ${column((post) => post.text)}::text[],
          ${column((post) => post.publishedAt.getTime())}::float8[], ${column((post) => post.thumbnailUrl)}::text[],
          ${column((post) => post.durationSeconds)}::int[], ${column((post) => post.language)}::text[], ${column(({ metrics }) => metrics.views)}::bigint[],
          ${column(({ metrics }) => metrics.likes)}::bigint[], ${column(({ metrics }) => metrics.comments)}::bigint[],
          ${column(({ metrics }) => metrics.shares)}::bigint[], ${column(({ metrics }) => metrics.quotes)}::bigint[],
          ${column(({ metrics }) => metrics.saves)}::bigint[], ${blankOf}::int[])
          AS n(page, platform_post_id, kind, url, title, text, published_ms, thumbnail_url, duration_seconds, language,
            views, likes, comments, shares, quotes, saves, blank)
        CROSS JOIN LATERAL (
          SELECT (${pages.map((page) => page.connectionId)}::uuid[])[n.page] AS connection_id, (${pages.map((page) => page.readAt)}::timestamptz[])[n.page] AS read_at,
            (${pages.map((page) => page.expiresAt)}::timestamptz[])[n.page] AS expires_at, (${pages.map((page) => page.source)}::text[])[n.page] AS source,
            (${blanks}::jsonb[])[n.blank] AS blanks, to_timestamp(n.published_ms / 1000)::timestamptz(3) AS published_at
        ) g
        LEFT JOIN LATERAL (
          SELECT x.* FROM social_post x
          WHERE x.agency_id = ${agencyId}::uuid AND x.connection_id = g.connection_id AND x.platform_post_id = n.platform_post_id LIMIT 1
        ) o ON true
        LEFT JOIN LATERAL (SELECT x.* FROM post_stats x WHERE x.agency_id = ${agencyId}::uuid AND x.post_id = o.id LIMIT 1) s ON true
      ), posts AS (
        INSERT INTO social_post (id, agency_id, connection_id, platform_post_id, kind, url, title, text, published_at, thumbnail_url, duration_seconds,
          language, source, first_seen_at, expires_at)
        SELECT r.post_id, ${agencyId}::uuid, r.connection_id, r.platform_post_id, r.kind, r.url, r.title, r.text, r.published_at, r.thumbnail_url,
          r.duration_seconds, r.language, r.source, r.read_at, r.expires_at
        FROM read r WHERE r.differs
        ON CONFLICT (connection_id, platform_post_id) DO UPDATE SET kind = EXCLUDED.kind, url = EXCLUDED.url, title = EXCLUDED.title, text = EXCLUDED.text,
          published_at = EXCLUDED.published_at, thumbnail_url = EXCLUDED.thumbnail_url, duration_seconds = EXCLUDED.duration_seconds,
          language = EXCLUDED.language, source = EXCLUDED.source, expires_at = EXCLUDED.expires_at, deleted_at = NULL
      ), stats AS (${insertStats(agencyId)}), history AS (${insertHistory(agencyId, pages)})
      SELECT r.connection_id AS "connectionId", count(*) FILTER (WHERE r.fresh)::int AS inserted,
        count(*) FILTER (WHERE r.differs AND NOT r.fresh)::int AS changed, count(*) FILTER (WHERE r.buried)::int AS buried
      FROM read r GROUP BY r.connection_id`;
  }

  /** What was read again may be kept for as long again; written only where less than half of that time is left. */
  async prolong(tx: Tx, agencyId: string, rows: readonly ReadPost[]): Promise<void> {
    const limited = rows.filter(({ facts }) => facts.expiresAt !== null);
    if (limited.length === 0) return;
    const of = <T>(pick: (row: ReadPost) => T) => limited.map(pick);
    await tx.$executeRaw`
      WITH due AS MATERIALIZED (
        SELECT o.id, n.expires_at
        FROM unnest(${of(({ facts }) => facts.connectionId)}::uuid[], ${of(({ post }) => post.platformPostId)}::text[],
          ${of(({ facts }) => facts.readAt)}::timestamptz[], ${of(({ facts }) => facts.expiresAt)}::timestamptz[])
          AS n(connection_id, platform_post_id, read_at, expires_at)
        CROSS JOIN LATERAL (
          SELECT x.id, x.expires_at FROM social_post x
          WHERE x.agency_id = ${agencyId}::uuid AND x.connection_id = n.connection_id AND x.platform_post_id = n.platform_post_id LIMIT 1
        ) o
        WHERE coalesce(o.expires_at, '-infinity') < n.read_at + (n.expires_at - n.read_at) / 2
      )
      UPDATE social_post p SET expires_at = d.expires_at FROM due d
      WHERE p.agency_id = ${agencyId}::uuid AND p.id = ANY(ARRAY(SELECT id FROM due)) AND p.id = d.id`;
  }

  /** Marks as deleted what a complete listing did not meet; answers how many that were. */
  entomb(
    tx: Tx,
    { agencyId, connectionId }: { readonly agencyId: string; readonly connectionId: string },
    { met, ended, newerThan }: Grave,
  ): Promise<number> {
    return tx.$executeRaw`
      UPDATE social_post p SET deleted_at = now()
      WHERE p.agency_id = ${agencyId}::uuid AND p.connection_id = ${connectionId}::uuid AND p.deleted_at IS NULL
        AND (${ended}::boolean OR p.published_at > ${newerThan}::timestamptz)
        AND NOT EXISTS (SELECT 1 FROM unnest(${met}::text[]) AS m(id) WHERE m.id = p.platform_post_id)`;
  }
}

/** Pages and blanks that posts have in common, and for each post the place of its own in these lists. */
function placesOf(rows: readonly ReadPost[]) {
  const pages = new Map<ReadFacts, number>();
  const blanks = new Map<string, number>();
  const placeIn = <T>(places: Map<T, number>, item: T): number => {
    const place = places.get(item) ?? places.size + 1;
    if (place > places.size) places.set(item, place);
    return place;
  };
  const pageOf = rows.map(({ facts }) => placeIn(pages, facts));
  const told = new Map<NormalizedPost['blanks'], number>();
  const blankOf = rows.map(({ post: { blanks: of } }) => {
    const place = told.get(of) ?? placeIn(blanks, JSON.stringify(of));
    told.set(of, place);
    return place;
  });
  return { pages: [...pages.keys()], pageOf, blanks: [...blanks.keys()], blankOf };
}

/** Most platforms tell nothing of some column: unnest gives a list that is missing as many NULLs as the others are long. */
const orNothing = <T>(column: readonly (T | null)[]): readonly (T | null)[] | null =>
  column.every((item) => item === null) ? null : column;
