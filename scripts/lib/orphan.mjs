/** npm may be killed without a chance to tell what it runs: then what it runs should end as well. */

const INTERVAL = 250;

/**
 * Calls once when the process that started this one is gone. Only for scripts that npm runs: whoever starts one by hand
 * may mean to leave it alone.
 *
 * @param {() => void} orphaned
 */
export function whenOrphaned(orphaned) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    orphaned();
  }, INTERVAL);
  timer.unref();
}
