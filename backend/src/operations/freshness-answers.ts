/** Rows and limits into the answer. Pure: what is not known stays null. */
import type { KnownLimit, Reach } from '../ingestion/attainable.service.js';
import type { BudgetStanding } from '../platforms/budget-view.service.js';
import type {
  AttainableFreshness,
  Breaker,
  PlatformFreshness,
  SyncRates,
  TightestLimit,
} from './dto/freshness.response.js';
import type { RatesRow, ReadyRow, StandingRow } from './freshness.repository.js';

export const TARGET_SECONDS = 3600;

export interface PlatformFacts {
  readonly standing: StandingRow;
  readonly rates: Omit<RatesRow, 'platform'>;
  readonly ready: ReadyRow | undefined;
  /** Of everyone who shares the limits. */
  readonly reach: Reach<KnownLimit>;
  /** Calls that this agency's own connections take of the tightest limit; null where there is none. */
  readonly ownCalls: number | null;
  /** The deployment's at this platform, as they stand now. */
  readonly limits: readonly BudgetStanding[];
  readonly intervalSeconds: number;
}

export const NO_RATES: PlatformFacts['rates'] = {
  sampled: 0,
  finished: 0,
  ok: 0,
  partial: 0,
  failed: 0,
  deferred: 0,
  took: 0,
  p50: null,
  p95: null,
};

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;
const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits;
/** Seconds as people read them: tenths below ten, whole ones above. */
const seconds = (value: number | null): number | null => rounded(value, value !== null && value < 10 ? 1 : 0);
const share = (value: number): number => Math.round(value * 1000) / 1000;

/** An hour wherever that can be attained, otherwise what can be. */
export const freshWithin = ({ evenSeconds }: Reach<KnownLimit>): number =>
  Math.ceil(Math.max(TARGET_SECONDS, evenSeconds ?? 0));

export function platformFreshness(facts: PlatformFacts): PlatformFreshness {
  const { standing, ready } = facts;
  return {
    platform: standing.platform,
    connections: standing.connections,
    neverRead: standing.neverRead,
    failing: standing.failing,
    freshWithinSeconds: freshWithin(facts.reach),
    attainedShare: share(standing.fresh / standing.connections),
    ages: {
      p50Seconds: seconds(standing.p50),
      p95Seconds: seconds(standing.p95),
      oldestSeconds: seconds(standing.oldest),
    },
    attainable: attainable(facts),
    waiting: {
      limited: standing.limited,
      limitedUntil: iso(standing.limitedUntil),
      unanswered: standing.unanswered,
      retrying: standing.retrying,
      people: standing.people,
    },
    breaker: breakerOf(facts),
    lastSuccessAt: iso(standing.lastSuccessAt),
    syncs: ratesOf(facts.rates),
    timeToReady: {
      count: ready?.count ?? 0,
      p50Seconds: seconds(ready?.p50 ?? null),
      p95Seconds: seconds(ready?.p95 ?? null),
    },
  };
}

function attainable({ reach, ownCalls, limits, intervalSeconds }: PlatformFacts): AttainableFreshness {
  const { tightest, calls, callsPerHour, evenSeconds } = reach;
  const interval = Math.max(intervalSeconds, evenSeconds ?? 0);
  return {
    seconds: reach.seconds && Math.ceil(reach.seconds),
    intervalSeconds: Math.ceil(interval),
    hourly: interval <= TARGET_SECONDS,
    callsPerHour: rounded(ownCalls, 1),
    budgetPerHour: rounded(callsPerHour, 1),
    neededShare: callsPerHour ? rounded(calls / callsPerHour, 6) : null,
    limitedBy: tightest && limitOf(tightest, limits),
  };
}

function limitOf(limit: KnownLimit, standings: readonly BudgetStanding[]): TightestLimit {
  const now = standings.find(
    ({ endpointClass, windowSeconds }) =>
      endpointClass === limit.endpointClass && windowSeconds === limit.windowSeconds,
  );
  return {
    endpointClass: limit.endpointClass,
    limit: now?.limit ?? limit.calls,
    windowSeconds: limit.windowSeconds,
    source: limit.source,
    usedShare: now && now.used !== null && now.limit > 0 ? share(Math.min(1, now.used / now.limit)) : null,
    resetsAt: iso(now?.resetsAt),
  };
}

/** Connections that wait for the platform show an outage that another process met. */
function breakerOf({ standing, limits }: PlatformFacts): Breaker {
  const worst = limits.find(({ breaker }) => breaker === 'open') ?? limits.find(({ breaker }) => breaker !== 'closed');
  if (standing.unanswered > 0) return { state: worst?.breaker ?? 'open', nextTryAt: iso(standing.unansweredUntil) };
  return { state: worst?.breaker ?? 'closed', nextTryAt: null };
}

function ratesOf({
  finished,
  ok,
  partial,
  failed,
  deferred,
  sampled,
  took,
  p50,
  p95,
}: PlatformFacts['rates']): SyncRates {
  const judged = ok + partial + failed;
  return {
    finished,
    ok,
    partial,
    failed,
    deferred,
    successRate: judged > 0 ? share(ok / judged) : null,
    took: { count: took, p50Seconds: seconds(p50), p95Seconds: seconds(p95) },
    sampled,
  };
}
