/** How much of each platform a worker takes on, by what it runs already. Pure. */
import type { ClaimRoom } from '../connections/connection-sync.service.js';
import { groupSize } from './groups.js';

export interface PlatformLoad {
  readonly platform: string;
  /** Most accounts that one call reads. */
  readonly batch: number;
  /** Groups of it that run here. */
  readonly running: number;
}

/** Reading a little early costs little where it fills a call. */
const AHEAD_SECONDS = 300;
/** Large groups pack figures better: what is due so soon joins in as well. Once it has, it is due together the next time. */
const SOON_SECONDS = 45;

/** `free` slots are shared out evenly; what a platform has no use for is offered again. `most`: slots of one platform. */
export function roomsOf(loads: readonly PlatformLoad[], free: number, most: number): ClaimRoom[] {
  const open = loads.filter(({ running }) => running < most);
  if (free <= 0 || open.length === 0) return [];
  const each = Math.ceil(free / open.length);
  return open.map(({ platform, batch, running }) => {
    const slots = Math.min(each, most - running);
    const [aheadSeconds, soonSeconds] = batch > 1 ? [AHEAD_SECONDS, SOON_SECONDS] : [0, 0];
    const ahead = { batch, multiple: groupSize(batch), aheadSeconds, soonSeconds };
    return { platform, most: slots * groupSize(batch), alone: slots, ...ahead };
  });
}

/** For those whom somebody waits for, of every platform alike; one that has its `most` may be one that does not answer. */
export function urgentRooms(loads: readonly PlatformLoad[], free: number, most: number): ClaimRoom[] {
  if (free <= 0) return [];
  const open = loads.filter(({ running }) => running < most);
  return open.map(({ platform, batch }) => {
    const regular = { aheadSeconds: 0, multiple: 1 };
    return { platform, most: free * groupSize(batch, true), alone: free, urgentOnly: true, ...regular };
  });
}
