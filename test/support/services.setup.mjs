/**
 * Before the first test that needs them: a PostgreSQL and a Redis of this run alone, and a migrated template database
 * that each test file copies. The addresses travel to the tests in the environment. `scripts/test.mjs` does the same once
 * for all layers; then there is nothing left to do here.
 */
import { startTestServices } from '../../scripts/lib/test/services.mjs';

export default async function setUp() {
  if (process.env.TEST_DATABASE_ADMIN_URL) return;
  const services = await startTestServices();
  Object.assign(process.env, services.environment);
  Object.assign(globalThis, { stopTestServices: services.stop });
}
