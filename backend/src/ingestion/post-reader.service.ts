/** Lists one account's posts as far as needed, and stores them page by page. */
import { Injectable } from '@nestjs/common';
import type { Subject } from '../connections/connection-sync.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import type { PostPage } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { AccountCalls } from './account-calls.service.js';
import { sharedCalls } from './call-tally.js';
import { agesDue, leftAfter, marksAfter } from './figures-plan.js';
import type { DueAge } from './figures-plan.js';
import type { FiguresRead } from './figures-reader.service.js';
import { planListing } from './listing-plan.js';
import type { Listing } from './listing-plan.js';
import { ListingWalk } from './listing-walk.js';
import type { Lanes } from './lanes.js';
import type { Member } from './member.js';
import type { PostsRead } from './posts-read.js';
import type { Found } from './profile-reader.service.js';
import { SyncWriter } from './sync-writer.service.js';

/** Whose list has been read, as far as it had to be; figures of these ages are still wanted. */
export interface Listed {
  readonly member: Member;
  readonly posts: PostsRead;
  readonly left: readonly DueAge[];
}

const NOT_GRANTED = { outcome: 'not_granted', listing: null, missed: false } as const;

@Injectable()
export class PostReader {
  constructor(
    private readonly calls: AccountCalls,
    private readonly writer: SyncWriter,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Null where the list need not be read. */
  plan({ subject }: Member, { profile }: Found): Listing | null {
    if (!this.calls.listsPosts(subject)) return null;
    const looksUpFigures = this.calls.figuresPerCall(subject.platform) !== null;
    return planListing({ ...subject, count: profile.metrics.posts, looksUpFigures, due: this.due(subject) });
  }

  /** Resolves when everything wanted is stored; rejects with PlatformError or LeaseLost. Only calls take one of the lanes. */
  async read(member: Member, found: Found, listing: Listing | null, calls: Lanes): Promise<Listed> {
    const { subject } = member;
    const outcome = this.calls.listsPosts(subject) ? 'ok' : 'not_supported';
    try {
      const walked = listing && (await this.walk(member, found, listing, calls));
      return this.listed(member, { outcome, listing: walked, missed: false, figuresReadAt: subject.figuresReadAt });
    } catch (error) {
      if (!member.source.consent || !(error instanceof PlatformError) || error.code !== 'SCOPE_MISSING') throw error;
      return { member, posts: { ...NOT_GRANTED, figuresReadAt: subject.figuresReadAt }, left: [] };
    }
  }

  /** The wanted figures were read one by one. */
  withFigures({ posts, left }: Listed, { whole, missed }: FiguresRead): PostsRead {
    const read = whole ? left : [];
    const figuresReadAt = marksAfter(posts.figuresReadAt, { reached: null, read }, this.clock.now());
    return { ...posts, missed, figuresReadAt };
  }

  /** What the list brought of the figures needs no look-up of its own. */
  private listed(member: Member, posts: PostsRead): Listed {
    const { subject } = member;
    const reached = posts.listing?.reached ?? null;
    const looksUp = posts.outcome === 'ok' && this.calls.figuresPerCall(subject.platform) !== null;
    const left = looksUp ? leftAfter(this.due(subject), reached) : [];
    const figuresReadAt = marksAfter(posts.figuresReadAt, { reached, read: [] }, this.clock.now());
    return { member, posts: { ...posts, figuresReadAt }, left };
  }

  private due({ figuresReadAt, newestAt }: Subject): readonly DueAge[] {
    return agesDue(figuresReadAt, this.clock.now(), newestAt);
  }

  private async walk(member: Member, found: Found, listing: Listing, calls: Lanes): Promise<PostsRead['listing']> {
    const { SYNC_POST_DEPTH: depth, SYNC_PAGES_PER_RUN: pagesPerRun } = this.config.values;
    const walk = new ListingWalk(listing, { depth, pagesPerRun });
    while (!walk.done) {
      member.signal.throwIfAborted();
      const page =
        firstOf(found, walk.cursor) ?? (await calls.run(() => this.page(member, found, walk.cursor, listing)));
      await this.store(member, walk, page);
    }
    return { ...walk.end, planned: listing };
  }

  /** What goes on from an earlier run is nothing that anybody waits for. */
  private page(member: Member, { profile }: Found, cursor: string | null, listing: Listing): Promise<PostPage> {
    const { platformAccountId, handle, hints } = profile;
    const query = { account: { platformAccountId, handle, hints }, cursor };
    const { source, signal, subject } = member;
    const options = this.calls.options([source], signal, sharedCalls([member]));
    const lane = listing.from && subject.cause === 'scheduled' ? 'backfill' : options.lane;
    return this.calls.gateway.fetchPosts(subject.platform, query, { ...options, lane });
  }

  private async store(member: Member, walk: ListingWalk, page: PostPage): Promise<void> {
    const posts = walk.advance(page);
    const stored = await this.writer.page({ member, posts, readAt: this.clock.now(), stand: walk.stand });
    walk.stored(stored.known);
    const { tally } = member;
    tally.pages += 1;
    tally.postsSeen += posts.length;
    tally.postsNew += stored.inserted;
    tally.postsChanged += stored.changed;
  }
}

/** The first page may have come along with the profile. */
const firstOf = ({ firstPage }: Found, cursor: string | null): PostPage | null =>
  cursor === null ? (firstPage ?? null) : null;
