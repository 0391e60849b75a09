/** Where things are. Used before anything is installed. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What may be thrown away at any time: locks, stamps and caches. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'rostrum');

/** @param {...string} parts */
export const inRoot = (...parts) => join(ROOT, ...parts);

/** The folder that keeps data between starts: `.data`, or where `ROSTRUM_DATA_DIR` points. */
export function dataDir() {
  return resolve(ROOT, process.env.ROSTRUM_DATA_DIR || '.data');
}
