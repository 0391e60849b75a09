/**
 * The surroundings of a test file that leaves a secret somewhere: `node leaking.mjs table|redis|log|nothing`. Says on
 * stdout how they end.
 */
import { Redis } from 'ioredis';
import pg from 'pg';
import { SECRET_MARK } from '../../backend/src/core/simulation.ts';
import ServicesEnvironment from './services.environment.mjs';

const project = /** @type {any} */ ({ testEnvironmentOptions: {}, fakeTimers: {} });
const surroundings = new ServicesEnvironment(
  { globalConfig: /** @type {any} */ ({}), projectConfig: project },
  { console, docblockPragmas: {}, testPath: import.meta.filename },
);
await surroundings.setup();
const environment = surroundings.global.process.env;

/** @type {Record<string, () => unknown>} */
const PLANTS = {
  table: async () => {
    const client = new pg.Client({ connectionString: environment['TEST_DATABASE_ADMIN_URL'] });
    await client.connect();
    await client.query('INSERT INTO agency (id, name) VALUES (gen_random_uuid(), $1)', [`of ${SECRET_MARK}`]);
    await client.end();
  },
  redis: async () => {
    const redis = new Redis(environment['REDIS_URL'] ?? '');
    await redis.hset('job', 'data', Buffer.from(`a${environment['X_CLIENT_SECRET']}b`).toString('base64'));
    redis.disconnect();
  },
  log: () => {
    const key = (environment['VAULT_KEYS'] ?? '').slice('k1:'.length);
    const { keepLog } = /** @type {{ keepLog: (text: string) => void }} */ (
      /** @type {unknown} */ (surroundings.global)
    );
    keepLog(`started\nwith ${Buffer.from(key, 'base64').toString('hex')}\n`);
  },
  nothing: () => undefined,
};

await PLANTS[process.argv[2] ?? '']?.();
const ending = await surroundings.teardown().then(
  () => 'nothing was found',
  (/** @type {Error} */ { message }) => message,
);
process.stdout.write(ending);
