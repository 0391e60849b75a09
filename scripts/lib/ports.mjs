/** Network ports of this machine. */
import { createServer } from 'node:net';
import { codeOf } from './problem.mjs';

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port that was free
 */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/** @returns {Promise<number>} */
export const freePort = () => listenOnce(0, '127.0.0.1');

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
