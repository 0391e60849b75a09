/** Everything that the engine runs on, for one bench alone: PostgreSQL, Redis, the platforms, and a view behind row-level security. */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { NetworkSettings } from '../network/network.ts';
import { startNetwork, type Network } from '../network/start-network.ts';
import { startSystem, type System } from '../system.ts';
import { launchWorker, PRODUCT_WORKER, type WorkerProcess } from './worker-process.ts';

const PATIENCE_MS = 300_000;

export interface Rig {
  readonly system: System;
  readonly network: Network;
  /** As the superuser. */
  readonly admin: pg.Client;
  readonly cleanup: AsyncDisposableStack;
  /** The product's worker, set up as by default but for what is named here. */
  startWorker(environment?: Readonly<Record<string, string>>): WorkerProcess;
}

export type Surroundings = Omit<NetworkSettings, 'port'>;

/** What is started ends with the measuring, however that ends. */
export async function onRig<T>(surroundings: Surroundings, measure: (rig: Rig) => Promise<T>): Promise<T> {
  await using cleanup = new AsyncDisposableStack();
  const system = await startSystem(cleanup);
  const network = await startNetwork(surroundings, cleanup);
  const admin = new pg.Client({ connectionString: system.adminUrl });
  await admin.connect();
  cleanup.defer(() => admin.end());
  const shared = {
    ...system.environment,
    NODE_ENV: 'development',
    PLATFORM_MODE: 'simulated',
    SIMULATOR_URL: network.url,
    LOG_LEVEL: 'warn',
    // What the platforms allow stands in nobody's way, unless a bench says otherwise.
    BLUESKY_LIMITS: 'appview=1000000/300',
    X_LIMITS: 'users=1000000/900,posts=1000000/900,post-lookup=1000000/900',
    YOUTUBE_LIMITS: 'units=1000000/900,stats=1000000/900',
  };
  return await measure({
    system: { ...system, environment: shared },
    network,
    admin,
    cleanup,
    startWorker: (environment = {}) => launchWorker(PRODUCT_WORKER, { ...shared, ...environment }, cleanup),
  });
}

/** Asks again and again; rejects where that takes far too long. No numbers, of which none would count as seen. */
export async function until<T extends object | string | true>(
  look: () => Promise<T | null | false>,
  everyMs = 20,
): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(everyMs)) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
  }
  throw new Error('What a bench waited for did not come.');
}

const OPEN = `SELECT 1 FROM connection_sync WHERE (next_sync_at <= now() OR lease_owner IS NOT NULL) AND platform = ANY($1) LIMIT 1`;

/** All that was due of these platforms has been read to its end. */
export async function settled(admin: pg.Client, platforms: readonly string[], everyMs = 20): Promise<void> {
  await until(async () => (await admin.query(OPEN, [platforms])).rowCount === 0, everyMs);
}

/** Everything of these platforms is due, as if its time had come. */
export async function makeDue(admin: pg.Client, platforms: readonly string[]): Promise<void> {
  await admin.query(
    `UPDATE connection_sync SET next_sync_at = now(), cause = 'scheduled', lane = 1 WHERE platform = ANY($1)`,
    [platforms],
  );
}
