/** Reads one account through the gateway and stores what it gets, page by page, each page in one fenced transaction. */
import { Injectable } from '@nestjs/common';
import type { Subject } from '../connections/connection-sync.service.js';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import type { Lease } from '../connections/connection-sync.service.js';
import { ProfileStoreService } from '../connections/profile-store.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import type { Tx } from '../core/database/database.service.js';
import type { NormalizedPost, NormalizedProfile } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { PlatformGateway } from '../platforms/platform.gateway.js';
import type { CallOptions } from '../platforms/platform.gateway.js';
import { PostWalk } from './post-walk.js';
import { PostStore } from './post-store.service.js';
import type { RunTally } from './sync-run.repository.js';

export interface Reading {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly tally: RunTally;
  readonly signal: AbortSignal;
  /** Set as soon as the profile is stored. */
  profileReadAt: Date | null;
}

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
    const profile = await this.readProfile(reading);
    return this.readPosts(reading, profile);
  }

  private async readProfile(reading: Reading): Promise<NormalizedProfile> {
    const { lease, subject, tally, signal } = reading;
    const [answer] = await this.gateway.fetchProfiles(
      subject.platform,
      [{ locator: this.profiles.locator(subject) }],
      options(subject, tally, signal),
    );
    if (!answer) throw new PlatformError('SYNC_INTERNAL', { note: 'no answer for the account' });
    if (!answer.ok) throw answer.error;
    const readAt = this.clock.now();
    await this.sync.fenced(lease, async (tx) => {
      await this.profiles.store(tx, subject, answer.profile, readAt);
      await this.posts.recordSnapshot(tx, subject, answer.profile, readAt);
    });
    reading.profileReadAt = readAt;
    return answer.profile;
  }

  private async readPosts(reading: Reading, profile: NormalizedProfile): Promise<{ coveredFrom: Date | null }> {
    const { subject, tally, signal } = reading;
    const { platformAccountId, handle, hints } = profile;
    const walk = new PostWalk(this.config.values.SYNC_POST_DEPTH, subject.postsCursor);
    while (!walk.done) {
      signal.throwIfAborted();
      const query = { account: { platformAccountId, handle, hints }, cursor: walk.cursor };
      const page = await this.gateway.fetchPosts(subject.platform, query, options(subject, tally, signal));
      await this.storePage(reading, walk.advance(page), walk.checkpoint);
    }
    return { coveredFrom: walk.coveredFrom };
  }

  private async storePage(
    { lease, subject, tally }: Reading,
    posts: readonly NormalizedPost[],
    checkpoint: string | null,
  ): Promise<void> {
    const readAt = this.clock.now();
    const stored = await this.sync.fenced(lease, async (tx: Tx, row) => {
      if (checkpoint !== null) await this.sync.progressed(tx, lease, row);
      return this.posts.storePage(tx, subject, posts, readAt, checkpoint);
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
