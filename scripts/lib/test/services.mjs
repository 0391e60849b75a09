/** PostgreSQL and Redis for one run of the tests, in a folder that goes away with it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureDatabase, ensureRole, migrate, withClient } from '../database.mjs';
import { startCluster } from '../postgres/cluster.mjs';
import { startRedis } from '../redis.mjs';
import { urlAs } from '../services.mjs';
import { together } from '../together.mjs';
import { claim, PREFIX, sweep } from './leftovers.mjs';

const TEMPLATE = 'rostrum_template';

/**
 * @typedef {object} TestServices
 * @property {Record<string, string>} environment what the tests read: see `test/support/`
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<TestServices>} */
export async function startTestServices() {
  await sweep();
  const dir = mkdtempSync(join(tmpdir(), PREFIX));
  claim(dir);
  chmodSync(dir, 0o711); // root's PostgreSQL runs as another user
  const secret = () => randomBytes(18).toString('base64url');
  const [cluster, redis] = await together(
    startCluster(dir, { password: secret(), throwAway: true }),
    startRedis(dir, secret()),
  );
  const stop = async () => {
    await Promise.all([cluster.stop(), redis.stop()]);
    rmSync(dir, { recursive: true, force: true });
    if (cluster.elsewhere) rmSync(dirname(cluster.elsewhere), { recursive: true, force: true });
  };
  try {
    const database = await makeTemplate(cluster.adminUrl, secret);
    return { environment: { ...database, TEST_REDIS_URL: redis.url }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A migrated database for each test file to copy. It belongs to the owner, as in production, and the application's role
 * has its usual rights: row-level security is on in the tests too.
 *
 * @param {string} adminUrl
 * @param {() => string} secret
 */
async function makeTemplate(adminUrl, secret) {
  const owner = { name: 'rostrum_owner', password: secret() };
  const app = { name: 'rostrum_app', password: secret() };
  await withClient(adminUrl, async (client) => {
    await ensureRole(client, owner);
    await ensureRole(client, app);
    await ensureDatabase(client, TEMPLATE, owner.name);
  });
  const ownerUrl = urlAs(adminUrl, owner, TEMPLATE);
  const appUrl = urlAs(adminUrl, app, TEMPLATE);
  await migrate({ ownerUrl, appUrl });
  return {
    TEST_DATABASE_ADMIN_URL: adminUrl,
    TEST_DATABASE_OWNER_URL: ownerUrl,
    TEST_DATABASE_APP_URL: appUrl,
  };
}
