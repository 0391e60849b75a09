import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { processEnvironment, readConfig } from '../../../backend/src/core/config/config.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import { ProductionCheck } from '../../../backend/src/core/database/production-check.js';

const checked = async (environment: Record<string, string | undefined>): Promise<void> => {
  const APP_SECRET = randomBytes(32).toString('base64');
  const config = readConfig({
    ...processEnvironment(),
    NODE_ENV: 'production',
    PLATFORM_MODE: 'live',
    APP_SECRET,
    ...environment,
  });
  const database = new Database(config);
  try {
    await new ProductionCheck(config, database).onModuleInit();
  } finally {
    await database.onApplicationShutdown();
  }
};

describe('a start in production', () => {
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_ADMIN_URL });

  beforeAll(() => admin.connect());
  afterAll(() => admin.end());

  it('takes a database of its own, as a plain role', async () => {
    await expect(checked({})).resolves.toBeUndefined();
  });

  it('refuses a role that row security does not hold', async () => {
    await expect(checked({ DATABASE_URL: process.env.TEST_DATABASE_ADMIN_URL })).rejects.toThrow(
      'bypasses row security',
    );
  });

  it('refuses a role that owns the tables', async () => {
    await expect(checked({ DATABASE_URL: process.env.DATABASE_OWNER_URL })).rejects.toThrow('owns tables');
  });

  it('refuses the demo agency, which elsewhere is welcome', async () => {
    await admin.query(`INSERT INTO agency (id, name, demo) VALUES (gen_random_uuid(), 'Demo', true)`);
    await expect(checked({})).rejects.toThrow('demo agency');
    await expect(checked({ NODE_ENV: 'test' })).resolves.toBeUndefined();
  });
});
