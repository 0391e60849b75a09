/** Roles, the database itself, its migrations, and what the application may do in it. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { inRoot } from './paths.mjs';
import { codeOf, messageOf, Problem } from './problem.mjs';
import { deployMigrations } from './prisma.mjs';

/** The oldest PostgreSQL that the migrations are written for. */
const OLDEST = 15;
const UNDEFINED_TABLE = '42P01';
const MISSING_DATABASE = '3D000';
const ANEW = 'restore the file, or begin anew with an empty database (npm start: move the data folder away).';
/** One number for all who change roles or rights at the same time. */
const GRANTS_LOCK = 7_220_418;

/**
 * @typedef {{ name: string, password: string }} Role
 */

/**
 * Runs some work on one connection.
 *
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined); // the query under way reports it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes a role that may sign in and nothing else, or gives the one there is its password.
 *
 * @param {pg.Client} client
 * @param {Role} role
 */
export async function ensureRole(client, { name, password }) {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  const verb = rowCount ? 'ALTER' : 'CREATE';
  const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS';
  await client.query(`${verb} ROLE ${pg.escapeIdentifier(name)} ${rights} PASSWORD ${pg.escapeLiteral(password)}`);
}

/**
 * @param {pg.Client} client
 * @param {string} name
 * @param {string} owner
 */
export async function ensureDatabase(client, name, owner) {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${pg.escapeIdentifier(owner)}`);
}

/**
 * Whether a database that somebody else runs can be used, in words that say what to do if not.
 *
 * @param {string} variable the setting that names it
 * @param {string} url
 */
export async function checkDatabase(variable, url) {
  const { host, pathname } = new URL(url);
  try {
    const version = await withClient(url, (client) => client.query('SHOW server_version_num'));
    const major = Math.floor(Number(version.rows[0].server_version_num) / 10_000);
    if (major < OLDEST) throw new Problem(`${variable}: PostgreSQL ${major} is too old, ${OLDEST} or newer is needed.`);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const what =
      codeOf(error) === MISSING_DATABASE ? `the database ${pathname.slice(1)} does not exist` : messageOf(error);
    throw new Problem(
      `${variable}: no PostgreSQL to use at ${host} (${what}). Start it, correct the address, or unset it.`,
    );
  }
}

/** @returns {{ name: string, checksum: string }[]} */
function migrationsOnDisk() {
  const folder = inRoot('prisma', 'migrations');
  const scriptOf = (/** @type {string} */ name) => inRoot('prisma', 'migrations', name, 'migration.sql');
  return readdirSync(folder)
    .filter((name) => existsSync(scriptOf(name)))
    .map((name) => ({
      name,
      checksum: createHash('sha256')
        .update(readFileSync(scriptOf(name)))
        .digest('hex'),
    }));
}

/**
 * Asks the database itself, in Prisma's own book-keeping, whether each migration on disk is applied as it stands.
 *
 * @param {string} ownerUrl
 */
async function isUpToDate(ownerUrl) {
  const sql = `SELECT migration_name AS name, checksum FROM _prisma_migrations
               WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  try {
    const { rows } = await withClient(ownerUrl, (client) => client.query(sql));
    const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
    const onDisk = migrationsOnDisk();
    const edited = onDisk.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
    if (edited) throw new Problem(`The migration ${edited.name} was edited after this database had it: ${ANEW}`);
    return onDisk.every(({ name }) => applied.has(name));
  } catch (error) {
    if ([UNDEFINED_TABLE, MISSING_DATABASE].includes(codeOf(error))) return false;
    throw error;
  }
}

/**
 * Brings the database to the migrations on disk and gives the application's role its rights.
 *
 * @param {{ ownerUrl: string, appUrl: string }} urls
 * @returns {Promise<boolean>} whether a migration was applied
 */
export async function migrate({ ownerUrl, appUrl }) {
  const fresh = !(await isUpToDate(ownerUrl));
  if (fresh) await deployMigrations(ownerUrl);
  await withClient(ownerUrl, (client) => grantRights(client, roleOf(appUrl)));
  return fresh;
}

/**
 * All or nothing, so that the role never has a right too many.
 *
 * @param {pg.Client} client
 * @param {Role} role
 */
async function grantRights(client, role) {
  const rights = readFileSync(inRoot('prisma', 'grants.sql'), 'utf8');
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [GRANTS_LOCK]);
    const known = await client.query('SELECT rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = $1', [
      role.name,
    ]);
    if (known.rowCount === 0) await ensureRole(client, role);
    if (known.rows[0]?.free) throw new Problem(tooPowerful(role.name));
    await client.query(rights.replaceAll(':app', pg.escapeIdentifier(role.name)));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** @param {string} name */
const tooPowerful = (name) =>
  `DATABASE_URL: the role ${name} bypasses row-level security, which keeps agencies apart. Name a plain role there.`;

/**
 * @param {string} url
 * @returns {Role}
 */
function roleOf(url) {
  const { username, password } = new URL(url);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}
