/** Our own PostgreSQL: made at the first start, found again or started at each later one. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { writePrivate } from '../files.mjs';
import { freePort } from '../ports.mjs';
import { codeOf, Problem } from '../problem.mjs';
import { end, identityOf, lives, run, startOf } from '../processes.mjs';
import { findHome, handOver } from './home.mjs';

/** The one role that may make roles and databases; nothing but these scripts signs in with it. */
const ADMIN = 'rostrum_admin';
const START_PATIENCE = 20_000;
const STOP_PATIENCE = 15_000;
const IN_THE_WAY = /shared memory block|postmaster\.pid/;
/** A throw-away cluster gains nothing from surviving a power cut. */
const THROW_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * @typedef {object} Cluster
 * @property {string} adminUrl
 * @property {boolean} reused whether it was already running
 * @property {string | undefined} elsewhere the data's folder, where it had to leave the data folder
 * @property {() => Promise<void>} stop
 *
 * @typedef {import('./home.mjs').Home} Home
 */

/**
 * @param {string} dataDir
 * @param {{ password: string, throwAway?: boolean, port?: number }} options `port`: any free one where it is left out
 * @returns {Promise<Cluster>}
 */
export async function startCluster(dataDir, { password, throwAway = false, port }) {
  const home = findHome(dataDir, password);
  if (!existsSync(home.data)) await makeCluster(home, password);
  const elsewhere = home.elsewhere ? home.data : undefined;
  const found = await findRunning(home, password);
  if (found) return { ...found, reused: true, elsewhere };
  const settings = throwAway ? THROW_AWAY : [];
  return { ...(await launch(home, { password, settings, port })), reused: false, elsewhere };
}

/**
 * @param {Home} home
 * @param {string} password
 */
async function makeCluster(home, password) {
  const draft = `${home.data}.new`;
  const passwordFile = `${home.data}.password`;
  rmSync(draft, { recursive: true, force: true }); // left by a start that was killed
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  handOver(home, draft);
  writePrivate(passwordFile, password);
  handOver(home, passwordFile);
  const settings = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${ADMIN}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  try {
    const args = [`--pgdata=${draft}`, ...access, ...settings, '--no-instructions'];
    await run('initdb', join(home.bin, 'initdb'), args, { ...home.user, cwd: '/' });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, home.data);
}

/** @param {Home} home */
function readPidFile(home) {
  try {
    const [pid, , , port, , , , status] = readFileSync(join(home.data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(pid), port: Number(port), status: status?.trim() };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * A server of an earlier start that lives on. One that is still starting, recovering or stopping is waited for.
 *
 * @param {Home} home
 * @param {string} password
 */
async function findRunning(home, password) {
  for (const until = performance.now() + START_PATIENCE; performance.now() < until; await delay(50)) {
    const file = readPidFile(home);
    if (!file) return undefined;
    if (startOf(file.pid) === null || !isPostgres(file.pid)) {
      rmSync(join(home.data, 'postmaster.pid'), { force: true });
      return undefined;
    }
    const adminUrl = urlOf(file.port, password);
    if (await answers(adminUrl, home)) return { adminUrl, stop: stopper(file.pid) };
  }
  throw new Problem(`The PostgreSQL in ${home.data} runs but doesn't answer: see ${join(home.data, 'server.log')}.`);
}

/**
 * After a crash the recorded number may belong to another program.
 *
 * @param {number} pid
 */
function isPostgres(pid) {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
}

/**
 * @param {number} port
 * @param {string} password
 */
const urlOf = (port, password) => `postgresql://${ADMIN}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;

/**
 * @param {string} adminUrl
 * @param {Home} home
 * @returns {Promise<boolean>} whether our own cluster answers there
 */
async function answers(adminUrl, home) {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined); // the query below reports it
  try {
    await client.connect();
    const { rows } = await client.query('SHOW data_directory');
    return rows[0].data_directory === home.data;
  } catch (error) {
    if (codeOf(error) !== '28P01') return false;
    throw new Problem(`The passwords of the PostgreSQL in ${home.data} are lost: move that folder away to begin anew.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Right after a crash the orphans of the old server may take a moment to go: as long as they stand in the way, try again.
 *
 * @param {Home} home
 * @param {{ password: string, settings: string[], port: number | undefined }} options
 */
async function launch(home, { password, settings, port }) {
  const logFile = join(home.data, 'server.log');
  for (const until = performance.now() + START_PATIENCE; ; await delay(200)) {
    const adminUrl = urlOf(port ?? (await freePort()), password);
    const child = spawnServer(home, logFile, [`port=${new URL(adminUrl).port}`, ...settings]);
    if (await comesUp(child, adminUrl, home)) return { adminUrl, stop: stopper(Number(child.pid)) };
    const why = lastLine(logFile);
    if (performance.now() > until || !IN_THE_WAY.test(why)) {
      throw new Problem(`PostgreSQL did not start: ${why} (see ${logFile})`);
    }
  }
}

/**
 * @param {Home} home
 * @param {string} logFile
 * @param {string[]} settings
 */
function spawnServer(home, logFile, settings) {
  const log = openSync(logFile, 'w', 0o600);
  handOver(home, logFile);
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings];
  const args = ['-D', home.data, ...all.flatMap((setting) => ['-c', setting])];
  // A group of its own: a Ctrl-C at the terminal must not stop the database before the application is done with it.
  const options = { ...home.user, cwd: dirname(home.data), detached: true };
  const child = spawn(join(home.bin, 'postgres'), args, { ...options, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  return child;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} adminUrl
 * @param {Home} home
 */
async function comesUp(child, adminUrl, home) {
  for (const until = performance.now() + START_PATIENCE; performance.now() < until; await delay(20)) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    if (await answers(adminUrl, home)) return true;
  }
  child.kill('SIGQUIT');
  return false;
}

/** @param {string} file */
function lastLine(file) {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}

/**
 * SIGINT is PostgreSQL's fast shutdown: transactions are rolled back, nothing is lost.
 *
 * @param {number} pid
 */
function stopper(pid) {
  const identity = identityOf(pid);
  return async () => {
    if (lives(identity)) await end(identity, 'SIGINT', STOP_PATIENCE);
  };
}
