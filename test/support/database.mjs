/** Databases for tests, each a copy of the migrated template: made in some 50 ms and thrown away whole. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { withClient } from '../../scripts/lib/database.mjs';

/**
 * @typedef {object} TestDatabase
 * @property {string} appUrl as the application's role: no DDL, row-level security applies
 * @property {string} ownerUrl as the role that owns the tables
 * @property {string} adminUrl as the superuser of the test server: to look behind row-level security
 * @property {() => Promise<void>} drop
 */

/** @returns {Promise<TestDatabase>} */
export async function createTestDatabase() {
  const admin = addressOf('TEST_DATABASE_ADMIN_URL');
  const template = addressOf('TEST_DATABASE_OWNER_URL');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const owner = pg.escapeIdentifier(decodeURIComponent(template.username));
  const source = pg.escapeIdentifier(template.pathname.slice(1));
  await runSql(admin, `CREATE DATABASE ${name} TEMPLATE ${source} OWNER ${owner}`);
  return {
    appUrl: inDatabase(addressOf('TEST_DATABASE_APP_URL'), name),
    ownerUrl: inDatabase(template, name),
    adminUrl: inDatabase(admin, name),
    drop: () => runSql(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** @param {string} variable */
function addressOf(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests through jest's configuration or "npm test".`);
  return new URL(value);
}

/**
 * @param {URL} server
 * @param {string} name
 */
function inDatabase(server, name) {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * @param {URL} server
 * @param {string} sql
 */
async function runSql(server, sql) {
  await withClient(server.href, (client) => client.query(sql));
}
