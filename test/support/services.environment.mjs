/**
 * The surroundings of one test file: a database of its own and an empty Redis database, both named in the settings that
 * the application reads, before the file imports anything. When its last test is over, both and all that was logged are
 * searched for secrets: a leak fails the file. Nothing is left out of the search.
 */
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { TestEnvironment } from 'jest-environment-node';
import { canariesOf, PLANTED } from './canaries.ts';
import { createTestDatabase } from './database.mjs';
import { leaksIn } from './leaks.ts';

export default class ServicesEnvironment extends TestEnvironment {
  /** @type {import('./database.mjs').TestDatabase | undefined} */
  #database;
  /** @type {Record<string, string>} */
  #settings = {};
  /** @type {string[]} */
  #logged = [];

  /** @override */
  async setup() {
    await super.setup();
    this.#database = await createTestDatabase();
    this.#settings = {
      NODE_ENV: 'test',
      DATABASE_URL: this.#database.appUrl,
      DATABASE_OWNER_URL: this.#database.ownerUrl,
      TEST_DATABASE_ADMIN_URL: this.#database.adminUrl,
      REDIS_URL: await emptyRedis(),
      APP_SECRET: randomBytes(32).toString('base64'),
      VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      PLATFORM_MODE: 'simulated',
      LOG_LEVEL: 'debug',
      ...Object.fromEntries(PLANTED.map((name) => [name, randomBytes(24).toString('base64url')])),
    };
    Object.assign(this.global.process.env, this.#settings);
    Object.assign(this.global, { keepLog: (/** @type {string} */ text) => void this.#logged.push(text) });
  }

  /** @override */
  async teardown() {
    try {
      const leaks = this.#database ? await this.#leaks(this.#database.adminUrl) : [];
      if (leaks.length > 0) throw new Error(`Secrets were left where anybody may read them:\n${leaks.join('\n')}`);
    } finally {
      await this.#database?.drop();
      await super.teardown();
    }
  }

  /** @param {string} database */
  #leaks(database) {
    const searched = { database, redis: this.#settings['REDIS_URL'] ?? '', log: this.#logged.join('') };
    return leaksIn(searched, canariesOf(this.#settings));
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
