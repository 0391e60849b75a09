/** What has to hold before anything is started. */
import { statfs } from 'node:fs/promises';
import { freePort, whyTaken } from '../ports.mjs';
import { Problem } from '../problem.mjs';

const MEGABYTE = 1024 * 1024;
/** An empty PostgreSQL takes 47 MB, its write-ahead log up to 80 MB, the demo and Redis some more. */
const NEEDED = 300 * MEGABYTE;

/**
 * @param {string} dir
 * @param {number} needed in bytes
 */
export async function checkDisk(dir, needed = NEEDED) {
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  if (free >= needed) return;
  const megabytes = (/** @type {number} */ bytes) => `${Math.floor(bytes / MEGABYTE)} MB`;
  throw new Problem(
    `Only ${megabytes(free)} of disk are free for ${dir}, ${megabytes(needed)} are needed: free some space or set ROSTRUM_DATA_DIR to another disk.`,
  );
}

/**
 * @param {string} host
 * @returns {Promise<number>} `PORT`, default 3000; any free one if it is 0
 */
export async function choosePort(host) {
  const text = process.env.PORT || '3000';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Problem(`PORT must be a number up to 65535, not "${text}".`);
  if (port === 0) return freePort();
  const why = await whyTaken(port, host);
  if (!why) return port;
  if (why === 'EADDRINUSE') {
    throw new Problem(
      `Port ${port} is taken: stop the program that uses it, or choose another with PORT=${port + 1} npm start.`,
    );
  }
  throw new Problem(`Nothing can listen on ${host}:${port} (${why}): choose others with HOST and PORT.`);
}
