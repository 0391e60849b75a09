/**
 * `node scripts/complete-lock.mjs`, after each change of a dependency: a registry may lack some packages that are for
 * other systems only, and npm then leaves them out of the lock file, which `npm ci` refuses. Entries for them are added,
 * so that the lock file serves every system.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './lib/paths.mjs';

/** @typedef {{ version?: string, dev?: boolean, optionalDependencies?: Record<string, string> }} LockEntry */

const FILE = inRoot('package-lock.json');
const SYSTEMS = ['android', 'darwin', 'freebsd', 'openharmony', 'netbsd', 'openbsd', 'sunos', 'aix', 'win32', 'linux'];
const PROCESSORS = [
  'arm64',
  'armv7',
  'arm-',
  'x64',
  'ia32',
  'riscv64',
  's390x',
  'ppc64',
  'loong64',
  'wasm32',
  'mips64el',
  'arm',
];

/** @type {{ packages: Record<string, LockEntry> }} */
const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([path, { dev, optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !isLocked(path, name))
    .map(([name, range]) => ({ name, range, dev })),
);
for (const { name, range, dev } of missing) lock.packages[`node_modules/${name}`] ??= entryFor(name, range, dev);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} packages of other systems added`);

/**
 * Looks where Node would: beside the package that asks, then in every folder above it.
 *
 * @param {string} path
 * @param {string} name
 * @returns {boolean}
 */
function isLocked(path, name) {
  if (`${path ? `${path}/` : ''}node_modules/${name}` in lock.packages) return true;
  if (!path) return false;
  const above = path.lastIndexOf('/node_modules/');
  return isLocked(above < 0 ? '' : path.slice(0, above), name);
}

/**
 * @param {string} name names the system and processor that it is for
 * @param {string} range
 * @param {boolean | undefined} dev
 */
function entryFor(name, range, dev) {
  const system = SYSTEMS.find((candidate) => name.includes(candidate));
  const processor = PROCESSORS.find((candidate) => name.includes(candidate)) ?? 'none';
  const cpu = processor.startsWith('arm') && processor !== 'arm64' ? 'arm' : processor;
  return { version: range.replace(/^[\^~]/, ''), cpu: [cpu], dev, optional: true, ...(system ? { os: [system] } : {}) };
}
