/**
 * The surroundings of one test file: a database of its own and an empty Redis database, both named in the settings that
 * the application reads, before the file imports anything.
 */
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { TestEnvironment } from 'jest-environment-node';
import { createTestDatabase } from './database.mjs';

export default class ServicesEnvironment extends TestEnvironment {
  /** @type {import('./database.mjs').TestDatabase | undefined} */
  #database;

  /** @override */
  async setup() {
    await super.setup();
    this.#database = await createTestDatabase();
    Object.assign(this.global.process.env, {
      NODE_ENV: 'test',
      DATABASE_URL: this.#database.appUrl,
      DATABASE_OWNER_URL: this.#database.ownerUrl,
      TEST_DATABASE_ADMIN_URL: this.#database.adminUrl,
      REDIS_URL: await emptyRedis(),
      APP_SECRET: randomBytes(32).toString('base64'),
      VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      PLATFORM_MODE: 'simulated',
      LOG_LEVEL: 'silent',
    });
  }

  /** @override */
  async teardown() {
    await this.#database?.drop();
    await super.teardown();
  }
}

/** Each worker of jest has one of Redis' numbered databases to itself. */
async function emptyRedis() {
  const url = new URL(process.env.TEST_REDIS_URL ?? '');
  url.pathname = `/${process.env.JEST_WORKER_ID ?? '0'}`;
  const redis = new Redis(url.href);
  await redis.flushdb();
  redis.disconnect();
  return url.href;
}
