/** PostgreSQL and Redis: those that the environment names, otherwise our own in the data folder. */
import { startCluster } from './postgres/cluster.mjs';
import { checkDatabase, ensureDatabase, ensureRole, withClient } from './database.mjs';
import { Problem } from './problem.mjs';
import { checkRedis, startRedis } from './redis.mjs';
import { step } from './steps.mjs';

const DATABASE = 'rostrum';
const OWNER = 'rostrum_owner';
const APP = 'rostrum_app';

/**
 * @typedef {object} Database
 * @property {string} ownerUrl
 * @property {string} appUrl
 * @property {() => Promise<void>} stop
 *
 * @typedef {{ url: string, stop: () => Promise<void> }} Queue
 * @typedef {import('./secrets.mjs').Secrets} Secrets
 */

const nothing = () => Promise.resolve();

/**
 * @param {string} dataDir
 * @param {Secrets} secrets
 * @returns {Promise<Database>}
 */
export function openDatabase(dataDir, secrets) {
  return step(async (note) => {
    const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
    if (appUrl || ownerUrl) {
      const database = await externalDatabase(appUrl, ownerUrl);
      note(`PostgreSQL at ${new URL(database.ownerUrl).host}`);
      return database;
    }
    const { reused, elsewhere, ...database } = await ownDatabase(dataDir, secrets);
    const where = elsewhere ? ` (data in ${elsewhere}, where the postgres user can go)` : '';
    note(`PostgreSQL ${reused ? 'was still running' : 'started'}${where}`);
    return database;
  });
}

/**
 * @param {string | undefined} appUrl
 * @param {string | undefined} ownerUrl
 * @returns {Promise<Database>}
 */
async function externalDatabase(appUrl, ownerUrl) {
  const given = checkUrl('DATABASE_URL', appUrl ?? ownerUrl);
  if (!ownerUrl || !appUrl) {
    await checkDatabase(appUrl ? 'DATABASE_URL' : 'DATABASE_OWNER_URL', given);
    throw new Problem(
      'Set both DATABASE_URL (the application role, which may not change tables) and DATABASE_OWNER_URL (the owner, which migrates).',
    );
  }
  await checkDatabase('DATABASE_OWNER_URL', checkUrl('DATABASE_OWNER_URL', ownerUrl));
  return { appUrl: given, ownerUrl, stop: nothing };
}

/**
 * @param {string} name
 * @param {string | undefined} url
 */
function checkUrl(name, url) {
  if (url && /^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new Problem(`${name} must look like postgresql://user:password@host:5432/database.`);
}

/**
 * @param {string} dataDir
 * @param {Secrets} secrets
 */
async function ownDatabase(dataDir, secrets) {
  const cluster = await startCluster(dataDir, { password: secrets.postgresAdmin });
  const { adminUrl, stop, reused, elsewhere } = cluster;
  const owner = { name: OWNER, password: secrets.databaseOwner };
  const app = { name: APP, password: secrets.databaseApp };
  try {
    await withClient(adminUrl, async (client) => {
      await ensureRole(client, owner);
      await ensureRole(client, app);
      await ensureDatabase(client, DATABASE, OWNER);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  const urls = { ownerUrl: urlAs(adminUrl, owner, DATABASE), appUrl: urlAs(adminUrl, app, DATABASE) };
  return { ...urls, stop, reused, elsewhere };
}

/**
 * The same server, as another role and in another database.
 *
 * @param {string} serverUrl
 * @param {import('./database.mjs').Role} role
 * @param {string} database
 */
export function urlAs(serverUrl, { name, password }, database) {
  const url = new URL(serverUrl);
  url.username = encodeURIComponent(name);
  url.password = encodeURIComponent(password);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * @param {string} dataDir
 * @param {Secrets} secrets
 * @returns {Promise<Queue>}
 */
export function openQueue(dataDir, secrets) {
  return step(async (note) => {
    const { REDIS_URL: url } = process.env;
    if (url) {
      if (!/^rediss?:\/\//.test(url) || !URL.canParse(url))
        throw new Problem('REDIS_URL must look like redis://host:6379.');
      await checkRedis(url);
      note(`Redis at ${new URL(url).host}`);
      return { url, stop: nothing };
    }
    const { reused, ...redis } = await startRedis(dataDir, secrets.redis);
    note(`Redis ${reused ? 'was still running' : 'started'}`);
    return redis;
  });
}
