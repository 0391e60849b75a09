/** How many calls it takes to read everyone of a platform once, and how often its limits allow that. Pure. */
import type { Tier } from '../connections/connection-sync.service.js';
import type { PlatformDescriptor, PublishedLimit, ReadKind } from '../platforms/contract/descriptor.js';
import { evenSeconds, paceOf } from './cadence.js';
import type { Demand } from './cadence.js';

/** Connections that are alike in what reading them takes. */
export interface DemandRow {
  readonly platform: string;
  /** Read with the talent's consent: by itself, and where the platform counts so, on the account's own limit. */
  readonly consented: boolean;
  readonly tier: Tier;
  /** Age of the newest known post in days; null where none is known. */
  readonly newestDays: number | null;
  readonly connections: number;
}

type Reads = Readonly<Record<ReadKind, number>>;
/** What calls take the platform's numbers from, as far as they matter here. */
export type Reading = Pick<PlatformDescriptor, 'profileBatchSize' | 'postBatchSize' | 'listsPosts' | 'blanks'>;

const EVERYTHING: readonly ReadKind[] = ['profiles', 'posts', 'figures'];
/** Posts of one account whose figures are due in an hour, so long as it publishes: the young ones hourly, the others seldom. */
const FIGURES_AN_HOUR = 3;
const DAY_HOURS = 24;

/** How often in an hour the figures of an account's newest posts are due. */
function hourlyShare(newestDays: number | null): number {
  if (newestDays === null) return 1 / DAY_HOURS;
  if (newestDays < 2) return 1;
  if (newestDays < 7) return 1 / 6;
  return newestDays < 90 ? 1 / DAY_HOURS : 1 / (7 * DAY_HOURS);
}

/** How many posts an account is taken to publish in an hour: one in the time since its last. */
const newPosts = (newestDays: number | null): number =>
  newestDays === null ? 1 / (30 * DAY_HOURS) : 1 / (DAY_HOURS * Math.max(1, newestDays));

/** Calls of one account for one reading, by what they read; those that read many at once by their share. */
function readsOf(row: DemandRow, reading: Reading): Reads {
  const profiles = row.consented ? 1 : 1 / reading.profileBatchSize;
  if (reading.listsPosts === false) return { profiles, posts: 0, figures: 0 };
  const share = hourlyShare(row.newestDays);
  if (!reading.postBatchSize) return { profiles, posts: share, figures: 0 };
  const posts = reading.blanks.profile.posts ? 1 : newPosts(row.newestDays);
  const packed = (FIGURES_AN_HOUR * share) / reading.postBatchSize;
  return { profiles, posts, figures: row.consented ? Math.max(share, packed) : packed };
}

/** The demands on one limit. Accounts that the platform counts by themselves take nothing from the app's. */
export function demandsOn(
  limit: Pick<PublishedLimit, 'spentBy'>,
  rows: readonly DemandRow[],
  reading: Reading,
  ownLimits: boolean,
): Demand[] {
  const kinds = limit.spentBy ?? EVERYTHING;
  return rows
    .filter(({ consented }) => !consented || !ownLimits)
    .map((row) => {
      const reads = readsOf(row, reading);
      const calls = kinds.reduce((sum, kind) => sum + reads[kind], 0) * row.connections;
      return { calls, pace: paceOf(row.tier, row.newestDays) };
    })
    .filter(({ calls }) => calls > 0);
}

export interface Reach<L> {
  /** The limit that would be reached first; null where none counts for all accounts together. */
  readonly tightest: L | null;
  /** Calls on it for one reading of everyone. */
  readonly calls: number;
  /** How many of them an hour has room for. */
  readonly callsPerHour: number | null;
  /** In how many seconds everyone can be read once; null where nothing limits it. */
  readonly seconds: number | null;
  /** The interval for an average connection; null where nothing stretches the regular one. */
  readonly evenSeconds: number | null;
}

/** Of a platform of which nothing is to be read, or whose limits are each account's own. */
export const UNLIMITED: Reach<never> = {
  tightest: null,
  calls: 0,
  callsPerHour: null,
  seconds: null,
  evenSeconds: null,
};

type AppLimit = Pick<PublishedLimit, 'calls' | 'windowSeconds' | 'scope' | 'spentBy'>;

/** `usable`: the share of a limit that reading on schedule may use. */
export function reachOf<L extends AppLimit>(
  limits: readonly L[],
  rows: readonly DemandRow[],
  reading: Reading,
  { leastSeconds, usable }: { readonly leastSeconds: number; readonly usable: number },
): Reach<L> {
  const ownLimits = limits.some(({ scope }) => scope === 'account');
  const held = limits
    .filter(({ scope }) => scope !== 'account')
    .map((limit) => {
      const demands = demandsOn(limit, rows, reading, ownLimits);
      const perSecond = (limit.calls * usable) / limit.windowSeconds;
      const calls = demands.reduce((sum, demand) => sum + demand.calls, 0);
      return { limit, demands, perSecond, calls, seconds: calls / perSecond };
    })
    .filter(({ calls }) => calls > 0)
    .toSorted((a, b) => b.seconds - a.seconds);
  const [first] = held;
  if (!first) return UNLIMITED;
  const stretched = held.flatMap(({ demands, perSecond }) => evenSeconds(demands, perSecond, leastSeconds) ?? []);
  return {
    tightest: first.limit,
    calls: first.calls,
    callsPerHour: first.perSecond * 3600,
    seconds: first.seconds,
    evenSeconds: stretched.length > 0 ? Math.max(...stretched) : null,
  };
}
