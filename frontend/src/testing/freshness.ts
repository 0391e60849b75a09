/** A made-up platform that is well, with only what matters changed. */
import type { PlatformFreshness, TightestLimit } from '../app/core/api/models';

export const A_LIMIT: TightestLimit = {
  endpointClass: 'read',
  limit: 10_000,
  windowSeconds: 86_400,
  source: 'published',
  usedShare: 0.42,
  resetsAt: null,
};

export function aFreshness(change: Partial<PlatformFreshness> = {}): PlatformFreshness {
  return {
    platform: 'tube',
    connections: 40,
    neverRead: 0,
    failing: 0,
    freshWithinSeconds: 3_600,
    attainedShare: 1,
    ages: { p50Seconds: 1_650, p95Seconds: 3_310, oldestSeconds: 3_420 },
    attainable: {
      seconds: 432,
      intervalSeconds: 3_360,
      hourly: true,
      callsPerHour: 12,
      budgetPerHour: 395.8,
      neededShare: 0.12,
      limitedBy: A_LIMIT,
    },
    waiting: { limited: 0, limitedUntil: null, unanswered: 0, retrying: 0, people: 0 },
    breaker: { state: 'closed', nextTryAt: null },
    lastSuccessAt: '2026-11-22T12:00:00Z',
    syncs: {
      finished: 960,
      ok: 950,
      partial: 4,
      failed: 6,
      deferred: 0,
      successRate: 0.99,
      took: { count: 954, p50Seconds: 3.2, p95Seconds: 9.5 },
      sampled: 40,
    },
    timeToReady: { count: 0, p50Seconds: null, p95Seconds: null },
    ...change,
  };
}
