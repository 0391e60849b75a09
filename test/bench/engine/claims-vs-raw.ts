/** The product's claim of what is due against the bare statement that it is built on, on the same table of rows. */
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { toFigure, type Figure } from '../figures.ts';
import { built, openProduct } from '../product.ts';
import { alternate } from '../rounds.ts';
import { startSystem } from '../system.ts';
import type { World } from '../network/accounts.ts';
import { makeConnections } from './rows.ts';

type SyncModule = typeof import('../../../backend/src/connections/connection-sync.service.js');

const CONNECTIONS = Number(process.env['BENCH_CONNECTIONS'] ?? 100_000);
const BATCH = 500;
const BATCHES = 6;
const ROUNDS = 7;
const PLATFORM = 'bluesky';
const HOUR_MS = 3_600_000;
const WORLD: World = { epoch: Date.now(), before: 6, paces: [{ share: 1, hours: 24 }] };

export async function claimsVsRaw(): Promise<Figure> {
  await using cleanup = new AsyncDisposableStack();
  const system = await startSystem(cleanup);
  await makeConnections(system.adminUrl, {
    count: CONNECTIONS,
    agencies: 20,
    platformOf: () => PLATFORM,
    // All are due: they were last read within the hour before, and again is every minute.
    settled: { world: WORLD, now: WORLD.epoch - HOUR_MS, intervalMs: 60_000, posts: 0 },
  });
  const product = await openProduct(system);
  cleanup.defer(() => product.close());
  const [admin, raw] = [system.adminUrl, system.appUrl].map((url) => new pg.Client({ connectionString: url }));
  if (!admin || !raw) throw new Error('There is nobody to ask.');
  for (const client of [admin, raw]) {
    await client.connect();
    cleanup.defer(() => client.end());
  }
  const claim = await productClaim(product);
  const measured = await alternate(ROUNDS, {
    product: () => rowsPerSecond(admin, claim),
    floor: () => rowsPerSecond(admin, () => rawClaim(raw)),
  });
  return toFigure(DESCRIPTION, measured);
}

const DESCRIPTION = {
  figure: 'claims_vs_raw',
  goal: { is: 'at least', value: 0.5 },
  unit: 'rows/s',
  product: `claims of ${BATCH} of ${CONNECTIONS} due connections of one platform, with what they show as running`,
  floor: `UPDATE … FROM (SELECT … FOR UPDATE SKIP LOCKED LIMIT ${BATCH}) by pg on the same rows, index and row security, in BEGIN and COMMIT`,
} as const;

async function rowsPerSecond(admin: pg.Client, claim: () => Promise<number>): Promise<number> {
  const since = performance.now();
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const claimed = await claim();
    if (claimed !== BATCH) throw new Error(`A claim took ${claimed} where ${BATCH} were due.`);
  }
  const rate = (BATCH * BATCHES * 1_000) / (performance.now() - since);
  await putOff(admin);
  return rate;
}

/** What was claimed is out of the way, as if it had been read: neither side steps over the other's leases. */
async function putOff(admin: pg.Client): Promise<void> {
  await admin.query(
    `UPDATE connection_sync SET lease_owner = NULL, lease_until = NULL, next_sync_at = now() + interval '1 day' WHERE lease_owner IS NOT NULL`,
  );
  await admin.query(`UPDATE connection_product SET activity = 'idle' WHERE activity <> 'idle'`);
  await admin.query(`UPDATE social_connection SET status = 'READY' WHERE status <> 'READY'`);
  await admin.query('VACUUM connection_sync, connection_product, social_connection');
  await admin.query('CHECKPOINT');
}

async function productClaim(product: INestApplicationContext): Promise<() => Promise<number>> {
  const { ConnectionSyncService } = (await built('connections/connection-sync.service.js')) as SyncModule;
  const sync = product.get(ConnectionSyncService, { strict: false });
  const rooms = [{ platform: PLATFORM, most: BATCH, aheadSeconds: 0, multiple: 1 }];
  return async () => (await sync.claim({ owner: 'bench', rooms, heldBack: [] })).length;
}

const RAW = `
  UPDATE connection_sync s SET lease_owner = 'raw', lease_token = s.lease_token + 1, lease_until = now() + interval '30 s'
  FROM (SELECT connection_id FROM connection_sync WHERE platform = $1 AND lane = 1 AND next_sync_at <= now() AND lease_owner IS NULL
    ORDER BY next_sync_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
  WHERE s.connection_id = due.connection_id RETURNING s.agency_id, s.connection_id, s.lease_token, s.cause`;

async function rawClaim(client: pg.Client): Promise<number> {
  await client.query('BEGIN');
  await client.query(`SELECT set_config('app.worker', 'on', true)`);
  const { rowCount } = await client.query({ name: 'claim', text: RAW, values: [PLATFORM, BATCH] });
  await client.query('COMMIT');
  return rowCount ?? 0;
}
