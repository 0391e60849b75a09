/**
 * The floor of a sync: the same requests by undici, JSON.parse, and one upsert by unnest for each account's posts, so many at
 * a time, and nothing else. Told to go, it does one round and says how long it took and what it used.
 */
import pg from 'pg';
import { Agent, request } from 'undici';
import { PER_CALL } from './sync-script-settings.ts';
import type { ScriptSettings } from './sync-script-settings.ts';

const settings = JSON.parse(process.env['SCRIPT'] ?? '') as ScriptSettings;
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: settings.concurrency });
const dispatcher = new Agent({ connections: settings.concurrency });

interface Post {
  readonly uri: string;
  readonly indexedAt: string;
  readonly record: { readonly text: string; readonly langs: readonly string[] };
  readonly likeCount: number;
  readonly replyCount: number;
  readonly repostCount: number;
  readonly quoteCount: number;
  readonly bookmarkCount: number;
}

/** The same facts of a post as the product keeps, in one table. */
const UPSERT = `
  INSERT INTO script_post AS p (account_id, post_id, kind, url, text, published_at, language, likes, comments, shares, quotes, saves)
  SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
    $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[])
  ON CONFLICT (account_id, post_id) DO UPDATE SET kind = EXCLUDED.kind, url = EXCLUDED.url, text = EXCLUDED.text,
    published_at = EXCLUDED.published_at, language = EXCLUDED.language, likes = EXCLUDED.likes, comments = EXCLUDED.comments,
    shares = EXCLUDED.shares, quotes = EXCLUDED.quotes, saves = EXCLUDED.saves`;

async function get(path: string): Promise<unknown> {
  const { statusCode, body } = await request(`${settings.networkUrl}/bluesky/xrpc/${path}`, { dispatcher });
  const json = await body.text();
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`);
  return JSON.parse(json);
}

async function syncOne(account: string): Promise<void> {
  const list = `app.bsky.feed.getAuthorFeed?actor=${account}&filter=posts_and_author_threads&limit=100`;
  const { feed } = (await get(list)) as { readonly feed: readonly { readonly post: Post }[] };
  const posts = feed.map(({ post }) => post);
  await pool.query({
    name: 'upsert',
    text: UPSERT,
    values: [
      account,
      posts.map(({ uri }) => uri),
      posts.map(() => 'text'),
      posts.map(({ uri }) => `https://bsky.app/profile/${account}/post/${uri.slice(uri.lastIndexOf('/') + 1)}`),
      posts.map(({ record }) => record.text),
      posts.map(({ indexedAt }) => indexedAt),
      posts.map(({ record }) => record.langs[0]),
      posts.map(({ likeCount }) => likeCount),
      posts.map(({ replyCount }) => replyCount),
      posts.map(({ repostCount }) => repostCount),
      posts.map(({ quoteCount }) => quoteCount),
      posts.map(({ bookmarkCount }) => bookmarkCount),
    ],
  });
}

async function syncBatch(batch: readonly string[]): Promise<void> {
  await get(`app.bsky.actor.getProfiles?${batch.map((account) => `actors=${account}`).join('&')}`);
  for (const account of batch) await syncOne(account);
}

async function round(): Promise<void> {
  const { accounts, concurrency } = settings;
  const batches = Array.from({ length: Math.ceil(accounts.length / PER_CALL) }, (_, at) =>
    accounts.slice(at * PER_CALL, (at + 1) * PER_CALL),
  );
  const chains = Array.from({ length: concurrency }, async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) await syncBatch(batch);
  });
  await Promise.all(chains);
}

process.channel?.ref(); // it waits to be told
process.on('message', (message) => {
  if (message !== null && typeof message === 'object' && 'go' in message) {
    const since = performance.now();
    void round().then(() => process.send?.({ tookMs: performance.now() - since }));
  }
});
