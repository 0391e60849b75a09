/** How a sync ends: from what happened to what is written of it. */
import { Injectable } from '@nestjs/common';
import { AlertService } from '../connections/alert.service.js';
import type { Ending, Lease, ProductEnding, Subject } from '../connections/connection-sync.service.js';
import type { Cause } from '../connections/connection-sync.service.js';
import { LANES } from '../connections/connection-sync.service.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import type { Tx } from '../core/database/database.service.js';
import type { PlatformError } from '../platforms/contract/platform-error.js';
import type { PostsRead } from './account-reader.service.js';
import { decide } from './failure-policy.js';
import type { Verdict } from './failure-policy.js';
import type { RunOutcome } from './sync-run.repository.js';

const INTERVAL_JITTER = 0.1;
const NO_STRIKES = { count: 0, since: null } as const;

@Injectable()
export class SyncEndings {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly alerts: AlertService,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** A third of the lease, so that two renewals may fail before it is lost. */
  get renewMs(): number {
    return (this.config.values.SYNC_LEASE_SECONDS * 1000) / 3;
  }

  /** Posts that the talent did not allow, or that the platform has no list of, are no failure of the sync. */
  success({ outcome, coveredFrom }: PostsRead): Ending {
    const at = this.clock.now();
    const ok: ProductEnding = { outcome: 'ok', code: null, succeededAt: at };
    const missing = { outcome, code: outcome === 'not_granted' ? 'SCOPE_MISSING' : null, succeededAt: null } as const;
    return {
      event: 'succeed',
      profile: ok,
      posts: outcome === 'ok' ? { ...ok, coveredFrom: coveredFrom ?? at } : { ...missing, coveredFrom: null },
      clearCursor: true,
      code: null,
      at,
      strikes: NO_STRIKES,
      next: {
        attempt: 0,
        failures: 0,
        nextSyncAt: this.nextRegular(at),
        blockedUntil: null,
        cause: 'scheduled',
        lane: LANES.scheduled,
      },
      requestAgain: false,
    };
  }

  /** `profileReadAt`: when this very sync read the profile, if it came that far; then only the posts are missing. */
  failure(
    subject: Subject,
    failure: PlatformError,
    profileReadAt: Date | null,
  ): { outcome: RunOutcome; ending: Ending } {
    const now = this.clock.now();
    const verdict = decide(failure, {
      ...subject,
      now,
      retrySeconds: this.config.values.SYNC_RETRY_SECONDS,
      chance: Math.random(),
    });
    const profile: ProductEnding | undefined = profileReadAt
      ? { outcome: 'ok', code: null, succeededAt: profileReadAt }
      : undefined;
    return endingOf(verdict, { subject, code: failure.code, at: now, profile });
  }

  /** Who should be told of this end. In the caller's fenced transaction. */
  tell(tx: Tx, lease: Lease, ending: Ending): Promise<void> {
    return this.alerts.follow(tx, lease, ending);
  }

  private nextRegular(from: Date): Date {
    const minutes =
      this.config.values.SYNC_INTERVAL_MINUTES * (1 - INTERVAL_JITTER + 2 * INTERVAL_JITTER * Math.random());
    return new Date(from.getTime() + minutes * 60_000);
  }
}

interface Failed {
  readonly subject: Subject;
  readonly code: ConnectionCode;
  readonly at: Date;
  /** Set where the profile was read before the posts failed. */
  readonly profile: ProductEnding | undefined;
}

function endingOf(verdict: Verdict, failed: Failed): { outcome: RunOutcome; ending: Ending } {
  switch (verdict.kind) {
    case 'retry':
      return { outcome: 'failed', ending: waiting('retry', verdict.at, failed, failed.subject.attempt + 1) };
    case 'defer':
      return { outcome: 'deferred', ending: waiting('limit', verdict.at, failed, failed.subject.attempt) };
    case 'strike':
      return { outcome: 'failed', ending: struck(verdict, failed) };
    case 'rest':
      return { outcome: failed.profile ? 'partial' : 'failed', ending: resting(failed) };
    case 'fail':
      return { outcome: failed.profile ? 'partial' : 'failed', ending: spent(verdict.at, failed) };
  }
}

/** The sync goes on later by itself: what was read stays, and so does the place in the list of posts. */
function waiting(
  event: 'retry' | 'limit',
  at: Date,
  { subject, code, profile, at: now }: Failed,
  attempt: number,
): Ending {
  return {
    event,
    ...(profile ? { profile } : {}),
    clearCursor: false,
    code,
    at: now,
    strikes: { count: subject.strikes, since: subject.strikesSince },
    next: {
      attempt,
      failures: subject.failures,
      nextSyncAt: at,
      blockedUntil: event === 'limit' ? at : null,
      cause: subject.cause,
      lane: laneFor(subject.cause),
    },
    requestAgain: false,
  };
}

function struck(verdict: Extract<Verdict, { kind: 'strike' }>, { subject, code, at }: Failed): Ending {
  return {
    event: 'succeed',
    clearCursor: true,
    code,
    at,
    strikes: { count: verdict.count, since: verdict.since },
    next: {
      attempt: 0,
      failures: subject.failures,
      nextSyncAt: verdict.at,
      blockedUntil: null,
      cause: 'scheduled',
      lane: LANES.scheduled,
    },
    requestAgain: false,
  };
}

/** There is no consent any more, which the connection shows; what was read stays as it is. */
function resting({ subject, code, at, profile }: Failed): Ending {
  return {
    event: 'fail',
    ...(profile ? { profile } : {}),
    clearCursor: true,
    code,
    at,
    strikes: { count: subject.strikes, since: subject.strikesSince },
    next: {
      attempt: 0,
      failures: subject.failures,
      nextSyncAt: null,
      blockedUntil: null,
      cause: 'scheduled',
      lane: LANES.scheduled,
    },
    requestAgain: false,
  };
}

function spent(at: Date, { subject, code, profile, at: now }: Failed): Ending {
  const failed: ProductEnding = { outcome: 'failed', code, succeededAt: null };
  return {
    event: 'fail',
    ...(profile ? { profile, posts: { ...failed, coveredFrom: null } } : { profile: failed }),
    clearCursor: true,
    code,
    at: now,
    strikes: { count: subject.strikes, since: subject.strikesSince },
    next: {
      attempt: 0,
      failures: subject.failures + 1,
      nextSyncAt: at,
      blockedUntil: null,
      cause: 'heal',
      lane: LANES.scheduled,
    },
    requestAgain: false,
  };
}

const laneFor = (cause: Cause): number =>
  cause === 'first' || cause === 'manual' ? LANES.interactive : LANES.scheduled;
