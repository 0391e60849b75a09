/**
 * New posts of accounts whose lists tell no more than ids. They are looked up with those of others, so that one call tells of
 * all that a group has new.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import type { PostDetails, PostFigures, PostRef } from '../platforms/contract/fetcher.js';
import type { NormalizedPost, PostPage } from '../platforms/contract/normalized.js';
import { AccountCalls } from './account-calls.service.js';
import type { FiguresOutcome } from './figures-outcome.js';
import type { Listing } from './listing-plan.js';
import { isCaughtUp } from './listing-walk.js';
import type { Member } from './member.js';
import { PostStore } from './post-store.service.js';
import { SyncWriter } from './sync-writer.service.js';

/** Listed, and wanted whole. */
export interface NewPost extends PostRef {
  readonly member: Member;
}

type Looked = NewPost & { readonly answer: PostDetails | PostFigures | null };

@Injectable()
export class NewPosts {
  constructor(
    private readonly calls: AccountCalls,
    private readonly posts: PostStore,
    private readonly writer: SyncWriter,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Whether the ids on the newest page are enough to begin with. Whoever is read by consent is read alone anyway. */
  areAskedFor({ source }: Member, { whole, from, downTo }: Listing): boolean {
    if (whole || from || downTo || source.consent) return false;
    return this.calls.looksUpPosts(source.subject.platform);
  }

  /** What the newest page shows that is to be looked up; null where there may be more of it further down. */
  async on(
    page: PostPage,
    { subject }: Member,
    { listing, platformAccountId }: { readonly listing: Listing; readonly platformAccountId: string },
  ): Promise<readonly PostRef[] | null> {
    if (!page.bare) return null;
    const ids = page.bare.slice(0, this.config.values.SYNC_POST_DEPTH);
    const known = await this.posts.postsKnown(subject, ids, this.clock.now());
    const all = known.length === ids.length;
    if (page.nextCursor !== null && !all && !isCaughtUp(known.length, ids.length - known.length, listing)) return null;
    const lasting = new Set(known.filter((post) => post.lasting).map(({ platformPostId }) => platformPostId));
    return ids.flatMap((id) => (lasting.has(id) ? [] : [{ platformPostId: id, platformAccountId }]));
  }

  /** The page as if it had been asked for whole. */
  async whole(page: PostPage, member: Member, platformAccountId: string): Promise<PostPage> {
    const refs = page.bare?.map((platformPostId) => ({ platformPostId, platformAccountId })) ?? [];
    if (refs.length === 0) return page;
    const options = this.calls.options([member], 'posts', member.signal);
    const answers = await this.calls.gateway.fetchPostDetails(member.subject.platform, refs, options);
    return { posts: postsIn(answers), nextCursor: page.nextCursor };
  }

  /** What is not stored is the failure of its account. */
  async store(looked: readonly Looked[], outcome: FiguresOutcome): Promise<void> {
    const told = looked.filter(({ answer }) => answer !== null);
    const accounts = [...Map.groupBy(told, ({ member }) => member)];
    await Promise.all(accounts.map(([member, own]) => this.storeOwn(member, own, outcome)));
  }

  private async storeOwn(member: Member, own: readonly Looked[], outcome: FiguresOutcome): Promise<void> {
    try {
      const posts = postsIn(own.map(({ answer }) => answer));
      if (posts.length === 0) return;
      await this.writer.page({ member, posts, readAt: this.clock.now(), stand: null });
      outcome.met(
        member,
        posts.map(({ publishedAt }) => publishedAt),
      );
    } catch (error) {
      outcome.fail(member, error as Error);
    }
  }
}

/** Throws where one of them could not be read. */
function postsIn(answers: readonly (PostDetails | PostFigures | null)[]): NormalizedPost[] {
  return answers.flatMap((answer) => {
    if (answer?.ok === false && answer.error !== 'gone') throw answer.error;
    return answer?.ok && 'post' in answer ? [answer.post] : [];
  });
}
