/** How much of its limits the platform says is used, from the headers of any answer. Absent until much has been asked. */
import type { z } from 'zod';
import { appUsageSchema, businessUsageSchema } from './instagram.schema.js';

export interface Usage {
  /** Of the fullest limit; 100 and more is refused. */
  readonly percent: number;
  /** When the platform says that it answers again; null where it does not say. */
  readonly regainAt: Date | null;
}

/** From here on only people who wait are served; at 100 the platform refuses. */
export const RESERVE_PERCENT = 95;
/** Shares fall as the hour rolls on; looked at again after so long. */
export const RESERVE_MS = 5 * 60_000;

type Shares = z.infer<typeof appUsageSchema>;

const MINUTE_MS = 60_000;
/** Nobody is sent away for longer than the longest window. */
const LONGEST_MINUTES = 24 * 60;
/** The limit that counts for accounts; the same header speaks of Pages and advertisements too. */
const OWN_TYPE = 'instagram';

/** The minutes are no share: they stand in the same object, and are kept out of the percentage. */
const fullest = ({ call_count, total_cputime, total_time }: Shares): number =>
  Math.max(call_count ?? 0, total_cputime ?? 0, total_time ?? 0);

function headerOf<S extends z.ZodType>(schema: S, header: string | undefined): z.infer<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(header ?? '')).data;
  } catch {
    return undefined;
  }
}

export function readUsage(headers: Readonly<Record<string, string>>, now: Date): Usage {
  const app = headerOf(appUsageSchema, headers['x-app-usage']);
  const businesses = headerOf(businessUsageSchema, headers['x-business-use-case-usage']) ?? {};
  const own = Object.values(businesses)
    .flat()
    .filter(({ type }) => type === OWN_TYPE);
  const told = Math.max(0, ...own.map((entry) => entry.estimated_time_to_regain_access ?? 0));
  const minutes = Math.min(told, LONGEST_MINUTES);
  return {
    percent: Math.max(app ? fullest(app) : 0, ...own.map(fullest)),
    regainAt: minutes > 0 ? new Date(now.getTime() + minutes * MINUTE_MS) : null,
  };
}
