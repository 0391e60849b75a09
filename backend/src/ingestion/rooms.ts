/** How much of each platform a worker takes on, by what it runs already. Pure. */
import type { ClaimRoom } from '../connections/connection-sync.service.js';
import { groupSize } from './groups.js';

interface PlatformLoad {
  readonly platform: string;
  /** Most accounts that one call reads. */
  readonly batch: number;
  /** Groups of it that run here. */
  readonly running: number;
  /** Connections that a claim is filled up to the next multiple of. */
  readonly multiple: number;
}

/** Reading a little early costs little where it fills a call. */
const AHEAD_SECONDS = 300;

/** `free` slots are shared out evenly; what a platform has no use for is offered again. `most`: slots of one platform. */
export function roomsOf(loads: readonly PlatformLoad[], free: number, most: number): ClaimRoom[] {
  const open = loads.filter(({ running }) => running < most);
  if (free <= 0 || open.length === 0) return [];
  const each = Math.ceil(free / open.length);
  return open.map(({ platform, batch, running, multiple }) => {
    const slots = Math.min(each, most - running);
    const aheadSeconds = batch > 1 ? AHEAD_SECONDS : 0;
    return { platform, most: slots * groupSize(batch), alone: slots, aheadSeconds, multiple };
  });
}

/** For those whom somebody waits for, of every platform alike. */
export function urgentRooms(loads: readonly Pick<PlatformLoad, 'platform' | 'batch'>[], free: number): ClaimRoom[] {
  if (free <= 0) return [];
  return loads.map(({ platform, batch }) => {
    const regular = { aheadSeconds: 0, multiple: 1 };
    return { platform, most: free * groupSize(batch, true), alone: free, urgentOnly: true, ...regular };
  });
}

/**
 * Large groups pack figures well, small ones are read at once. So groups grow where a claim was filled with what was about to
 * be due, and begin anew where there was not so much.
 */
export function nextMultiple(multiple: number, batch: number, claimed: number): number {
  if (claimed === 0) return multiple;
  return claimed >= multiple && claimed % multiple === 0
    ? Math.min(multiple * 2, groupSize(batch))
    : Math.max(batch, 1);
}
