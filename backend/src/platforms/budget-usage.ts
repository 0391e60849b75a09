/** What a platform tells of its limits, without what cannot be; and how a call that is held back is told of it. */
import { PlatformError } from './contract/platform-error.js';
import type { ReportedUsage } from './contract/fetcher.js';
import type { SoundUsage, WindowRule } from './budget-window.js';

/** Windows from this length on are quotas: nobody sees them come back while waiting. */
const QUOTA_MS = 6 * 3_600_000;
/** No limit is larger than this; what says so is no limit. */
const LARGEST = 1_000_000_000;

const within = (value: number | undefined, least: number, most: number): number | undefined =>
  value === undefined || !Number.isFinite(value) ? undefined : Math.min(Math.max(value, least), most);

/** No window begins anew later than a whole window from now. */
export function soundUsage(usage: ReportedUsage, { windowMs }: Pick<WindowRule, 'windowMs'>, now: number): SoundUsage {
  const { limit: whole } = usage;
  const limit = whole !== undefined && whole >= 1 && whole <= LARGEST ? Math.floor(whole) : undefined;
  const remaining = within(usage.remaining, 0, limit ?? LARGEST);
  const share = within(usage.share, 0, 1);
  const reset = within(usage.resetAt?.getTime(), now, now + windowMs);
  return {
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
    ...(share !== undefined && { share }),
    ...(reset !== undefined && { reset }),
  };
}

export function heldBack(code: string, until: number, note = 'the platform said when to return'): PlatformError {
  const limit = code === 'QUOTA_EXHAUSTED' ? code : 'RATE_LIMITED';
  return new PlatformError(limit, { retryAt: new Date(until), held: 'limit', note: `held back: ${note}` });
}

/** `paced`: there is something left, which is spread out. */
export function usedUp({ limit, windowMs }: WindowRule, at: number, paced: boolean): PlatformError {
  const quota = !paced && windowMs >= QUOTA_MS;
  const note = `${limit.endpointClass}: ${paced ? 'spread out' : 'used up'} for now`;
  return heldBack(quota ? 'QUOTA_EXHAUSTED' : 'RATE_LIMITED', at, note);
}
