/** Posts, written in bulk and only where something changed: what did not is not even locked. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { newIds } from '../core/database/ids.js';
import type { NormalizedPost } from '../platforms/contract/normalized.js';

/** What was read of a connection, how, and until when it may be kept. */
export interface ReadFacts {
  readonly connectionId: string;
  readonly source: 'public' | 'consent';
  readonly readAt: Date;
  readonly expiresAt: Date | null;
}

export interface ReadPost extends ReadFacts {
  readonly post: NormalizedPost;
}

export interface WrittenPost {
  readonly connectionId: string;
  readonly inserted: boolean;
  /** It was marked as deleted until now. */
  readonly buried: boolean;
}

export interface Grave {
  readonly met: ReadonlySet<string>;
  readonly ended: boolean;
  readonly newerThan: Date | null;
}

/**
 * Stored posts are looked up one by one, by their key: `LIMIT` keeps PostgreSQL to that. As a plain join it would at times
 * read all posts of the agency, which looks cheap to it while they have grown since it last counted them.
 */
@Injectable()
export class PostRepository {
  /** Those that were new or changed. Some 500 posts of one agency at most, none of them twice. */
  async upsert(tx: Tx, agencyId: string, rows: readonly ReadPost[]): Promise<readonly WrittenPost[]> {
    if (rows.length === 0) return [];
    const of = <T>(pick: (row: ReadPost) => T) => rows.map(pick);
    const column = <T>(pick: (post: NormalizedPost) => T) => rows.map(({ post }) => pick(post));
    return tx.$queryRaw<WrittenPost[]>`
      WITH read AS MATERIALIZED (
        SELECT n.*, o.deleted_at IS NOT NULL AS buried
        FROM unnest(${newIds(rows.length)}::uuid[], ${of((row) => row.connectionId)}::uuid[], ${of((row) => row.source)}::text[],
          ${of((row) => row.readAt)}::timestamptz[], ${of((row) => row.expiresAt)}::timestamptz[],
          ${column((post) => post.platformPostId)}::text[], ${column((post) => post.kind)}::text[], ${column((post) => post.url)}::text[],
          ${column((post) => post.title)}::text[], ${column((post) => post.text)}::text[], ${column((post) => post.publishedAt)}::timestamptz[],
          ${column((post) => post.thumbnailUrl)}::text[], ${column((post) => post.durationSeconds)}::int[], ${column((post) => post.language)}::text[])
          AS n(id, connection_id, source, read_at, expires_at, platform_post_id, kind, url, title, text, published_at, thumbnail_url, duration_seconds, language)
        LEFT JOIN LATERAL (
          SELECT x.* FROM social_post x
          WHERE x.agency_id = ${agencyId}::uuid AND x.connection_id = n.connection_id AND x.platform_post_id = n.platform_post_id LIMIT 1
        ) o ON true
        WHERE o.id IS NULL
          OR (o.kind, o.url, o.title, o.text, o.published_at, o.thumbnail_url, o.duration_seconds, o.language, o.source, o.deleted_at)
            IS DISTINCT FROM (n.kind, n.url, n.title, n.text, n.published_at, n.thumbnail_url, n.duration_seconds, n.language, n.source, NULL::timestamptz)
      ), written AS (
        INSERT INTO social_post AS p (id, agency_id, connection_id, platform_post_id, kind, url, title, text, published_at, thumbnail_url, duration_seconds,
          language, source, first_seen_at, expires_at)
        SELECT n.id, ${agencyId}::uuid, n.connection_id, n.platform_post_id, n.kind, n.url, n.title, n.text, n.published_at, n.thumbnail_url,
          n.duration_seconds, n.language, n.source, n.read_at, n.expires_at
        FROM read n
        ON CONFLICT (connection_id, platform_post_id) DO UPDATE SET kind = EXCLUDED.kind, url = EXCLUDED.url, title = EXCLUDED.title, text = EXCLUDED.text,
          published_at = EXCLUDED.published_at, thumbnail_url = EXCLUDED.thumbnail_url, duration_seconds = EXCLUDED.duration_seconds,
          language = EXCLUDED.language, source = EXCLUDED.source, expires_at = EXCLUDED.expires_at, deleted_at = NULL
        RETURNING p.connection_id, p.platform_post_id, (xmax = 0) AS inserted
      )
      SELECT w.connection_id AS "connectionId", w.inserted, r.buried FROM written w JOIN read r USING (connection_id, platform_post_id)`;
  }

  /** What was read again may be kept for as long again; written only where less than half of that time is left. */
  async prolong(tx: Tx, agencyId: string, rows: readonly ReadPost[]): Promise<void> {
    const limited = rows.filter(({ expiresAt }) => expiresAt !== null);
    if (limited.length === 0) return;
    const of = <T>(pick: (row: ReadPost) => T) => limited.map(pick);
    await tx.$executeRaw`
      WITH due AS MATERIALIZED (
        SELECT o.id, n.expires_at
        FROM unnest(${of((row) => row.connectionId)}::uuid[], ${of((row) => row.post.platformPostId)}::text[],
          ${of((row) => row.readAt)}::timestamptz[], ${of((row) => row.expiresAt)}::timestamptz[])
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
        AND NOT EXISTS (SELECT 1 FROM unnest(${[...met]}::text[]) AS m(id) WHERE m.id = p.platform_post_id)`;
  }
}
