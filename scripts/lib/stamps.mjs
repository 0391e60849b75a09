/** What was last made from which sources, so that it is not made again. */
import { join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { CACHE } from './paths.mjs';

/** @param {string} name */
const file = (name) => join(CACHE, `${name}.json`);

/**
 * @param {string} name
 * @param {string} hash
 */
export const isStamped = (name, hash) => readJson(file(name))?.hash === hash;

/**
 * @param {string} name
 * @param {string} hash
 */
export const stamp = (name, hash) => writeJson(file(name), { hash });
