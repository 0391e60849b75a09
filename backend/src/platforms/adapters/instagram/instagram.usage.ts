/** How much of its limits the platform says is used, from the headers of any answer. Absent until much has been asked. */
import type { ReportedUsage } from '../../contract/fetcher.js';
import { readShares } from '../../wire/usage-headers.js';

export interface Usage {
  /** Of the fullest limit; 1 and more is refused. */
  readonly share: number;
  /** When the platform says that it answers again; null where it does not say. */
  readonly regainAt: Date | null;
}

const MINUTE_MS = 60_000;
/** Nobody is sent away for longer than the longest window. */
const LONGEST_MINUTES = 24 * 60;
/** The limit that counts for accounts; the same header speaks of Pages and advertisements too. */
const OWN_TYPE = 'instagram';

/** As it is reported: shares fall as the window rolls on, and nothing but a time that is named says when. */
export const reportOf = ({ share, regainAt }: Usage): ReportedUsage => ({
  share,
  ...(regainAt && { resetAt: regainAt }),
});

export function readUsage(headers: Readonly<Record<string, string>>, now: Date): Usage {
  const own = readShares(headers['x-business-use-case-usage']).filter(({ type }) => type === OWN_TYPE);
  const minutes = Math.min(Math.max(0, ...own.map((told) => told.minutes)), LONGEST_MINUTES);
  const shares = [...readShares(headers['x-app-usage']), ...own].map(({ share }) => share);
  return {
    share: Math.max(0, ...shares),
    regainAt: minutes > 0 ? new Date(now.getTime() + minutes * MINUTE_MS) : null,
  };
}
