/** What waits goes on by itself: when, as "resumes 14:05". */
import type { ConnectionResponse } from '../core/api/models';
import { momentAhead, toDate } from '../ui/relative-time';

const LIMITS: readonly string[] = ['RATE_LIMITED', 'QUOTA_EXHAUSTED'];

/** After a limit it resumes; after anything else it is a try. Null where no time is known, or it is due. */
export function resumes(code: string, until: string | null, now: Date): string | null {
  const at = toDate(until);
  if (!at || at <= now) return null;
  return `${LIMITS.includes(code) ? 'resumes' : 'next try'} ${momentAhead(at, now)}`;
}

/** What the connection as a whole waits for, where it waits. */
export function resumption({ nextTryAt, warnings }: ConnectionResponse, now: Date): string | null {
  if (!nextTryAt) return null;
  const said = warnings.find(({ until }) => until !== null);
  return resumes(said?.code ?? '', said?.until ?? nextTryAt, now);
}
