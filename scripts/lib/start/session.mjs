/** One run of `npm start` or `npm run dev`, from the first check to the last process stopped. */
import { join } from 'node:path';
import { build } from '../build.mjs';
import { whenOrphaned } from '../orphan.mjs';
import { stopRunning } from '../processes.mjs';
import { say, seconds } from '../steps.mjs';
import { launch } from './application.mjs';
import { bringUp } from './surroundings.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs until a signal ends it, and stops everything that was started, in reverse order.
 *
 * @param {(cleanup: AsyncDisposableStack, ending: AbortSignal) => Promise<void>} work
 */
export async function untilStopped(work) {
  const ending = new AbortController();
  const stop = () => {
    ending.abort();
    stopRunning();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  whenOrphaned(stop);
  const cleanup = new AsyncDisposableStack();
  try {
    await work(cleanup, ending.signal);
  } catch (error) {
    if (!ending.signal.aborted) throw error;
  } finally {
    await cleanup.disposeAsync();
  }
}

/** Brings everything up and keeps it up. */
export function start() {
  const since = performance.now();
  return untilStopped(async (cleanup, ending) => {
    const { dir, access, environment } = await bringUp({ cleanup, ending, build });
    const application = await launch({ dir, url: access.url, environment, ending });
    cleanup.defer(() => application.stop());
    say(`\n  Ready after ${seconds(since)}: ${access.url}`);
    announceAccess(access, dir);
    say(`  Ctrl-C stops everything. Log: ${join(dir, 'rostrum.log')}\n`);
    await application.endedBy(ending);
  });
}

/**
 * @param {import('./demo.mjs').Access} access
 * @param {string} dir
 */
export function announceAccess({ email, password }, dir) {
  say(`  Sign in as ${email} with ${password} (also in ${join(dir, 'demo.json')})`);
}
