/** The engine's `cli` commands: does the database answer, create it, drop it. */
import pg from 'pg';
import { runSql } from './migration-factory.mjs';

const ALREADY_EXISTS = '42P04';

/**
 * @param {string} command
 * @param {string} url
 * @returns {Promise<number>} the exit code
 */
export async function runDatabaseCommand(command, url) {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  const admin = new URL(url);
  admin.pathname = '/postgres';
  admin.search = '';
  process.stderr.write('\n');
  try {
    await run(command, { url, admin: admin.href, database: pg.escapeIdentifier(name) });
    return 0;
  } catch (error) {
    const { code, message } = explain(error, name, target.host);
    const fields = { message, error_code: code };
    const timestamp = new Date().toISOString();
    process.stderr.write(JSON.stringify({ timestamp, level: 'ERROR', fields, target: 'schema_engine::logger' }) + '\n');
    return 1;
  }
}

/**
 * @param {string} command
 * @param {{ url: string, admin: string, database: string }} target
 */
async function run(command, { url, admin, database }) {
  if (command === 'can-connect-to-database') return runSql(url);
  if (command === 'drop-database') return runSql(admin, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  if (command !== 'create-database') throw new Error(`Unknown command ${command}`);
  try {
    await runSql(admin, `CREATE DATABASE ${database}`);
  } catch (error) {
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * @param {unknown} error
 * @param {string} database
 * @param {string} host
 */
function explain(error, database, host) {
  switch (codeOf(error)) {
    case '3D000':
      return { code: 'P1003', message: `Database \`${database}\` does not exist` };
    case '28P01':
      return { code: 'P1000', message: 'Authentication failed against database server' };
    case 'ECONNREFUSED':
      return { code: 'P1001', message: `Can't reach database server at \`${host}\`` };
    default:
      return { code: 'P1010', message: error instanceof Error ? error.message : String(error) };
  }
}
