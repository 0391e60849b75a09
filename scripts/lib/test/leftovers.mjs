/** Services of test runs that were killed: nobody stopped them, so the next run does. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson, writeJson } from '../files.mjs';
import { end, identityOf, lives } from '../processes.mjs';

/** How the folders of test runs begin. */
export const PREFIX = 'rostrum-test-';
const PATIENCE = 5000;

/** @param {string} dir */
const ownerFile = (dir) => join(dir, 'owner.json');

/**
 * Notes who runs the services in a folder.
 *
 * @param {string} dir
 */
export const claim = (dir) => writeJson(ownerFile(dir), identityOf(process.pid));

/** Ends the servers of runs whose process is gone, and removes their folders. */
export async function sweep() {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const dir of folders.map((name) => join(tmpdir(), name))) {
    const owner = readJson(ownerFile(dir));
    if (!owner || lives(owner)) continue;
    for (const pid of serversOf(dir)) await end(identityOf(pid), 'SIGKILL', PATIENCE);
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * @param {string} dir
 * @returns {number[]} the processes that were started for this folder
 */
function serversOf(dir) {
  const redis = readJson(join(dir, 'redis', 'server.json'))?.process;
  const postgres = Number(firstLine(join(dir, 'postgres', 'postmaster.pid')));
  const isOurs = firstLine(`/proc/${postgres}/cmdline`).includes(dir);
  return [...(lives(redis) ? [redis.pid] : []), ...(isOurs ? [postgres] : [])];
}

/** @param {string} path */
function firstLine(path) {
  try {
    return readFileSync(path, 'utf8').split('\n')[0] ?? '';
  } catch {
    return '';
  }
}
