/** Breakers are each process' own; that one is open is noted for whoever looks from another process. */
import type { Clock } from '../core/clock.js';
import { circuitKey } from './breaker.js';
import type { BudgetRedis } from './budget-redis.js';
import type { CallDescription } from './budget.js';

/** A process that dies leaves its note behind for no longer than this after the pause. */
const AFTER_MS = 300_000;

const noteOf = (key: string): string => `rostrum:breaker:${key}`;

export const breakerNote = (call: Pick<CallDescription, 'platform' | 'endpointClass'>): string =>
  noteOf(circuitKey(call));

export function noteBreakers(
  redis: Pick<BudgetRedis, 'note'>,
  clock: Clock,
): (key: string, until: number | null) => void {
  return (key, until) => {
    const life = until === null ? 0 : until - clock.now().getTime() + AFTER_MS;
    void redis.note(noteOf(key), until === null ? null : String(until), life);
  };
}
