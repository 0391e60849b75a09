/** A PostgreSQL and a Redis of this run alone, and the product's API in front of them, as it runs in production. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureDatabase, ensureRole, migrate, withClient } from '../../scripts/lib/database.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { startCluster } from '../../scripts/lib/postgres/cluster.mjs';
import { startRedis } from '../../scripts/lib/redis.mjs';
import { urlAs } from '../../scripts/lib/services.mjs';
import { launchServer } from './server.ts';

const DATABASE = 'rostrum_bench';

export interface System {
  readonly appUrl: string;
  /** As the superuser: to look behind row-level security. */
  readonly adminUrl: string;
  /** What the product is configured with. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Durable as in production: a commit waits for the disk on both sides of every comparison. */
export async function startSystem(cleanup: AsyncDisposableStack): Promise<System> {
  const dir = mkdtempSync(join(tmpdir(), 'rostrum-bench-'));
  chmodSync(dir, 0o711); // root's PostgreSQL runs as another user
  cleanup.defer(() => rmSync(dir, { recursive: true, force: true }));
  const cluster = await startCluster(dir, { password: secret() });
  const { elsewhere } = cluster;
  if (elsewhere) cleanup.defer(() => rmSync(dirname(elsewhere), { recursive: true, force: true }));
  cleanup.defer(() => cluster.stop());
  const redis = await startRedis(dir, secret());
  cleanup.defer(() => redis.stop());
  const appUrl = await makeDatabase(cluster.adminUrl);
  return {
    appUrl,
    adminUrl: inDatabase(cluster.adminUrl),
    environment: {
      NODE_ENV: 'production',
      DATABASE_URL: appUrl,
      REDIS_URL: redis.url,
      APP_SECRET: randomBytes(32).toString('base64'),
      VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      LOG_LEVEL: 'info',
      PLATFORM_MODE: 'live',
    },
  };
}

const secret = (): string => randomBytes(18).toString('base64url');

async function makeDatabase(adminUrl: string): Promise<string> {
  const owner = { name: 'rostrum_owner', password: secret() };
  const app = { name: 'rostrum_app', password: secret() };
  await withClient(adminUrl, async (client) => {
    await ensureRole(client, owner);
    await ensureRole(client, app);
    await ensureDatabase(client, DATABASE, owner.name);
  });
  const appUrl = urlAs(adminUrl, app, DATABASE);
  await migrate({ ownerUrl: urlAs(adminUrl, owner, DATABASE), appUrl });
  return appUrl;
}

function inDatabase(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

/** The API in a process of its own, until the bench ends. @returns its address */
export async function startProduct({ environment }: System, cleanup: AsyncDisposableStack): Promise<string> {
  const address = `http://127.0.0.1:${environment['PORT']}`;
  const program = inRoot('dist', 'backend', 'main.js');
  const server = await launchServer({ program, environment, readyAt: `${address}/health/ready` });
  cleanup.defer(() => server.stop());
  return address;
}
