/** For specs: a connection that was read before and is read again by schedule. */
import { LANES } from '../../connections/connection-sync.service.js';
import type { Subject } from '../../connections/connection-sync.service.js';

export const aSubject = (given: Partial<Subject> = {}): Subject => ({
  connectionId: 'connection',
  agencyId: 'agency',
  platform: 'network',
  platformAccountId: 'account',
  locatorKind: 'handle',
  locatorValue: 'mia',
  handle: 'mia',
  method: 'MANUAL',
  outcome: 'ok',
  cause: 'scheduled',
  lane: laneFor(given.cause),
  attempt: 0,
  failures: 0,
  strikes: 0,
  strikesSince: null,
  postsCursor: null,
  tier: 'standard',
  watchedAt: null,
  newestAt: null,
  listedCount: null,
  listedAt: null,
  relist: false,
  figuresReadAt: [null, null, null, null],
  consented: false,
  ...given,
});

/** Where somebody asked for it, or nobody did. */
function laneFor(cause: Subject['cause'] = 'scheduled'): number {
  if (cause === 'backfill') return LANES.backfill;
  return cause === 'first' || cause === 'manual' ? LANES.interactive : LANES.scheduled;
}
