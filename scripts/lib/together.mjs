/** Work side by side that ends as one. */
import { stopRunning } from './processes.mjs';

/**
 * Like Promise.all, but it ends only when nothing is under way any more: after the first failure the commands of the
 * others are ended and waited for, so that what they started can be stopped.
 *
 * @template {readonly Promise<unknown>[]} T
 * @param {T} promises
 * @returns {Promise<{ [K in keyof T]: Awaited<T[K]> }>}
 */
export async function together(...promises) {
  try {
    return /** @type {{ [K in keyof T]: Awaited<T[K]> }} */ (await Promise.all(promises));
  } catch (error) {
    stopRunning();
    await Promise.allSettled(promises);
    throw error;
  }
}
