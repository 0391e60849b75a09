/** Network ports of this machine. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { codeOf, Problem } from './problem.mjs';

/** What systems give out by themselves begins above these. */
const LOWEST = 20_000;
const BEYOND = 32_768;

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
  });
}

/**
 * One that nobody listens at, for whoever does so later, or again: the system gives it neither to a server that asks for any
 * port nor to a call that goes out. By chance, so that two who look at once find different ones.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(LOWEST, BEYOND);
    const why = await whyTaken(port, '127.0.0.1');
    if (!why) return port;
    if (why !== 'EADDRINUSE') throw new Problem(`Nothing can listen on 127.0.0.1 (${why}).`);
  }
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>} why nothing can listen there (`EADDRINUSE`, `EACCES` …), if so
 */
export async function whyTaken(port, host) {
  try {
    await listenOnce(port, host);
    return undefined;
  } catch (error) {
    return codeOf(error) || 'unknown';
  }
}
