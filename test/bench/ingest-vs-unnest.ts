/** Batches of posts through the product's own store, under its fence and with its checkpoint, against bare upserts. */
import pg from 'pg';
import type { NormalizedPost } from '../../backend/src/platforms/contract/normalized.js';
import { toFigure, type Figure } from './figures.ts';
import type { Bench } from './list-vs-raw.ts';
import { madeUpPosts } from './made-up-posts.ts';
import { built } from './product.ts';
import { storeRaw } from './raw-posts.ts';
import { alternate } from './rounds.ts';

type SyncModule = typeof import('../../backend/src/connections/connection-sync.service.js');
type PostStoreModule = typeof import('../../backend/src/ingestion/post-store.service.js');

const BATCH = 500;
const BATCHES = 12;
const ROUNDS = 9;
const LEASE = 1n;

type Store = (connectionId: string, posts: readonly NormalizedPost[]) => Promise<void>;

export async function ingestVsUnnest(bench: Bench): Promise<Figure[]> {
  const client = new pg.Client({ connectionString: bench.system.appUrl });
  await client.connect();
  await client.query('SET synchronous_commit = off'); // as the product does here: what is compared is the writing, not the disk
  try {
    const connections = await leasedConnections(bench);
    const store = await productStore(bench);
    const raw: Store = (connectionId, posts) => storeRaw(client, bench.agency.id, connectionId, posts);
    const fresh = () => connections.pop() ?? missing();
    const grown = { product: fresh(), floor: fresh() };
    const appear = await alternate(ROUNDS, {
      product: () => rowsPerSecond(store, (grown.product = fresh()), 0),
      floor: () => rowsPerSecond(raw, (grown.floor = fresh()), 0),
    });
    let edition = 0;
    const change = await alternate(ROUNDS, {
      product: () => rowsPerSecond(store, grown.product, (edition += 1)),
      floor: () => rowsPerSecond(raw, grown.floor, (edition += 1)),
    });
    return [
      toFigure(described('ingest_vs_unnest', 'new posts'), appear),
      toFigure(described('ingest_vs_unnest_changed', 'posts that all changed'), change),
    ];
  } finally {
    await client.end();
  }
}

const described = (figure: string, what: string) => ({
  figure,
  goal: { is: 'at least', value: 0.7 } as const,
  unit: 'rows/s',
  product: `batches of ${BATCH} ${what}: fence, posts, figures, history and checkpoint in one transaction`,
  floor: `batches of ${BATCH} ${what}: three unnest upserts by pg (posts, figures, history) in one transaction`,
});

async function rowsPerSecond(store: Store, connectionId: string, edition: number): Promise<number> {
  const batches = Array.from({ length: BATCHES }, (_, batch) => madeUpPosts(BATCH, edition, batch * BATCH));
  const since = performance.now();
  for (const posts of batches) await store(connectionId, posts);
  return (BATCH * BATCHES * 1000) / (performance.now() - since);
}

async function productStore({ product, agency }: Bench): Promise<Store> {
  const { ConnectionSyncService } = (await built('connections/connection-sync.service.js')) as SyncModule;
  const { PostStore } = (await built('ingestion/post-store.service.js')) as PostStoreModule;
  const sync = product.get(ConnectionSyncService, { strict: false });
  const posts = product.get(PostStore, { strict: false });
  const stand = { checkpoint: JSON.stringify({ cursor: 'page', seen: BATCH, oldest: null }), seen: BATCH };
  return async (connectionId, batch) => {
    const subject = subjectOf(agency.id, connectionId);
    const stored = await sync.fenced({ agencyId: agency.id, connectionId, token: LEASE }, (tx) =>
      posts.storePages(tx, [{ subject, posts: batch, readAt: new Date(), stand }]),
    );
    const { inserted = 0, changed = 0 } = stored.get(connectionId) ?? {};
    if (inserted + changed !== batch.length) throw new Error('The store left posts out.');
  };
}

/** Connections that the product believes to be syncing. */
async function leasedConnections({ system, agency }: Bench): Promise<string[]> {
  const client = new pg.Client({ connectionString: system.adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE connection_sync SET lease_owner = 'bench', lease_token = $1, lease_until = now() + interval '1 day', lease_started = true
       WHERE connection_id IN (SELECT id FROM social_connection WHERE agency_id = $2 ORDER BY id LIMIT $3) RETURNING connection_id AS id`,
      [LEASE, agency.id, 4 * (ROUNDS + 2)],
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}

const missing = (): never => {
  throw new Error('There are too few connections for so many rounds.');
};

const subjectOf = (agencyId: string, connectionId: string) =>
  ({ agencyId, connectionId, platform: 'bluesky', method: 'MANUAL' }) as const;
