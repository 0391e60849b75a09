/** Redis: the one that `REDIS_URL` names, or our own in the data folder. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { aptInstall } from './apt.mjs';
import { readJson, writeJson, writePrivate } from './files.mjs';
import { freePort } from './ports.mjs';
import { messageOf, Problem } from './problem.mjs';
import { end, identityOf, lives, run } from './processes.mjs';
import { say } from './steps.mjs';

const SERVERS = ['redis-server', 'valkey-server'];
const START_PATIENCE = 20_000;
const STOP_PATIENCE = 10_000;

/**
 * @typedef {object} OwnRedis
 * @property {string} url
 * @property {boolean} reused whether it was already running
 * @property {() => Promise<void>} stop
 */

/**
 * Asks a Redis for a sign of life.
 *
 * @param {string} url
 */
async function ping(url) {
  const settings = { lazyConnect: true, connectTimeout: 3000, maxRetriesPerRequest: 0, retryStrategy: () => null };
  const client = new Redis(url, settings);
  /** @type {Error | undefined} */
  let failure;
  client.on('error', (error) => (failure = error));
  try {
    await client.connect();
    return await client.ping();
  } catch (error) {
    throw failure ?? error;
  } finally {
    client.disconnect();
  }
}

/** @param {string} url */
export async function checkRedis(url) {
  try {
    await ping(url);
  } catch (error) {
    const { host } = new URL(url);
    throw new Problem(
      `REDIS_URL: no Redis answers at ${host} (${messageOf(error)}). Start it, correct the address, or unset REDIS_URL.`,
    );
  }
}

/**
 * @param {string} dataDir
 * @param {string} password
 * @param {number} [wanted] a port; any free one where it is left out
 * @returns {Promise<OwnRedis>}
 */
export async function startRedis(dataDir, password, wanted) {
  const folder = join(dataDir, 'redis');
  const record = join(folder, 'server.json');
  const last = readJson(record);
  if (lives(last?.process)) {
    const url = urlOf(last.port, password);
    if (await responds(url)) return { url, reused: true, stop: stopper(last.process) };
    await end(last.process, 'SIGTERM', STOP_PATIENCE);
  }
  const program = findServer() ?? (await installServer());
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = wanted ?? (await freePort());
  const child = launch(program, folder, { port, password });
  const identity = identityOf(Number(child.pid));
  writeJson(record, { port, process: identity });
  const url = urlOf(port, password);
  for (const until = performance.now() + START_PATIENCE; performance.now() < until; await delay(20)) {
    if (await responds(url)) return { url, reused: false, stop: stopper(identity) };
    if (child.exitCode !== null) break;
  }
  child.kill();
  throw new Problem(`${program} did not start: see ${join(folder, 'server.log')}.`);
}

/**
 * @param {number} port
 * @param {string} password
 */
const urlOf = (port, password) => `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}`;

/** @param {string} url */
const responds = (url) =>
  ping(url).then(
    () => true,
    () => false,
  );

/** @param {import('./processes.mjs').Identity} identity */
const stopper = (identity) => () => end(identity, 'SIGTERM', STOP_PATIENCE);

/**
 * @param {string} program
 * @param {string} folder
 * @param {{ port: number, password: string }} access
 */
function launch(program, folder, { port, password }) {
  const settings = {
    bind: '127.0.0.1',
    port,
    requirepass: password,
    dir: JSON.stringify(folder),
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
  };
  const file = join(folder, 'redis.conf');
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
  writePrivate(file, lines.join(''));
  const log = openSync(join(folder, 'server.log'), 'w', 0o600);
  // A group of its own: a Ctrl-C at the terminal must not stop Redis before the application is done with it.
  const child = spawn(program, [file], { cwd: folder, detached: true, stdio: ['ignore', log, log] });
  child.once('error', () => undefined); // an exit without a pid: the caller sees that nothing answers
  closeSync(log);
  child.unref();
  return child;
}

/** @param {string} program */
function onPath(program) {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const findServer = () => SERVERS.find(onPath);

/** @returns {Promise<string>} the program, installed where we may install */
async function installServer() {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && onPath('apt-get')) {
    say('Installing redis-server …');
    await aptInstall('redis-server');
  } else if (process.platform === 'darwin' && onPath('brew')) {
    say('Installing redis …');
    await run('brew install redis', 'brew', ['install', 'redis']);
  }
  const program = findServer();
  if (program) return program;
  throw new Problem(
    'No Redis here: install it with "sudo apt-get install redis-server" (any redis-server or valkey-server on the PATH will do),\nor set REDIS_URL to one that runs, then start again.',
  );
}
