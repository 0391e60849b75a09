/** Packages and the Node that they are meant for. Runs before anything is installed, on the system's own Node. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from './files.mjs';
import { whileLocked } from './lock.mjs';
import { whenOrphaned } from './orphan.mjs';
import { CACHE, inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { run } from './processes.mjs';
import { isStamped, stamp } from './stamps.mjs';
import { say, step } from './steps.mjs';

const WANTED_MAJOR = 24;
const SYSTEM = process.platform === 'win32' ? 'win' : process.platform;
const PACKAGED = inRoot(
  'node_modules',
  `node-${SYSTEM}-${process.arch}`,
  'bin',
  SYSTEM === 'win' ? 'node.exe' : 'node',
);

const major = () => Number(process.versions.node.split('.')[0]);

/** Installs what the lock file names, if that was not done for this very lock file. */
async function install() {
  await whileLocked(join(CACHE, 'install.lock'), async () => {
    const hash = hashOf([inRoot('package-lock.json')]);
    if (isStamped('install', hash) && existsSync(inRoot('node_modules', 'typescript'))) return;
    say('Installing packages …');
    await step(async (note) => {
      // No install scripts: everything needed comes as a plain package whose integrity the lock file vouches for.
      const args = ['install', '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', '--include=dev'];
      const [command, before] = npm();
      await run('npm install', command, [...before, ...args]);
      note('packages installed');
    });
    stamp('install', hash);
  });
}

/** @returns {[string, string[]]} the npm that called us, or the one on the path */
function npm() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js') ? [process.execPath, [cli]] : ['npm', []];
}

/** The Node to run everything with. */
function nodeBinary() {
  if (major() >= WANTED_MAJOR) return process.execPath;
  if (existsSync(PACKAGED)) return PACKAGED;
  throw new Problem(`Node ${WANTED_MAJOR} is not packaged for ${SYSTEM}-${process.arch}: install it and try again.`);
}

/**
 * Installs, and goes on in the right Node: if this process runs another one, the same script runs as a child and this
 * call never returns.
 */
export async function prepare() {
  await install();
  const node = nodeBinary();
  if (node === process.execPath) return;
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  // The child stops what it started; this process only waits for it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  whenOrphaned(() => child.kill('SIGTERM'));
  const code = await new Promise((resolve) => child.once('close', (exit) => resolve(exit ?? 1)));
  process.exit(code);
}
