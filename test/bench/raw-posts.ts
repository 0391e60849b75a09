/**
 * The floor of ingestion: the upserts by hand, on one connection of pg, in a transaction per batch: posts, their figures, and
 * a row of history of each. Not prepared: a plan kept from when the table was empty makes them ten times slower.
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { NormalizedPost } from '../../backend/src/platforms/contract/normalized.js';

const POSTS = `
  INSERT INTO social_post AS p (id, agency_id, connection_id, platform_post_id, kind, url, title, text, published_at, thumbnail_url,
    duration_seconds, language, source, first_seen_at)
  SELECT n.id, $1, $2, n.platform_post_id, n.kind, n.url, n.title, n.text, n.published_at, n.thumbnail_url, n.duration_seconds, n.language, 'public', $3
  FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::text[], $12::int[], $13::text[])
    AS n(id, platform_post_id, kind, url, title, text, published_at, thumbnail_url, duration_seconds, language)
  ON CONFLICT (connection_id, platform_post_id) DO UPDATE SET kind = EXCLUDED.kind, url = EXCLUDED.url, title = EXCLUDED.title, text = EXCLUDED.text,
    published_at = EXCLUDED.published_at, thumbnail_url = EXCLUDED.thumbnail_url, duration_seconds = EXCLUDED.duration_seconds, language = EXCLUDED.language`;
const POSTS_THAT_CHANGED = `
  WHERE (p.kind, p.url, p.title, p.text, p.published_at, p.thumbnail_url, p.duration_seconds, p.language) IS DISTINCT FROM
    (EXCLUDED.kind, EXCLUDED.url, EXCLUDED.title, EXCLUDED.text, EXCLUDED.published_at, EXCLUDED.thumbnail_url, EXCLUDED.duration_seconds, EXCLUDED.language)`;

const STATS = `
  INSERT INTO post_stats AS s (post_id, agency_id, views, likes, comments, shares, quotes, saves, blanks, source, captured_at)
  SELECT p.id, $1, n.views, n.likes, n.comments, n.shares, n.quotes, n.saves, n.blanks, 'public', $3
  FROM unnest($4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::jsonb[])
    AS n(platform_post_id, views, likes, comments, shares, quotes, saves, blanks)
  JOIN social_post p ON p.connection_id = $2 AND p.platform_post_id = n.platform_post_id
  ON CONFLICT (post_id) DO UPDATE SET views = EXCLUDED.views, likes = EXCLUDED.likes, comments = EXCLUDED.comments, shares = EXCLUDED.shares,
    quotes = EXCLUDED.quotes, saves = EXCLUDED.saves, blanks = EXCLUDED.blanks, captured_at = EXCLUDED.captured_at`;
const STATS_THAT_CHANGED = `
  WHERE (s.views, s.likes, s.comments, s.shares, s.quotes, s.saves, s.blanks) IS DISTINCT FROM
    (EXCLUDED.views, EXCLUDED.likes, EXCLUDED.comments, EXCLUDED.shares, EXCLUDED.quotes, EXCLUDED.saves, EXCLUDED.blanks)`;

const HISTORY = `
  INSERT INTO post_snapshot (post_id, captured_at, agency_id, views, likes, comments, shares, quotes, saves, source)
  SELECT p.id, $3, $1, n.views, n.likes, n.comments, n.shares, n.quotes, n.saves, 'public'
  FROM unnest($4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[])
    AS n(platform_post_id, views, likes, comments, shares, quotes, saves)
  JOIN social_post p ON p.connection_id = $2 AND p.platform_post_id = n.platform_post_id
  ON CONFLICT (post_id, captured_at) DO NOTHING`;

const METRICS = ['views', 'likes', 'comments', 'shares', 'quotes', 'saves'] as const;

/** `blindly`: rows are written whether or not anything in them has changed; there is no history of what has not. */
export async function storeRaw(
  client: pg.Client,
  agencyId: string,
  connectionId: string,
  posts: readonly NormalizedPost[],
  { blindly = false } = {},
): Promise<void> {
  const common = [agencyId, connectionId, new Date()];
  const ids = posts.map((post) => post.platformPostId);
  const texts = (['kind', 'url', 'title', 'text'] as const).map((name) => posts.map((post) => post[name]));
  const media = [
    posts.map((post) => post.thumbnailUrl),
    posts.map((post) => post.durationSeconds),
    posts.map((post) => post.language),
  ];
  const metrics = METRICS.map((name) => posts.map((post) => post.metrics[name]));
  const published = posts.map((post) => post.publishedAt.toISOString());
  await client.query('BEGIN');
  await client.query({ name: 'agency', text: `SELECT set_config('app.agency_id', $1, true)`, values: [agencyId] });
  await client.query({
    text: blindly ? POSTS : POSTS + POSTS_THAT_CHANGED,
    values: [...common, posts.map(() => randomUUID()), ids, ...texts, published, ...media],
  });
  await client.query({
    text: blindly ? STATS : STATS + STATS_THAT_CHANGED,
    values: [...common, ids, ...metrics, posts.map((post) => JSON.stringify(post.blanks))],
  });
  if (!blindly) await client.query({ text: HISTORY, values: [...common, ids, ...metrics] });
  await client.query('COMMIT');
}
