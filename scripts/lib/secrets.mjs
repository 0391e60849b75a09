/** Secrets made at the first start and kept in the data folder, readable by its owner only. */
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { Problem } from './problem.mjs';

/**
 * @typedef {object} Secrets
 * @property {string} appSecret signs cursors and links; base64 of 32 bytes
 * @property {string} vaultKeys seal talents' tokens: name:base64 of 32 bytes, the current one first
 * @property {string} postgresAdmin
 * @property {string} databaseOwner
 * @property {string} databaseApp
 * @property {string} redis
 */

/**
 * @param {string} dataDir
 * @returns {Secrets}
 */
export function readSecrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  const kept = readJson(file);
  if (kept?.vaultKeys) return kept;
  if (kept) return keep(file, { ...kept, vaultKeys: vaultKey() });
  if (existsSync(file))
    throw new Problem(`${file} is damaged: restore it, or move the data folder away to begin anew.`);
  const secret = () => randomBytes(24).toString('base64url');
  const made = {
    appSecret: randomBytes(32).toString('base64'),
    vaultKeys: vaultKey(),
    postgresAdmin: secret(),
    databaseOwner: secret(),
    databaseApp: secret(),
    redis: secret(),
  };
  return keep(file, made);
}

const vaultKey = () => `k1:${randomBytes(32).toString('base64')}`;

/**
 * @param {string} file
 * @param {Secrets} secrets
 */
function keep(file, secrets) {
  writeJson(file, secrets);
  return secrets;
}

/** Without letters and digits that are taken for each other. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of five, some 99 bits: to be typed by hand once. */
export function makePassphrase() {
  const letter = () => ALPHABET[randomInt(ALPHABET.length)];
  const group = () => Array.from({ length: 5 }, letter).join('');
  return Array.from({ length: 4 }, group).join('-');
}
