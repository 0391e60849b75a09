/**
 * A PostgreSQL and a Redis that a test can stop, start again at the same address, and wipe: a process of its own, told
 * what to do by the test that forked it, and gone with it. Durable as in production: what was committed is there after a crash.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureDatabase, ensureRole, migrate, withClient } from '../../../scripts/lib/database.mjs';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { startCluster } from '../../../scripts/lib/postgres/cluster.mjs';
import { startRedis } from '../../../scripts/lib/redis.mjs';
import { urlAs } from '../../../scripts/lib/services.mjs';
import { together } from '../../../scripts/lib/together.mjs';
import { claim, PREFIX, sweep } from '../../../scripts/lib/test/leftovers.mjs';

const DATABASE = 'rostrum_faults';
const secret = () => randomBytes(18).toString('base64url');

await sweep();
const dir = mkdtempSync(join(tmpdir(), PREFIX));
claim(dir);
chmodSync(dir, 0o711); // root's PostgreSQL runs as another user
const passwords = { postgres: secret(), redis: secret() };
const ports = { postgres: await freePort(), redis: await freePort() };

const startPostgres = () => startCluster(dir, { password: passwords.postgres, port: ports.postgres });
const startTransport = () => startRedis(dir, passwords.redis, ports.redis);
let [cluster, redis] = await together(startPostgres(), startTransport());

/** @type {Readonly<Record<string, () => Promise<unknown>>>} */
const DEEDS = {
  'stop postgres': () => cluster.stop(),
  'start postgres': async () => void (cluster = await startPostgres()),
  'stop redis': () => redis.stop(),
  'start redis': async () => void (redis = await startTransport()),
};

/** @param {unknown} message */
const send = (message) => process.send?.(message);

let turn = Promise.resolve();
process.on('message', (/** @type {string} */ what) => {
  turn = turn.then(async () => {
    try {
      await DEEDS[what]?.();
      send({ done: what });
    } catch (error) {
      send({ failed: `${what}: ${String(error)}` });
    }
  });
});
process.once('disconnect', () => void turn.then(end));
send({ ready: await makeDatabase(cluster.adminUrl), redis: redis.url });

/** @param {string} adminUrl */
async function makeDatabase(adminUrl) {
  const owner = { name: 'rostrum_owner', password: secret() };
  const app = { name: 'rostrum_app', password: secret() };
  await withClient(adminUrl, async (client) => {
    await ensureRole(client, owner);
    await ensureRole(client, app);
    await ensureDatabase(client, DATABASE, owner.name);
  });
  const urls = { ownerUrl: urlAs(adminUrl, owner, DATABASE), appUrl: urlAs(adminUrl, app, DATABASE) };
  await migrate(urls);
  const admin = new URL(adminUrl);
  admin.pathname = `/${DATABASE}`;
  return { ...urls, adminUrl: admin.href };
}

async function end() {
  await Promise.all([cluster.stop(), redis.stop()]);
  rmSync(dir, { recursive: true, force: true });
  if (cluster.elsewhere) rmSync(dirname(cluster.elsewhere), { recursive: true, force: true });
  process.exit();
}
