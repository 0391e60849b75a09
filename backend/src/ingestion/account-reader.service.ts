/** Reads one account through the gateway and stores what it gets, page by page, each page in one fenced transaction. */
import { Injectable } from '@nestjs/common';
import type { Subject } from '../connections/connection-sync.service.js';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import type { Lease } from '../connections/connection-sync.service.js';
import { ProfileStoreService } from '../connections/profile-store.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import type { Tx } from '../core/database/database.service.js';
import type { ProfileAnswer } from '../platforms/contract/fetcher.js';
import type { NormalizedPost, PostPage } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { PlatformGateway } from '../platforms/platform.gateway.js';
import type { CallOptions } from '../platforms/platform.gateway.js';
import { PostWalk } from './post-walk.js';
import { PostStore } from './post-store.service.js';
import type { Stand } from './post-store.service.js';
import type { RunTally } from './sync-run.repository.js';

export interface Reading {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly tally: RunTally;
  readonly signal: AbortSignal;
  /** Set as soon as the profile is stored. */
  profileReadAt: Date | null;
}

type Found = Extract<ProfileAnswer, { ok: true }>;

@Injectable()
export class AccountReader {
  constructor(
    private readonly gateway: PlatformGateway,
    private readonly sync: ConnectionSyncService,
    private readonly profiles: ProfileStoreService,
    private readonly posts: PostStore,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Resolves when everything wanted is stored; rejects with PlatformError or LeaseLost. */
  async read(reading: Reading): Promise<{ coveredFrom: Date | null }> {
    const found = await this.readProfile(reading);
    return this.readPosts(reading, found);
  }

  private async readProfile(reading: Reading): Promise<Found> {
    const { lease, subject, tally, signal } = reading;
    const [answer] = await this.gateway.fetchProfiles(
      subject.platform,
      [{ locator: this.profiles.locator(subject), withPosts: subject.postsCursor === null }],
      options(subject, tally, signal),
    );
    if (!answer) throw new PlatformError('SYNC_INTERNAL', { note: 'no answer for the account' });
    if (!answer.ok) throw await this.reasonFor(reading, answer.error);
    const readAt = this.clock.now();
    await this.sync.fenced(lease, async (tx) => {
      await this.profiles.store(tx, subject, answer.profile, readAt);
      await this.posts.recordSnapshot(tx, subject, answer.profile, readAt);
    });
    reading.profileReadAt = readAt;
    return answer;
  }

  /** Where nobody has the account's id any more, its handle may be another account's by now: one more look tells. */
  private async reasonFor({ subject, tally, signal }: Reading, error: PlatformError): Promise<PlatformError> {
    const locator = error.code === 'PROFILE_NOT_FOUND' ? this.profiles.handleLocator(subject) : null;
    if (!locator) return error;
    const [answer] = await this.gateway.fetchProfiles(subject.platform, [{ locator }], options(subject, tally, signal));
    const taken = answer?.ok === true && answer.profile.platformAccountId !== subject.platformAccountId;
    return taken ? new PlatformError('PROFILE_HANDLE_REASSIGNED', { note: 'its id is nobody’s' }) : error;
  }

  private async readPosts(reading: Reading, found: Found): Promise<{ coveredFrom: Date | null }> {
    const walk = new PostWalk(this.config.values.SYNC_POST_DEPTH, reading.subject.postsCursor);
    while (!walk.done) {
      reading.signal.throwIfAborted();
      const page = await this.page(reading, found, walk.cursor);
      await this.storePage(reading, walk.advance(page), walk.stand);
    }
    return { coveredFrom: walk.coveredFrom };
  }

  /** The first page may have come along with the profile. */
  private async page(reading: Reading, { profile, firstPage }: Found, cursor: string | null): Promise<PostPage> {
    if (cursor === null && firstPage) return firstPage;
    const { subject, tally, signal } = reading;
    const { platformAccountId, handle, hints } = profile;
    const query = { account: { platformAccountId, handle, hints }, cursor };
    return this.gateway.fetchPosts(subject.platform, query, options(subject, tally, signal));
  }

  private async storePage(
    { lease, subject, tally }: Reading,
    posts: readonly NormalizedPost[],
    stand: Stand,
  ): Promise<void> {
    const readAt = this.clock.now();
    const stored = await this.sync.fenced(lease, async (tx: Tx, row) => {
      if (stand.checkpoint !== null) await this.sync.progressed(tx, lease, row);
      return this.posts.storePage(tx, subject, posts, readAt, stand);
    });
    tally.pages += 1;
    tally.postsSeen += posts.length;
    tally.postsNew += stored.inserted;
    tally.postsChanged += stored.changed;
  }
}

function options(subject: Subject, tally: RunTally, signal: AbortSignal): CallOptions {
  const lane =
    subject.cause === 'first' || subject.cause === 'manual'
      ? 'interactive'
      : subject.cause === 'backfill'
        ? 'backfill'
        : 'scheduled';
  return { lane, signal, agencyId: subject.agencyId, onCall: () => (tally.calls += 1) };
}
