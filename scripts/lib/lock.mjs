/** A lock file that a killed process does not leave locked. */
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readJson, writeJson } from './files.mjs';
import { codeOf } from './problem.mjs';
import { identityOf, lives } from './processes.mjs';

/**
 * @typedef {import('./processes.mjs').Identity} Identity
 * @typedef {Identity & { ending?: boolean }} Holder who holds a lock, and whether it is about to let go
 *
 * @typedef {object} Lock
 * @property {() => void} release
 * @property {() => void} ending tells those who wait that the lock will soon be free
 */

/**
 * Takes the lock if it is free.
 *
 * @param {string} path
 * @returns {Lock | { holder: Holder }}
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(identityOf(process.pid)));
  try {
    return claim(path, draft);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} path
 * @param {string} draft becomes the lock in one step, so that nobody ever reads half a lock
 */
function claim(path, draft) {
  for (;;) {
    try {
      linkSync(draft, path);
      return {
        release: () => rmSync(path, { force: true }),
        ending: () => writeJson(path, { ...identityOf(process.pid), ending: true }),
      };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = readJson(path);
    if (lives(holder)) return { holder };
    removeStale(path, holder);
  }
}

/**
 * Two processes may find the same stale lock: the slower one must not remove the new lock of the faster.
 *
 * @param {string} path
 * @param {Identity | undefined} dead
 */
function removeStale(path, dead) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = readJson(aside);
  if (moved?.pid !== dead?.pid || moved?.start !== dead?.start) linkSync(aside, path);
  rmSync(aside, { force: true });
}

/**
 * Runs some work while nobody else holds the lock, and waits for the one who does.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileLocked(path, work) {
  for (;;) {
    const lock = tryLock(path);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    await delay(200);
  }
}
