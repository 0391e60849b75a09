/** Chance that can be had again: FAULT_SEED replays a run. */
import { createHash, randomInt } from 'node:crypto';

export const SEED = process.env['FAULT_SEED'] ?? String(randomInt(1_000_000_000));

/** In [0, 1), always the same for the same seed and words. */
export function chanceOf(...words: readonly (string | number)[]): number {
  const digest = createHash('sha256')
    .update([SEED, ...words].join('\n'))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
