/** Connections to made-up accounts, written past row-level security: new ones, or ones that have long been read. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { followersOf, postCount, publishedAt, type PlatformName, type World } from '../network/accounts.ts';
import { NAMES } from '../network/names.ts';

export interface Plan {
  readonly count: number;
  readonly agencies: number;
  readonly platformOf: (number: number) => PlatformName;
  /** Where the accounts have been read before: until when, how often, and how many posts of each are kept. */
  readonly settled?: {
    readonly world: World;
    readonly now: number;
    readonly intervalMs: number;
    readonly posts: number;
  };
}

const CHUNK = 5_000;

/** The number of each account is its place in the plan. */
export async function makeConnections(adminUrl: string, plan: Plan): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica'); // what refers to what is right by construction
    const agencies = Array.from({ length: plan.agencies }, () => ({ id: randomUUID(), talent: randomUUID() }));
    for (const { id, talent } of agencies) {
      await client.query('INSERT INTO agency (id, name) VALUES ($1, $2)', [id, 'Bench']);
      await client.query('INSERT INTO talent (id, agency_id, name) VALUES ($1, $2, $3)', [talent, id, 'Talent']);
    }
    for (let from = 0; from < plan.count; from += CHUNK) await makeChunk(client, plan, agencies, from);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

interface Place {
  readonly id: string;
  readonly talent: string;
}

async function makeChunk(client: pg.Client, plan: Plan, agencies: readonly Place[], from: number): Promise<void> {
  const numbers = Array.from({ length: Math.min(CHUNK, plan.count - from) }, (_, index) => from + index);
  const rows = numbers.map((number) => {
    const platform = plan.platformOf(number);
    const agency = agencies[number % agencies.length] ?? missing();
    return { number, id: randomUUID(), agency, platform, names: NAMES[platform] };
  });
  await client.query(CONNECTIONS, [
    rows.map(({ id }) => id),
    rows.map(({ agency }) => agency.id),
    rows.map(({ agency }) => agency.talent),
    rows.map(({ platform }) => platform),
    rows.map(({ names, number }) => names.accountId(number)),
    rows.map(({ names, number }) => names.handle(number)),
    plan.settled ? 'READY' : 'PENDING',
  ]);
  const ids = rows.map(({ id }) => id);
  if (!plan.settled) {
    await client.query(NEW_SYNCS, [ids]);
    await client.query(NEW_PRODUCTS, [ids]);
    return;
  }
  const { world, now, intervalMs, posts } = plan.settled;
  const counts = numbers.map((number) => postCount(world, number, now));
  const readAt = numbers.map((number) => new Date(now - ((number * 7_919) % plan.count) * (intervalMs / plan.count)));
  await client.query(SYNCS, [ids, readAt, intervalMs / 1_000]);
  const newest = numbers.map((number, at) => new Date(publishedAt(world, number, (counts[at] ?? 0) - 1)));
  await client.query(PRODUCTS, [ids, readAt, counts, newest, `${intervalMs} ms`]);
  const followers = numbers.map((number) => followersOf(world, number, now));
  const hints = rows.map(({ platform, number, names }) =>
    platform === 'youtube' ? { uploads: `UU${names.accountId(number).slice(2)}` } : {},
  );
  await client.query(PROFILES, [ids, followers, counts, readAt, hints.map((hint) => JSON.stringify(hint))]);
  const kept = rows.flatMap((row, at) => {
    const newestIndex = (counts[at] ?? 0) - 1;
    return Array.from({ length: posts }, (_, back) => ({ row, index: newestIndex - back }));
  });
  await client.query(POSTS, [
    kept.map(({ row }) => row.id),
    kept.map(({ row, index }) => row.names.postId({ number: row.number, index })),
    kept.map(({ row, index }) => new Date(publishedAt(world, row.number, index))),
  ]);
  await client.query(STATS, [ids]);
}

const missing = (): never => {
  throw new Error('There is no agency.');
};

const CONNECTIONS = `
  INSERT INTO social_connection (id, agency_id, talent_id, platform, platform_account_id, locator_kind, locator_value, handle, normalized_handle,
    url, method, status, simulated)
  SELECT n.id, n.agency_id, n.talent_id, n.platform, n.account_id, 'handle', n.handle, n.handle, n.handle, 'https://example.com/' || n.handle,
    'MANUAL', $7, true
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[]) AS n(id, agency_id, talent_id, platform, account_id, handle)`;

const NEW_SYNCS = `
  INSERT INTO connection_sync (connection_id, agency_id, platform, next_sync_at)
  SELECT id, agency_id, platform, now() FROM social_connection WHERE id = ANY($1::uuid[])`;

const NEW_PRODUCTS = `
  INSERT INTO connection_product (connection_id, agency_id, product)
  SELECT id, agency_id, product FROM social_connection, unnest(ARRAY['profile', 'posts']) AS product WHERE id = ANY($1::uuid[])`;

const SYNCS = `
  INSERT INTO connection_sync (connection_id, agency_id, platform, next_sync_at, cause, request_seq, done_seq, claimed_seq, lease_token)
  SELECT c.id, c.agency_id, c.platform, n.read_at + make_interval(secs => $3), 'scheduled', 1, 1, 1, 1
  FROM unnest($1::uuid[], $2::timestamptz[]) AS n(id, read_at) JOIN social_connection c ON c.id = n.id`;

/** The figures of older posts were last read with any of the syncs of their own period, so that they fall due evenly. */
const PRODUCTS = `
  INSERT INTO connection_product (connection_id, agency_id, product, outcome, cause, succeeded_at, listed_count, listed_at, newest_at, figures_read_at)
  SELECT c.id, c.agency_id, p.product, 'ok', 'scheduled', n.read_at, n.count, n.read_at, n.newest_at,
    ARRAY[n.read_at, n.read_at - floor(random() * 6) * $5::interval, n.read_at - floor(random() * 25) * $5::interval,
      n.read_at - floor(random() * 174) * $5::interval]
  FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::timestamptz[]) AS n(id, read_at, count, newest_at)
  JOIN social_connection c ON c.id = n.id, unnest(ARRAY['profile', 'posts']) AS p(product)`;

const PROFILES = `
  INSERT INTO social_profile (connection_id, agency_id, display_name, url, followers, posts, hints, source, changed_at)
  SELECT c.id, c.agency_id, c.handle, c.url, n.followers, n.posts, n.hints, 'public', n.read_at
  FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::jsonb[]) AS n(id, followers, posts, read_at, hints) JOIN social_connection c ON c.id = n.id`;

const POSTS = `
  INSERT INTO social_post (id, agency_id, connection_id, platform_post_id, kind, url, text, published_at, source)
  SELECT gen_random_uuid(), c.agency_id, c.id, n.post_id, 'text', c.url, 'A post.', n.published_at, 'public'
  FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS n(id, post_id, published_at) JOIN social_connection c ON c.id = n.id`;

const STATS = `
  INSERT INTO post_stats (post_id, agency_id, likes, source, captured_at)
  SELECT id, agency_id, 1, 'public', now() FROM social_post WHERE connection_id = ANY($1::uuid[])`;
