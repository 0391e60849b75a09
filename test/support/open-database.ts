/** The product's way to the database of this test file, and beside it the rows as they are; open until the tests of a `describe` are over. */
import { readConfig } from '../../backend/src/core/config/config.js';
import { Database } from '../../backend/src/core/database/database.service.js';
import { openRows } from '../factories/rows.js';
import type { Rows } from '../factories/rows.js';

export function openDatabase(environment: Readonly<Record<string, string>> = {}): {
  readonly rows: Rows;
  readonly database: Database;
} {
  const rows = openRows();
  const database = new Database(readConfig({ ...process.env, ...environment }));
  afterAll(async () => {
    await database.onApplicationShutdown();
    await rows.end();
  });
  return { rows, database };
}
