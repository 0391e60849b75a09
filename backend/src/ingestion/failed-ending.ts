/** What is written of a sync that failed, by what follows from it. Pure. */
import { LANES } from '../connections/connection-sync.service.js';
import type { Ending, ProductEnding, Subject } from '../connections/connection-sync.service.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Verdict } from './failure-policy.js';
import type { RunOutcome } from './sync-run.repository.js';

interface Failed {
  readonly subject: Subject;
  readonly code: ConnectionCode;
  readonly at: Date;
  /** Set where the profile was read before the posts failed. */
  readonly profile: ProductEnding | undefined;
  /** When it would have been due had all gone well. */
  readonly regular: Date;
}

export function failedEnding(verdict: Verdict, failed: Failed): { outcome: RunOutcome; ending: Ending } {
  switch (verdict.kind) {
    case 'retry':
      return { outcome: 'failed', ending: waiting('retry', verdict.at, failed, failed.subject.attempt + 1) };
    case 'defer':
      return { outcome: 'deferred', ending: deferred('limit', verdict.at, failed) };
    case 'outage':
      return { outcome: 'deferred', ending: deferred('outage', verdict.at, failed) };
    case 'strike':
      return { outcome: 'failed', ending: struck(verdict, failed) };
    case 'rest':
      return { outcome: failed.profile ? 'partial' : 'failed', ending: resting(failed) };
    case 'fail':
      return { outcome: failed.profile ? 'partial' : 'failed', ending: spent(verdict.at, failed) };
  }
}

/** What every end has in common that brings nothing new. */
const still = ({ subject, code, at }: Failed) => ({
  code,
  at,
  strikes: { count: subject.strikes, since: subject.strikesSince },
});

/** From now on it is read as ever. */
const scheduled = (nextSyncAt: Date | null, failures: number) => ({
  attempt: 0,
  failures,
  nextSyncAt,
  blockedUntil: null,
  cause: 'scheduled' as const,
  lane: LANES.scheduled,
});

/** The sync goes on later by itself: what was read stays, and so does the place in the list of posts. */
function waiting(event: 'retry' | 'limit' | 'outage', at: Date, failed: Failed, attempt: number): Ending {
  const { subject, profile } = failed;
  return {
    ...still(failed),
    event,
    ...(profile ? { profile } : {}),
    clearCursor: false,
    next: {
      attempt,
      failures: subject.failures,
      nextSyncAt: at,
      blockedUntil: event === 'limit' ? at : null,
      cause: subject.cause,
      lane: laneFor(subject),
    },
  };
}

/**
 * No attempt is used. What only goes on in the background, or failed when the profile was read, keeps nothing else of the
 * connection waiting beyond its time: another kind of call, or another lane, may well have room by then.
 */
function deferred(event: 'limit' | 'outage', at: Date, failed: Failed): Ending {
  const { subject, regular, profile } = failed;
  const ending = waiting(event, at, failed, subject.attempt);
  const rest = subject.cause === 'backfill' || profile !== undefined;
  return rest && at > regular ? { ...ending, next: scheduled(regular, subject.failures) } : ending;
}

function struck(verdict: Extract<Verdict, { kind: 'strike' }>, failed: Failed): Ending {
  return {
    ...still(failed),
    event: 'succeed',
    clearCursor: true,
    strikes: { count: verdict.count, since: verdict.since },
    next: scheduled(verdict.at, failed.subject.failures),
  };
}

/** There is no consent any more, which the connection shows; what was read stays as it is. */
function resting(failed: Failed): Ending {
  const { profile, subject } = failed;
  return {
    ...still(failed),
    event: 'fail',
    ...(profile ? { profile } : {}),
    clearCursor: true,
    next: scheduled(null, subject.failures),
  };
}

function spent(at: Date, failed: Failed): Ending {
  const { code, profile, subject } = failed;
  const lost: ProductEnding = { outcome: 'failed', code, succeededAt: null };
  return {
    ...still(failed),
    event: 'fail',
    ...(profile ? { profile, posts: { ...lost, coveredFrom: null } } : { profile: lost }),
    clearCursor: true,
    next: { ...scheduled(at, subject.failures + 1), cause: 'heal' },
  };
}

/** Who waited behind others goes on waiting there. */
function laneFor({ cause, lane }: Subject): number {
  if (cause === 'backfill') return LANES.backfill;
  return cause === 'first' || cause === 'manual' ? lane : LANES.scheduled;
}
