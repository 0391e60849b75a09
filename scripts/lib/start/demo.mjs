/** The demo agency and the one way to sign in to it. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { withClient } from '../database.mjs';
import { hashOf, readJson, writeJson } from '../files.mjs';
import { inRoot } from '../paths.mjs';
import { run } from '../processes.mjs';
import { makePassphrase } from '../secrets.mjs';
import { step } from '../steps.mjs';

const EMAIL = 'demo@rostrum.example';
const PROGRAM = inRoot('dist', 'backend', 'seed.js');
const DATA = inRoot('prisma', 'demo-agency.json');

/**
 * @typedef {{ url: string, email: string, password: string }} Access
 */

/**
 * The sign-in of the first start, at the address of this one.
 *
 * @param {string} dir
 * @param {string} host
 * @param {number} port
 * @returns {Access}
 */
export function demoAccess(dir, host, port) {
  const file = join(dir, 'demo.json');
  const kept = readJson(file);
  const reachable = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  const url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  const access = { url, email: kept?.email ?? EMAIL, password: kept?.password ?? makePassphrase() };
  if (kept?.url !== url || kept?.password !== access.password) writeJson(file, access);
  return access;
}

/**
 * Plants the demo agency, once for each database, seed program and passphrase. The program reads the sign-in from
 * `demo.json` in the data folder.
 *
 * @param {{ dir: string, access: Access, ownerUrl: string, environment: NodeJS.ProcessEnv }} run
 */
export async function seed({ dir, access, ownerUrl, environment }) {
  const record = join(dir, 'seeded.json');
  const state = {
    database: await databaseIdentity(ownerUrl),
    program: hashOf([PROGRAM, DATA]),
    access: createHash('sha256').update(`${access.email} ${access.password}`).digest('hex'),
  };
  if (JSON.stringify(readJson(record)) === JSON.stringify(state)) return;
  await step(async (note) => {
    await run('The demo seed', process.execPath, [PROGRAM], { env: environment });
    note('demo agency planted');
  });
  writeJson(record, state);
}

/**
 * Another one after the database was dropped and made again.
 *
 * @param {string} url
 */
function databaseIdentity(url) {
  const sql = `SELECT oid::text, (SELECT system_identifier::text FROM pg_control_system()) AS cluster
               FROM pg_database WHERE datname = current_database()`;
  return withClient(url, async (client) => {
    const { rows } = await client.query(sql);
    return `${rows[0].cluster}/${rows[0].oid}`;
  });
}
