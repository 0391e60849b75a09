/** Waits for a condition by looking again and again; the limit only catches what hangs. */
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 40;
const HANG_MS = 30_000;

/** Answers with the first value that is neither null, undefined nor false. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  hangMs = HANG_MS,
): Promise<T> {
  const limit = performance.now() + hangMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (performance.now() > limit) throw new Error(`Waited in vain: ${what}`);
    await pause(LOOK_MS);
  }
}
