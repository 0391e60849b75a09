/** Child processes: those that run to their end, and how to tell whether a process of an earlier start still lives. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from './paths.mjs';
import { Problem } from './problem.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to this process's own
 * @property {'show' | 'keep'} [output] `show` passes it through, `keep` shows the end of it if the command fails
 * @property {string} [cwd]
 * @property {(text: string) => void} [hear] gets the output as it comes
 * @property {number} [keep] how many characters of the output are kept
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {number} [timeout] in milliseconds, after which the command is killed
 * @property {NodeJS.Signals} [killSignal]
 * @property {number} [niceness] how far it stands back where others need the processor, with all that it starts
 */

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function execute(command, args, { env, output = 'keep', keep = 4000, hear, niceness, ...options } = {}) {
  const child = spawn(command, args, {
    cwd: ROOT,
    ...options,
    env: { ...process.env, ...env },
    stdio: output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  if (niceness !== undefined && child.pid !== undefined) setPriority(child.pid, niceness);
  let kept = '';
  const collect = (/** @type {Buffer} */ chunk) => {
    kept = (kept + chunk.toString()).slice(-keep);
    hear?.(chunk.toString());
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output: kept });
    });
  });
}

/**
 * Runs a command that has to succeed.
 *
 * @param {string} what names the command in the message of its failure
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export async function run(what, command, args, options) {
  const { code, output } = await execute(command, args, options);
  if (code !== 0) throw new Problem(`${output.trimEnd()}\n${what} failed (exit code ${code}).`.trimStart());
  return output;
}

/** Ends every command that `execute` still has under way. */
export function stopRunning() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * When a process began, in the system's own ticks: two processes that had the same number differ in it.
 *
 * @param {number} pid
 * @returns {string | null} null if there is no such process, or it is a zombie
 */
export function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? '');
  } catch {
    return process.platform === 'linux' ? null : aliveElsewhere(pid);
  }
}

/**
 * Systems without /proc: only whether the number is taken.
 *
 * @param {number} pid
 */
function aliveElsewhere(pid) {
  try {
    process.kill(pid, 0);
    return '';
  } catch {
    return null;
  }
}

/**
 * @typedef {{ pid: number, start: string | null }} Identity
 * @param {number} pid
 * @returns {Identity}
 */
export const identityOf = (pid) => ({ pid, start: startOf(pid) });

/** @param {Identity | null | undefined} identity */
export const lives = (identity) => !!identity && identity.start !== null && startOf(identity.pid) === identity.start;

/**
 * Asks a process to end, and ends it if it has not after a while.
 *
 * @param {Identity} identity
 * @param {NodeJS.Signals} signal
 * @param {number} patience in milliseconds
 */
export async function end(identity, signal, patience) {
  if (!lives(identity)) return;
  tell(identity.pid, signal);
  for (const until = performance.now() + patience; performance.now() < until; await delay(25)) {
    if (!lives(identity)) return;
  }
  if (lives(identity)) tell(identity.pid, 'SIGKILL');
}

/**
 * A process may end by itself between the look at it and the signal.
 *
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function tell(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
