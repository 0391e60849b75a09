/** The application's process: API, worker, simulators and console on one port. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { readJson, writeJson } from '../files.mjs';
import { inRoot } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { end, identityOf } from '../processes.mjs';

const START_PATIENCE = 60_000;
/** A little more than the 20 s that the application takes at most to finish its work. */
const STOP_PATIENCE = 25_000;
const KEPT_LINES = 15;

/** @param {string} dir */
const recordIn = (dir) => join(dir, 'application.json');

/**
 * Ends the application of an earlier start that was killed.
 *
 * @param {string} dir
 */
export async function endLeftover(dir) {
  const leftover = readJson(recordIn(dir));
  if (leftover) await end(leftover, 'SIGTERM', STOP_PATIENCE);
}

/**
 * @typedef {object} Application
 * @property {() => Promise<void>} stop
 * @property {(ending: AbortSignal) => Promise<void>} endedBy waits for the signal to end; an earlier exit is a failure
 *
 * @param {{ dir: string, url: string, environment: NodeJS.ProcessEnv, ending: AbortSignal }} options
 * @returns {Promise<Application>}
 */
export async function launch({ dir, url, environment, ending }) {
  const logFile = join(dir, 'rostrum.log');
  const child = spawnApplication(logFile, environment);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const identity = identityOf(Number(child.pid));
  writeJson(recordIn(dir), identity);
  const stop = () => end(identity, 'SIGTERM', STOP_PATIENCE);
  for (const until = performance.now() + START_PATIENCE; performance.now() < until; await delay(50)) {
    if (child.exitCode !== null || child.signalCode !== null || ending.aborted) break;
    if (await isReady(url)) return { stop, endedBy: (signal) => endedBy(signal, exited, logFile) };
  }
  await stop();
  throw new Problem(`The application did not start:\n${lastLines(logFile)}`);
}

/**
 * @param {string} logFile
 * @param {NodeJS.ProcessEnv} environment
 */
function spawnApplication(logFile, environment) {
  const log = openSync(logFile, 'w', 0o600);
  const follow = pathToFileURL(inRoot('scripts', 'follow-parent.mjs')).href;
  const args = ['--enable-source-maps', '--import', follow, inRoot('dist', 'backend', 'standalone.js')];
  const child = spawn(process.execPath, args, {
    // A group of its own: at a Ctrl-C this script decides what ends first.
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return child;
}

/**
 * @param {AbortSignal} ending
 * @param {Promise<unknown>} exited
 * @param {string} logFile
 */
async function endedBy(ending, exited, logFile) {
  const asked = new Promise((resolve) => {
    if (ending.aborted) resolve('asked');
    ending.addEventListener('abort', () => resolve('asked'), { once: true });
  });
  const why = await Promise.race([asked, exited]);
  if (why !== 'asked') throw new Problem(`The application ended by itself:\n${lastLines(logFile)}`);
}

/** @param {string} url */
async function isReady(url) {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) });
    return response.ok;
  } catch {
    return false;
  }
}

/** @param {string} file */
const lastLines = (file) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-KEPT_LINES).join('\n');
