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
import type { CallOptions } from '../platforms/platform.gateway.js';
import { AccountCalls, callOptions } from './account-calls.service.js';
import type { Source } from './account-calls.service.js';
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

/** What became of the posts. */
export interface PostsRead {
  readonly outcome: 'ok' | 'not_granted' | 'not_supported';
  /** The oldest post that was seen. */
  readonly coveredFrom: Date | null;
}

type Found = Extract<ProfileAnswer, { ok: true }>;

@Injectable()
export class AccountReader {
  constructor(
    private readonly calls: AccountCalls,
    private readonly sync: ConnectionSyncService,
    private readonly profiles: ProfileStoreService,
    private readonly posts: PostStore,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Resolves when everything wanted is stored; rejects with PlatformError or LeaseLost. Where the consent turns out to have
   * ended, what is public is read at once.
   */
  async read(reading: Reading): Promise<PostsRead> {
    const source = await this.calls.source(reading.subject);
    try {
      return await this.readBy(source, reading);
    } catch (error) {
      const other = this.calls.instead(source, error);
      if (!other) throw error;
      return this.readBy(other, reading);
    }
  }

  private async readBy(source: Source, reading: Reading): Promise<PostsRead> {
    const found = await this.readProfile(source, reading);
    if (!this.calls.listsPosts(source.subject)) return { outcome: 'not_supported', coveredFrom: null };
    try {
      return { outcome: 'ok', coveredFrom: await this.readPosts(source, reading, found) };
    } catch (error) {
      if (!source.consent || !(error instanceof PlatformError) || error.code !== 'SCOPE_MISSING') throw error;
      return { outcome: 'not_granted', coveredFrom: null };
    }
  }

  private async readProfile(source: Source, reading: Reading): Promise<Found> {
    const { subject } = source;
    const [answer] = await this.calls.gateway.fetchProfiles(
      subject.platform,
      [{ locator: this.profiles.locator(subject), withPosts: subject.postsCursor === null }],
      options(source, reading),
    );
    if (!answer) throw new PlatformError('SYNC_INTERNAL', { note: 'no answer for the account' });
    if (!answer.ok) throw await this.reasonFor(source, reading, answer.error);
    const readAt = this.clock.now();
    await this.sync.fenced(reading.lease, async (tx) => {
      await this.profiles.store(tx, subject, answer.profile, readAt);
      await this.posts.recordSnapshot(tx, subject, answer.profile, readAt);
      await this.calls.proved(tx, source);
    });
    reading.profileReadAt = readAt;
    return answer;
  }

  /** Where nobody has the account's id any more, its handle may be another account's by now: one more look tells. */
  private async reasonFor(source: Source, reading: Reading, error: PlatformError): Promise<PlatformError> {
    const { subject, consent } = source;
    const look = error.code === 'PROFILE_NOT_FOUND' && consent === null;
    const locator = look ? this.profiles.handleLocator(subject) : null;
    if (!locator) return error;
    const { gateway } = this.calls;
    const [answer] = await gateway.fetchProfiles(subject.platform, [{ locator }], options(source, reading));
    const taken = answer?.ok === true && answer.profile.platformAccountId !== subject.platformAccountId;
    return taken ? new PlatformError('PROFILE_HANDLE_REASSIGNED', { note: 'its id is nobody’s' }) : error;
  }

  private async readPosts(source: Source, reading: Reading, found: Found): Promise<Date | null> {
    const { postsCursor, method } = source.subject;
    const walk = new PostWalk(this.config.values.SYNC_POST_DEPTH, postsCursor, method);
    while (!walk.done) {
      reading.signal.throwIfAborted();
      const page = await this.page(source, reading, found, walk.cursor);
      await this.storePage(source.subject, reading, walk.advance(page), walk.stand);
    }
    return walk.coveredFrom;
  }

  /** The first page may have come along with the profile. */
  private async page(
    source: Source,
    reading: Reading,
    { profile, firstPage }: Found,
    cursor: string | null,
  ): Promise<PostPage> {
    if (cursor === null && firstPage) return firstPage;
    const { platformAccountId, handle, hints } = profile;
    const query = { account: { platformAccountId, handle, hints }, cursor };
    return this.calls.gateway.fetchPosts(source.subject.platform, query, options(source, reading));
  }

  private async storePage(
    subject: Subject,
    { lease, tally }: Reading,
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

const options = (source: Source, { tally, signal }: Reading): CallOptions =>
  callOptions(source, signal, () => (tally.calls += 1));
