/** Chance that always falls the same way: everything a simulator says about an account follows from its seed. */
import { hash } from 'node:crypto';

/** A number in [0, 1) for this seed. */
export function chance(seed: string): number {
  return hash('sha256', seed, 'buffer').readUInt32BE(0) / 0x1_0000_0000;
}

/** An integer from `min` to `max`, both included. */
export function between(seed: string, min: number, max: number): number {
  return min + Math.floor(chance(seed) * (max - min + 1));
}

export function pick<T>(seed: string, options: readonly [T, ...T[]]): T {
  return options[Math.floor(chance(seed) * options.length)] ?? options[0];
}

/** Small numbers often, big ones seldom: evenly spread over orders of magnitude. */
export function magnitude(seed: string, min: number, max: number): number {
  return Math.round(min * Math.pow(max / min, chance(seed)));
}
