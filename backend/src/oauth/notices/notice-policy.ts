/** Whether a mail is still worth sending, and when it is tried again. Pure. */
import type { ClaimedNotice, NoticedConnection } from './notice.repository.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const FIRST_PAUSE_MS = 2 * MINUTE_MS;
const LONGEST_PAUSE_MS = 4 * 60 * MINUTE_MS;
/** The longest before its end that a consent is warned of. */
const SOON_MS = 15 * DAY_MS;

/** No mail tells of what was mended, or ended, before it was sent. */
export function isNeeded(kind: ClaimedNotice['kind'], row: NoticedConnection | null, now: Date): boolean {
  if (!row || row.control === 'archived') return false;
  if (kind === 'reconnect') return row.auth === 'reauth_required';
  if (row.auth !== 'active' && row.auth !== 'expiring') return false;
  const left = row.endsAt === null ? null : row.endsAt.getTime() - now.getTime();
  return left !== null && left > 0 && left <= SOON_MS;
}

/** Whole days that are left, at least one. */
export const daysLeft = (endsAt: Date, now: Date): number =>
  Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / DAY_MS));

/** When a mail that the server did not take is tried again; null after a day. */
export function nextTry(
  { createdAt, attempts }: Pick<ClaimedNotice, 'createdAt' | 'attempts'>,
  now: Date,
): Date | null {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE_MS);
  const next = new Date(now.getTime() + pause);
  return next.getTime() - createdAt.getTime() > DAY_MS ? null : next;
}
