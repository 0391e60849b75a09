/** Lists one account's posts as far as needed, and stores them page by page. */
import { Injectable } from '@nestjs/common';
import type { Subject } from '../connections/connection-sync.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import type { PostQuery, PostRef } from '../platforms/contract/fetcher.js';
import type { PostPage } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { AccountCalls } from './account-calls.service.js';
import { agesDue, leftAfter, marksAfter } from './figures-plan.js';
import type { DueAge } from './figures-plan.js';
import type { FiguresRead } from './figures-outcome.js';
import { planListing } from './listing-plan.js';
import type { Listing } from './listing-plan.js';
import { ListingWalk } from './listing-walk.js';
import type { Lanes } from './lanes.js';
import type { Member } from './member.js';
import { NewPosts } from './new-posts.service.js';
import type { PostsRead } from './posts-read.js';
import type { Found } from './profile-reader.service.js';
import { SyncWriter } from './sync-writer.service.js';

/** Whose list has been read, as far as it had to be. */
export interface Listed {
  readonly member: Member;
  readonly posts: PostsRead;
  /** Figures of these ages are still wanted. */
  readonly left: readonly DueAge[];
  /** Of these posts nothing but ids is known so far. */
  readonly fresh: readonly PostRef[];
}

interface Walked {
  readonly listing: PostsRead['listing'];
  readonly fresh: readonly PostRef[];
}

const NOTHING_LISTED: Walked = { listing: null, fresh: [] };
/** The newest page was looked at for what is new; nothing else of it was read. */
const GLANCED = {
  through: true,
  whole: false,
  reached: null,
  coveredFrom: null,
  newestAt: null,
  burial: null,
} as const;

const NOT_GRANTED = { outcome: 'not_granted', listing: null, missed: false } as const;

@Injectable()
export class PostReader {
  constructor(
    private readonly calls: AccountCalls,
    private readonly writer: SyncWriter,
    private readonly newPosts: NewPosts,
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
      const { listing: end, fresh } = listing ? await this.list(member, found, listing, calls) : NOTHING_LISTED;
      const posts = { outcome, listing: end, missed: false, figuresReadAt: subject.figuresReadAt } as const;
      return this.listed(member, posts, fresh);
    } catch (error) {
      if (!member.source.consent || !(error instanceof PlatformError) || error.code !== 'SCOPE_MISSING') throw error;
      return { member, posts: { ...NOT_GRANTED, figuresReadAt: subject.figuresReadAt }, left: [], fresh: [] };
    }
  }

  /** What was wanted of posts was read one by one. */
  withFigures({ posts }: Listed, { read, missed, newestAt }: FiguresRead): PostsRead {
    const figuresReadAt = marksAfter(posts.figuresReadAt, { reached: null, read }, this.clock.now());
    const listing = posts.listing && { ...posts.listing, newestAt: newestAt ?? posts.listing.newestAt };
    return { ...posts, listing, missed, figuresReadAt };
  }

  /** What the list brought of the figures needs no look-up of its own. */
  private listed(member: Member, posts: PostsRead, fresh: readonly PostRef[]): Listed {
    const { subject } = member;
    const reached = posts.listing?.reached ?? null;
    const looksUp = posts.outcome === 'ok' && this.calls.figuresPerCall(subject.platform) !== null;
    const left = looksUp ? leftAfter(this.due(subject), reached) : [];
    const figuresReadAt = marksAfter(posts.figuresReadAt, { reached, read: [] }, this.clock.now());
    return { member, posts: { ...posts, figuresReadAt }, left, fresh };
  }

  private due({ figuresReadAt, newestAt }: Subject): readonly DueAge[] {
    return agesDue(figuresReadAt, this.clock.now(), newestAt);
  }

  /** Where ids are enough, most lists end with the newest page. */
  private async list(member: Member, found: Found, listing: Listing, calls: Lanes): Promise<Walked> {
    if (!this.newPosts.areAskedFor(member, listing))
      return { listing: await this.walk(member, found, listing, calls), fresh: [] };
    const { platformAccountId } = found.profile;
    const page = await calls.run(() => this.page(member, found, listing, { cursor: null, bare: true }));
    const fresh = await this.newPosts.on(page, member, { listing, platformAccountId });
    if (!fresh) {
      const firstPage = await calls.run(() => this.newPosts.whole(page, member, platformAccountId));
      return { listing: await this.walk(member, { ...found, firstPage }, listing, calls), fresh: [] };
    }
    member.tally.pages += 1;
    return { listing: { ...GLANCED, count: listing.count, planned: listing }, fresh };
  }

  private async walk(member: Member, found: Found, listing: Listing, calls: Lanes): Promise<PostsRead['listing']> {
    const { SYNC_POST_DEPTH: depth, SYNC_PAGES_PER_RUN: pagesPerRun } = this.config.values;
    const walk = new ListingWalk(listing, { depth, pagesPerRun });
    while (!walk.done) {
      member.signal.throwIfAborted();
      const page =
        firstOf(found, walk.cursor) ??
        (await calls.run(() => this.page(member, found, listing, { cursor: walk.cursor })));
      await this.store(member, walk, page);
    }
    return { ...walk.end, planned: listing };
  }

  /** What goes on from an earlier run is nothing that anybody waits for. */
  private page(
    member: Member,
    { profile }: Found,
    listing: Listing,
    which: Pick<PostQuery, 'cursor' | 'bare'>,
  ): Promise<PostPage> {
    const { platformAccountId, handle, hints } = profile;
    const query = { account: { platformAccountId, handle, hints }, ...which };
    const { signal, subject } = member;
    const options = this.calls.options([member], 'lists', signal);
    const lane = listing.from && subject.cause === 'scheduled' ? 'backfill' : options.lane;
    return this.calls.gateway.fetchPosts(subject.platform, query, { ...options, lane });
  }

  private async store(member: Member, walk: ListingWalk, page: PostPage): Promise<void> {
    const posts = walk.advance(page);
    const stand = walk.isShort ? null : walk.stand;
    const stored = await this.writer.page({ member, posts, readAt: this.clock.now(), stand });
    walk.stored(stored.known);
    member.tally.pages += 1;
  }
}

/** The first page may have come along with the profile. */
const firstOf = ({ firstPage }: Found, cursor: string | null): PostPage | null =>
  cursor === null ? (firstPage ?? null) : null;
