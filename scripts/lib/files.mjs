/** Small files that only this program writes, and hashes of those it reads. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * @param {string} path
 * @returns {any} undefined if the file is missing or was cut short by a crash
 */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Writes a whole file or none of it; nobody else may read it.
 *
 * @param {string} path
 * @param {string} text
 */
export function writePrivate(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
}

/**
 * @param {string} path
 * @param {unknown} value
 */
export const writeJson = (path, value) => writePrivate(path, `${JSON.stringify(value, null, 2)}\n`);

/**
 * All files below some paths, sorted.
 *
 * @param {string[]} paths files or folders; those that do not exist count as empty
 * @param {(path: string) => boolean} keep
 * @returns {string[]}
 */
export function filesBelow(paths, keep = () => true) {
  return paths.flatMap((path) => {
    if (!existsSync(path)) return [];
    if (statSync(path).isFile()) return keep(path) ? [path] : [];
    const children = readdirSync(path).sort();
    return filesBelow(
      children.map((name) => join(path, name)),
      keep,
    );
  });
}

/**
 * One hash over names and contents.
 *
 * @param {string[]} files
 */
export function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
