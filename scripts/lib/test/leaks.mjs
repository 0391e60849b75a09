/** What a system that was used by a browser left behind: nothing of it may show a secret. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canariesOf, PLANTED } from '../../../test/support/canaries.ts';
import { leaksIn } from '../../../test/support/leaks.ts';
import { readJson } from '../files.mjs';
import { startCluster } from '../postgres/cluster.mjs';
import { startRedis } from '../redis.mjs';
import { readSecrets } from '../secrets.mjs';
import { together } from '../together.mjs';

/** Keys to plant in a system's settings. */
export const planted = () => Object.fromEntries(PLANTED.map((name) => [name, randomBytes(24).toString('base64url')]));

/**
 * Its servers are started once more for this: it ended with the browser.
 *
 * @param {string} dataDir
 * @param {NodeJS.ProcessEnv} environment what was planted
 * @returns {Promise<string[]>} every place where a secret stands
 */
export async function leaksLeftIn(dataDir, environment) {
  if (!existsSync(join(dataDir, 'application.json'))) return []; // it never came up
  const secrets = readSecrets(dataDir);
  const [cluster, redis] = await together(
    startCluster(dataDir, { password: secrets.postgresAdmin, throwAway: true }),
    startRedis(dataDir, secrets.redis),
  );
  try {
    const database = new URL(cluster.adminUrl);
    database.pathname = '/rostrum';
    const log = readFileSync(join(dataDir, 'rostrum.log'), 'utf8');
    const settings = { ...environment, APP_SECRET: secrets.appSecret, VAULT_KEYS: secrets.vaultKeys };
    return await leaksIn(
      { database: database.href, redis: redis.url, log },
      { ...canariesOf(settings), ...own(dataDir) },
    );
  } finally {
    await Promise.all([cluster.stop(), redis.stop()]);
  }
}

/** @param {string} dataDir */
function own(dataDir) {
  const { postgresAdmin, databaseOwner, databaseApp, redis } = readSecrets(dataDir);
  const { password } = readJson(join(dataDir, 'demo.json'));
  return { postgresAdmin, databaseOwner, databaseApp, redis, 'the passphrase of the demo': password };
}
