import { randomBytes } from 'node:crypto';
import { v7, validate } from 'uuid';

const BYTES = 16;

/** Made in the app, ordered by time: a keyset on the id is a keyset on creation. */
export const newId = (): string => v7();

/** Many at once, in this order: what is random in them is drawn once for all. */
export function newIds(count: number): string[] {
  const random = randomBytes(BYTES * (count + 1));
  const first = random.readUInt32BE(BYTES * count) >>> 2; // far from where counting up would begin again
  return Array.from({ length: count }, (_, at) =>
    v7({ random: random.subarray(at * BYTES, (at + 1) * BYTES), seq: first + at }),
  );
}

export const isId = (text: string): boolean => validate(text);
