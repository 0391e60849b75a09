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

/** What a platform's accounts are seen to do, one with another. */
export interface Doings {
  /** Posts that one publishes in an hour. */
  readonly posts: number;
  /** Figures of its known posts that fall due in an hour. */
  readonly figures: number;
}
export const NO_DOINGS: Doings = { posts: 0, figures: 0 };

/** Calls by what they read. */
type Reads = Readonly<Record<ReadKind, number>>;
interface Needs {
  readonly eachTime: Reads;
  /** In an hour, however often the account is read: a list for each count that moved, figures as they fall due. */
  readonly anHour: Reads;
}
/** What calls take the platform's numbers from, as far as they matter here. */
export type Reading = Pick<
  PlatformDescriptor,
  'profileBatchSize' | 'callsPerProfile' | 'postBatchSize' | 'listsPosts' | 'blanks'
>;

const NONE: Reads = { profiles: 0, posts: 0, figures: 0 };
const EVERYTHING: readonly ReadKind[] = ['profiles', 'posts', 'figures'];
const DAY_HOURS = 24;
const HOUR_SECONDS = 3600;
/** However much else is to be read of a limit, so much of it is left for profiles. */
const LEAST_FOR_PROFILES = 0.25;

/** How often in an hour the figures of an account's newest posts are due. */
function hourlyShare(newestDays: number | null): number {
  if (newestDays === null) return 1 / DAY_HOURS;
  if (newestDays < 2) return 1;
  if (newestDays < 7) return 1 / 6;
  return newestDays < 90 ? 1 / DAY_HOURS : 1 / (7 * DAY_HOURS);
}

/** Of one account; calls that read many at once by their share. */
function needsOf(row: DemandRow, reading: Reading, doings: Doings): Needs {
  const { callsPerProfile = 0, profileBatchSize, postBatchSize } = reading;
  const profiles = callsPerProfile + (row.consented ? 1 : 1 / profileBatchSize);
  if (reading.listsPosts === false) return { eachTime: { ...NONE, profiles }, anHour: NONE };
  const share = hourlyShare(row.newestDays);
  if (!postBatchSize) {
    const [posts, slowly] = share === 1 ? [1, 0] : [0, share];
    return { eachTime: { ...NONE, profiles, posts }, anHour: { ...NONE, posts: slowly } };
  }
  const untold = reading.blanks.profile.posts !== undefined; // then nobody knows without a look whether there is a new one
  const packed = doings.figures / postBatchSize;
  return {
    eachTime: { ...NONE, profiles, posts: untold ? 1 : 0 },
    anHour: { ...NONE, posts: untold ? 0 : doings.posts, figures: row.consented ? Math.max(share, packed) : packed },
  };
}

/** What one limit is wanted for. */
interface Wanted {
  /** Calls that are the fewer, the less often it is read. */
  readonly demands: readonly Demand[];
  /** Calls in an hour that come of time alone. */
  readonly anHour: number;
}

/** Accounts that the platform counts by themselves take nothing of the app's limits. */
export function wantedOf(
  limit: Pick<PublishedLimit, 'spentBy'>,
  rows: readonly DemandRow[],
  platform: { readonly reading: Reading; readonly doings: Doings; readonly ownLimits: boolean },
): Wanted {
  const kinds = limit.spentBy ?? EVERYTHING;
  const callsOf = (reads: Reads) => kinds.reduce((sum, kind) => sum + reads[kind], 0);
  const needs = rows
    .filter(({ consented }) => !consented || !platform.ownLimits)
    .map((row) => ({ row, ...needsOf(row, platform.reading, platform.doings) }));
  return {
    demands: needs
      .map(({ row, eachTime }) => ({
        calls: callsOf(eachTime) * row.connections,
        pace: paceOf(row.tier, row.newestDays),
      }))
      .filter(({ calls }) => calls > 0),
    anHour: needs.reduce((sum, { row, anHour }) => sum + callsOf(anHour) * row.connections, 0),
  };
}

/** Calls while everyone is read once, in so many seconds. */
export const callsIn = ({ demands, anHour }: Wanted, seconds: number): number =>
  demands.reduce((sum, { calls }) => sum + calls, (anHour * seconds) / HOUR_SECONDS);

export interface Reach<L> {
  /** The limit that would be reached first; null where none counts for all accounts together. */
  readonly tightest: L | null;
  /** Calls on it while everyone is read once, at the regular interval. */
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
  { reading, doings }: { readonly reading: Reading; readonly doings: Doings },
  { leastSeconds, usable }: { readonly leastSeconds: number; readonly usable: number },
): Reach<L> {
  const platform = { reading, doings, ownLimits: limits.some(({ scope }) => scope === 'account') };
  const held = limits
    .filter(({ scope }) => scope !== 'account')
    .map((limit) => {
      const wanted = wantedOf(limit, rows, platform);
      const perSecond = (limit.calls * usable) / limit.windowSeconds;
      const calls = callsIn(wanted, leastSeconds);
      return { limit, wanted, perSecond, calls, seconds: calls / perSecond };
    })
    .filter(({ calls }) => calls > 0)
    .toSorted((a, b) => b.seconds - a.seconds);
  const [first] = held;
  if (!first) return UNLIMITED;
  const stretched = held.flatMap(({ wanted, perSecond }) => stretchOf(wanted, perSecond, leastSeconds) ?? []);
  return {
    tightest: first.limit,
    calls: first.calls,
    callsPerHour: first.perSecond * HOUR_SECONDS,
    seconds: first.seconds,
    evenSeconds: stretched.length > 0 ? Math.max(...stretched) : null,
  };
}

/** Reading less often makes nobody post less: only what each reading takes can be stretched, by what the rest leaves. */
function stretchOf({ demands, anHour }: Wanted, perSecond: number, leastSeconds: number): number | null {
  const left = Math.max(perSecond - anHour / HOUR_SECONDS, perSecond * LEAST_FOR_PROFILES);
  return evenSeconds(demands, left, leastSeconds);
}
