/** What the application needs around it: a port, secrets, PostgreSQL with its migrations, Redis, and what was built. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { migrate } from '../database.mjs';
import { tryLock } from '../lock.mjs';
import { dataDir, inRoot } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { readSecrets } from '../secrets.mjs';
import { openDatabase, openQueue } from '../services.mjs';
import { step } from '../steps.mjs';
import { endLeftover } from './application.mjs';
import { checkDisk, choosePort } from './checks.mjs';
import { demoAccess, seed } from './demo.mjs';
import { together } from '../together.mjs';

/** A little longer than a start takes to notice that its npm is gone, in milliseconds. */
const NOTICE = 1500;

/**
 * @typedef {object} Surroundings
 * @property {string} dir the data folder
 * @property {import('./demo.mjs').Access} access
 * @property {NodeJS.ProcessEnv} environment for the application
 *
 * @typedef {object} Run
 * @property {AsyncDisposableStack} cleanup gets what has to be stopped in the end
 * @property {AbortSignal} ending
 * @property {() => Promise<void>} build
 */

/**
 * @param {Run} run
 * @returns {Promise<Surroundings>}
 */
export async function bringUp({ cleanup, ending, build }) {
  if (existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
  const dir = dataDir();
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  await takeLock(dir, cleanup, ending);
  await checkDisk(dir);
  await endLeftover(dir);
  const host = process.env.HOST || '127.0.0.1';
  const port = await choosePort(host);
  const secrets = readSecrets(dir);

  /** @type {<T extends { stop: () => Promise<void> }>(service: T) => T} */
  const kept = (service) => {
    cleanup.defer(() => service.stop());
    return service;
  };
  const database = openDatabase(dir, secrets).then(kept);
  const [{ ownerUrl, appUrl }, { url: redisUrl }] = await together(
    database.then((opened) => migrated(opened, ending)),
    openQueue(dir, secrets).then(kept),
    build(),
  );
  ending.throwIfAborted();

  const access = demoAccess(dir, host, port);
  const environment = {
    NODE_ENV: process.env.NODE_ENV || 'development',
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: process.env.PUBLIC_URL || access.url,
    DATABASE_URL: appUrl,
    REDIS_URL: redisUrl,
    APP_SECRET: process.env.APP_SECRET || secrets.appSecret,
    VAULT_KEYS: process.env.VAULT_KEYS || secrets.vaultKeys,
    ROSTRUM_DATA_DIR: dir,
  };
  await seed({ dir, access, ownerUrl, environment });
  ending.throwIfAborted();
  return { dir, access, environment };
}

/**
 * One start a data folder. An earlier one that is just ending, or whose npm was killed and that has yet to notice, is
 * waited for.
 *
 * @param {string} dir
 * @param {AsyncDisposableStack} cleanup
 * @param {AbortSignal} ending
 */
async function takeLock(dir, cleanup, ending) {
  for (let patience = NOTICE; ; patience -= 100) {
    const lock = tryLock(join(dir, 'start.lock'));
    if ('release' in lock) {
      ending.addEventListener('abort', lock.ending, { once: true });
      return cleanup.defer(lock.release);
    }
    if (patience <= 0 && !lock.holder.ending) {
      throw new Problem(
        `Rostrum is already running on ${dir} (process ${lock.holder.pid}): stop it, or set ROSTRUM_DATA_DIR to another folder.`,
      );
    }
    await delay(100);
    ending.throwIfAborted();
  }
}

/**
 * @param {import('../services.mjs').Database} database
 * @param {AbortSignal} ending
 */
function migrated(database, ending) {
  return step(async (note) => {
    ending.throwIfAborted();
    if (await migrate(database)) note('migrations applied');
    return database;
  });
}
