/** What PostgreSQL writes to its log when 500 posts are read again and nothing has changed, against an upsert that doesn't look. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ConnectionSyncService, Ending } from '../../../backend/src/connections/connection-sync.service.js';
import { toFigure, type Figure } from '../figures.ts';
import { madeUpPosts } from '../made-up-posts.ts';
import type { World } from '../network/accounts.ts';
import { built, openProduct } from '../product.ts';
import { storeRaw } from '../raw-posts.ts';
import { alternate } from '../rounds.ts';
import { startSystem } from '../system.ts';
import { makeConnections } from './rows.ts';

type SyncModule = typeof import('../../../backend/src/connections/connection-sync.service.js');
type PostStoreModule = typeof import('../../../backend/src/ingestion/post-store.service.js');

const POSTS = madeUpPosts(500, 0, 0);
const ROUNDS = 7;
const OWNER = 'bench';
const HOUR_MS = 3_600_000;
const NOW = Date.now();
const WORLD: World = { epoch: NOW, before: 6, paces: [{ share: 1, hours: 24 }] };

export async function unchangedWal(): Promise<Figure> {
  await using cleanup = new AsyncDisposableStack();
  const system = await startSystem(cleanup);
  const settled = { world: WORLD, now: NOW - 2 * HOUR_MS, intervalMs: HOUR_MS, posts: 0 };
  await makeConnections(system.adminUrl, { count: 2, agencies: 1, platformOf: () => 'bluesky', settled });
  const product = await openProduct(system);
  cleanup.defer(() => product.close());
  const [admin, app] = [system.adminUrl, system.appUrl].map((url) => new pg.Client({ connectionString: url }));
  if (!admin || !app) throw new Error('There is nobody to ask.');
  for (const client of [admin, app]) {
    await client.connect();
    cleanup.defer(() => client.end());
  }
  const { rows } = await admin.query<{ id: string; agency: string }>(
    'SELECT id, agency_id AS agency FROM social_connection ORDER BY handle',
  );
  const [ours, theirs] = rows;
  if (!ours || !theirs) throw new Error('No connection was made.');
  await admin.query(`UPDATE connection_sync SET next_sync_at = NULL WHERE connection_id = $1`, [theirs.id]);
  const { ConnectionSyncService } = (await built('connections/connection-sync.service.js')) as SyncModule;
  const { PostStore } = (await built('ingestion/post-store.service.js')) as PostStoreModule;
  const sync = product.get(ConnectionSyncService, { strict: false });
  const posts = product.get(PostStore, { strict: false });
  const again = async () => {
    const [begun] = await begin(sync, admin);
    if (!begun) throw new Error('The connection could not be claimed.');
    const { lease, subject } = begun;
    return walBytes(admin, async () => {
      await sync.fencedMany(lease.agencyId, [lease], (tx) =>
        posts.storePages(tx, [
          { subject, posts: POSTS, readAt: new Date(), stand: { checkpoint: null, seen: POSTS.length } },
        ]),
      );
      await sync.fencedMany(lease.agencyId, [lease], (tx) => sync.endMany(tx, [{ lease, ending: ending() }]));
    });
  };
  const blind = () => walBytes(admin, () => storeRaw(app, theirs.agency, theirs.id, POSTS, { blindly: true }));
  await again();
  await blind();
  await admin.query('VACUUM ANALYZE');
  await admin.query('CHECKPOINT'); // the round that warms up writes the full pages, on both sides; those that count write none
  return toFigure(DESCRIPTION, await alternate(ROUNDS, { product: again, floor: blind }));
}

const DESCRIPTION = {
  figure: 'unchanged_wal_vs_blind',
  goal: { is: 'at most', value: 0.05 },
  unit: 'bytes of WAL',
  product: `${POSTS.length} unchanged posts stored, and the sync ended: fences, posts, figures, checkpoint, products and the next due time`,
  floor: `the same posts by two unnest upserts that write every row, in one transaction`,
} as const;

async function walBytes(admin: pg.Client, work: () => Promise<unknown>): Promise<number> {
  const { rows: before } = await admin.query<{ lsn: string }>('SELECT pg_current_wal_insert_lsn() AS lsn');
  await work();
  const { rows } = await admin.query<{ bytes: string }>(
    'SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1) AS bytes',
    [before[0]?.lsn],
  );
  return Number(rows[0]?.bytes);
}

async function begin(sync: ConnectionSyncService, admin: pg.Client) {
  await admin.query('UPDATE connection_sync SET next_sync_at = now() WHERE next_sync_at IS NOT NULL');
  const rooms = [{ platform: 'bluesky', most: 1, aheadSeconds: 0, multiple: 1 }];
  const leases = await sync.claim({ owner: OWNER, rooms, heldBack: [] });
  return sync.beginMany(leases, OWNER, async (tx, begun) => {
    for (const { lease } of begun)
      await tx.$executeRaw`INSERT INTO sync_run (id, agency_id, connection_id, cause, attempt, lease_token, started_at)
        VALUES (${randomUUID()}::uuid, ${lease.agencyId}::uuid, ${lease.connectionId}::uuid, 'scheduled', 0, ${lease.token}, now())`;
  });
}

function ending(): Ending {
  const at = new Date();
  const ok = { outcome: 'ok', code: null, succeededAt: at } as const;
  return {
    event: 'succeed',
    profile: ok,
    posts: { ...ok, coveredFrom: POSTS.at(-1)?.publishedAt ?? null, listed: { count: POSTS.length, at } },
    clearCursor: true,
    code: null,
    at,
    strikes: { count: 0, since: null },
    next: {
      attempt: 0,
      failures: 0,
      nextSyncAt: new Date(at.getTime() + HOUR_MS),
      blockedUntil: null,
      cause: 'scheduled',
      lane: 1,
    },
  };
}
