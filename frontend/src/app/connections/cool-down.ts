/** Reading by hand has a pause after each read: when the next one may be asked for. */
import type { ConnectionResponse } from '../core/api/models';
import type { Problem } from '../core/problem';
import { timeOfDay, toDate } from '../ui/relative-time';

/** "14:05", or null when it may be asked for now. */
export function coolUntil({ syncAllowedAt }: Pick<ConnectionResponse, 'syncAllowedAt'>, now: Date): string | null {
  const at = toDate(syncAllowedAt);
  return at && at > now ? timeOfDay(at) : null;
}

/** What a refused read says, with the time of day at which it may be asked for again. */
export function refusal({ status, detail, action, retryAfter }: Problem, now: Date): string {
  if (status !== 429 || retryAfter === null) return [detail, action].filter(Boolean).join(' ');
  return `${detail} Again at ${timeOfDay(new Date(now.getTime() + retryAfter * 1000))}.`;
}
