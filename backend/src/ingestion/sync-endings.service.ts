/** How a sync ends: from what happened to what is written of it. */
import { Injectable } from '@nestjs/common';
import type { Ending, PostsEnding, ProductEnding, Subject } from '../connections/connection-sync.service.js';
import { LANES } from '../connections/connection-sync.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import type { PlatformError } from '../platforms/contract/platform-error.js';
import { Attainable } from './attainable.service.js';
import { nextRegular } from './cadence.js';
import { failedEnding } from './failed-ending.js';
import { decide } from './failure-policy.js';
import type { Listing } from './listing-plan.js';
import type { PostsRead } from './posts-read.js';
import type { RunOutcome } from './sync-run.repository.js';

const NO_STRIKES = { count: 0, since: null } as const;

/** What holds for all who are read together, so that they stay together. */
interface Together {
  readonly startedAt: Date;
  /** In [0, 1). */
  readonly chance: number;
}

interface FailedAt {
  readonly at: Date;
  /** When this very sync read the profile, if it came that far; then only the posts are missing. */
  readonly profileReadAt: Date | null;
  readonly chance: number;
}

@Injectable()
export class SyncEndings {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly attainable: Attainable,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /**
   * Posts that the talent did not allow, or that the platform has no list of, are no failure of the sync. Where pages are left,
   * it goes on with them at once, behind everybody else; the connection is read and shown as ever.
   */
  success(subject: Subject, read: PostsRead, { startedAt, chance }: Together): Ending {
    const at = this.clock.now();
    const newestAt = later(subject.newestAt, read.listing?.newestAt ?? null);
    const more = read.listing?.through === false;
    const lane = more ? 'backfill' : 'scheduled';
    return {
      event: 'succeed',
      profile: { outcome: 'ok', code: null, succeededAt: at },
      posts: postsEnding(read, subject, newestAt, at),
      figuresReadAt: read.figuresReadAt,
      clearCursor: !more,
      code: null,
      at,
      strikes: NO_STRIKES,
      next: {
        attempt: 0,
        failures: 0,
        nextSyncAt: more ? at : this.regular({ ...subject, newestAt }, startedAt, chance),
        blockedUntil: null,
        cause: lane,
        lane: LANES[lane],
      },
    };
  }

  failure(
    subject: Subject,
    failure: PlatformError,
    { at, profileReadAt, chance }: FailedAt,
  ): { outcome: RunOutcome; ending: Ending } {
    const retrySeconds = this.config.values.SYNC_RETRY_SECONDS;
    const verdict = decide(failure, { ...subject, now: at, retrySeconds, chance });
    const profile: ProductEnding | undefined = profileReadAt
      ? { outcome: 'ok', code: null, succeededAt: profileReadAt }
      : undefined;
    const regular = this.regular(subject, at, chance);
    return failedEnding(verdict, { subject, code: failure.code, at, profile, regular });
  }

  private regular({ platform, tier, newestAt, watchedAt }: Subject, now: Date, chance: number): Date {
    const intervalMinutes = this.config.values.SYNC_INTERVAL_MINUTES;
    const attainableSeconds = this.attainable.attainableSeconds(platform);
    return nextRegular({
      now,
      intervalMinutes,
      attainableSeconds,
      tier,
      newestAt,
      watchedAt,
      budgetLeft: this.attainable.budgetLeft(platform),
      chance,
    });
  }
}

function postsEnding(
  { outcome, listing, missed }: PostsRead,
  { consented }: Subject,
  newestAt: Date | null,
  at: Date,
): PostsEnding {
  if (outcome !== 'ok') {
    const code = outcome === 'not_granted' ? 'SCOPE_MISSING' : null;
    return { outcome, code, succeededAt: null, coveredFrom: null };
  }
  const ok = { outcome, code: null, succeededAt: at, newestAt, ...(missed ? { relist: true } : {}) };
  if (!listing) return { ...ok, coveredFrom: null };
  return {
    ...ok,
    coveredFrom: listing.planned.whole ? (listing.coveredFrom ?? at) : null,
    ...(listing.through
      ? { listed: { count: listing.count, at }, byConsent: heldThroughout(listing.planned, consented) }
      : {}),
    ...(listing.whole && !missed ? { relist: false } : {}),
  };
}

/** Null where consent came or went within this sync, which saw to it. */
const heldThroughout = ({ by }: Pick<Listing, 'by'>, consented: boolean): boolean | null =>
  (by === 'OAUTH') === consented ? consented : null;

function later(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one > other ? one : other;
}
