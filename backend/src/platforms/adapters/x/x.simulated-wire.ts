/** What the fake network says about its accounts and posts, in the API v2's form. */
import type { SimulatorOptions } from '../../contract/simulator.js';
import { between, chance } from '../../simulation/dice.js';
import { Directory } from '../../simulation/directory.js';
import { imageUrl } from '../../simulation/images.js';
import type { SimulatedAccount, SimulatedPost } from '../../simulation/simulated-account.js';
import { digestOf, postIdOf, readPostId, UserIdentities } from './x.identities.js';

const PLATFORM = 'x';
/** How many of an account's posts can be reached. */
const REACHABLE = 3_200;

export type Spelling = 'tweet' | 'post';

export interface User {
  readonly id: string;
  readonly handle: string;
  readonly account: SimulatedAccount;
  readonly isProtected: boolean;
}

/** Why there is no user: as the API says it under `errors`. */
export type Nobody = 'unknown' | 'suspended';

export interface PageWish {
  readonly size: number;
  /** Posts older than the one of this index. */
  readonly before: number;
  readonly spelling: Spelling;
  readonly reposts: boolean;
}

export class SimulatedX {
  readonly identities = new UserIdentities();
  private readonly directory = new Directory();
  /** Ids of users that were met, by the digest that stands in their posts' ids. */
  private readonly owners = new Map<number, readonly string[]>();

  constructor(private readonly options: SimulatorOptions) {}

  /** What a reading by name finds. */
  lookUp(rawName: string): User | Nobody {
    const name = rawName.toLowerCase();
    const holder = this.directory.readByHandle(name);
    return holder === null ? 'unknown' : this.user(this.identities.idOf(holder) ?? '');
  }

  /** What a reading by id finds. */
  read(id: string): User | Nobody {
    const name = this.identities.nameOf(id);
    if (name !== null) this.directory.readById(name);
    return this.user(id);
  }

  user(id: string): User | Nobody {
    const name = this.identities.nameOf(id);
    const handle = name && this.directory.handleOf(name);
    if (name === null || !handle) return 'unknown';
    const absence = this.directory.absenceOf(name);
    if (absence === 'missing' || absence === 'deleted') return 'unknown';
    if (absence === 'suspended') return absence;
    this.meet(id, name);
    return { id, handle, account: this.directory.account(PLATFORM, name), isProtected: absence === 'private' };
  }

  /** A post by its id, if anybody has asked for its owner since this process began. */
  postById(id: string): { user: User; post: SimulatedPost } | null {
    const { digest, publishedAt } = readPostId(id);
    const now = this.options.now();
    for (const owner of this.owners.get(digest) ?? []) {
      const user = this.user(owner);
      if (typeof user === 'string') continue;
      const place = user.account.countBefore(publishedAt + 1, now) - 1;
      const post = place < 0 ? null : user.account.post(place, now);
      if (post?.publishedAt.getTime() === publishedAt) return { user, post };
    }
    return null;
  }

  private meet(id: string, name: string): void {
    const digest = digestOf(name);
    const met = this.owners.get(digest) ?? [];
    if (!met.includes(id)) this.owners.set(digest, [...met, id]);
  }

  /** The account whose posts are listed. */
  author(id: string): User | Nobody {
    const user = this.user(id);
    if (typeof user !== 'string') this.directory.readPosts(user.account.name);
    return user;
  }

  userObject({ id, handle, account, isProtected }: User): Record<string, unknown> {
    const now = this.options.now();
    const { name } = account;
    const mark = chance(`${name}:verified`);
    return {
      id,
      name: account.displayName,
      username: handle,
      created_at: account.createdAt.toISOString(),
      description: account.bio,
      protected: isProtected,
      verified: mark < 0.4,
      verified_type: mark < 0.3 ? 'blue' : mark < 0.38 ? 'business' : mark < 0.4 ? 'government' : 'none',
      profile_image_url: imageUrl(this.options.baseUrl, 'avatar', name),
      profile_banner_url: imageUrl(this.options.baseUrl, 'photo', `${name}-banner`),
      public_metrics: {
        followers_count: account.followers(now),
        following_count: account.following,
        tweet_count: account.postCount(now),
        listed_count: between(`${name}:listed`, 0, 900),
        like_count: between(`${name}:liked`, 10, 4_000),
        media_count: Math.floor(account.postCount(now) / 2),
      },
    };
  }

  /** Newest first. Here and there stand an answer to somebody else and, unless they are unwanted, a repost. */
  page(user: User, wish: PageWish): Record<string, unknown> {
    const now = this.options.now();
    const total = user.account.postCount(now);
    const oldest = Math.max(0, total - REACHABLE);
    const posts: Record<string, unknown>[] = [];
    const media: Record<string, unknown>[] = [];
    let index = Math.min(wish.before, total) - 1;
    for (; index >= oldest && posts.length < wish.size; index -= 1) {
      const post = user.account.post(index, now);
      const shown = this.media(post);
      if (shown) media.push(shown);
      posts.push(this.postObject(user, post, wish.spelling, shown), ...this.besides(user, post, wish));
    }
    if (posts.length === 0) return { meta: { result_count: 0 } };
    return {
      data: posts,
      ...(media.length > 0 ? { includes: { media } } : {}),
      meta: {
        result_count: posts.length,
        newest_id: posts[0]?.['id'],
        oldest_id: posts.at(-1)?.['id'],
        ...(index >= oldest ? { next_token: `7140w${(index + 1).toString(36)}` } : {}),
      },
    };
  }

  /** What the account did a little before that post. A page may hold one more entry for it, as real ones differ in size, too. */
  private besides(user: User, near: SimulatedPost, { spelling, reposts }: PageWish): Record<string, unknown>[] {
    if (near.index % 9 === 4) return [this.answerToOther(user, near, spelling)];
    return reposts && near.index % 7 === 3 ? [this.repost(user, near, spelling)] : [];
  }

  private postObject(user: User, post: SimulatedPost, spelling: Spelling, shown: Record<string, unknown> | null) {
    return {
      ...this.countsOf(user, post, spelling),
      created_at: post.publishedAt.toISOString(),
      lang: 'en',
      ...(shown ? { attachments: { media_keys: [shown['media_key']] } } : {}),
    };
  }

  /** A post as it looks where nothing but its counts is asked for. */
  countsOf({ account }: User, post: SimulatedPost, spelling: Spelling): Record<string, unknown> {
    const id = postIdOf(account.name, post.publishedAt);
    return {
      id,
      text: post.caption,
      [`edit_history_${spelling}_ids`]: [id],
      public_metrics: {
        [spelling === 'tweet' ? 'retweet_count' : 'repost_count']: post.shares,
        reply_count: post.comments,
        like_count: post.likes,
        quote_count: Math.floor(post.shares / 6),
        bookmark_count: Math.floor(post.likes / 25),
        impression_count: post.views,
      },
    };
  }

  private answerToOther(user: User, near: SimulatedPost, spelling: Spelling): Record<string, unknown> {
    const publishedAt = new Date(near.publishedAt.getTime() - 60_000);
    const seed = `${near.seed}:answer`;
    const said = { ...near, seed, publishedAt, caption: '@friend Thank you!' };
    const answer = this.postObject(user, said, spelling, null);
    const references = [{ type: 'replied_to', id: postIdOf(`${seed}:asked`, publishedAt) }];
    return { ...answer, in_reply_to_user_id: '783214', [`referenced_${spelling}s`]: references };
  }

  private repost(user: User, near: SimulatedPost, spelling: Spelling): Record<string, unknown> {
    const publishedAt = new Date(near.publishedAt.getTime() - 120_000);
    const seed = `${near.seed}:repost`;
    const said = { ...near, seed, publishedAt, caption: 'RT @friend: hello' };
    const repost = this.postObject(user, said, spelling, null);
    const references = [{ type: 'retweeted', id: postIdOf(`${seed}:other`, publishedAt) }];
    return { ...repost, [`referenced_${spelling}s`]: references };
  }

  private media(post: SimulatedPost): Record<string, unknown> | null {
    const roll = chance(`${post.seed}:media`);
    const url = imageUrl(this.options.baseUrl, 'photo', post.seed);
    const key = postIdOf(`${post.seed}:media`, post.publishedAt);
    if (roll < 0.35) return { media_key: `3_${key}`, type: 'photo', url };
    if (roll > 0.5) return null;
    const duration_ms = between(`${post.seed}:length`, 6_000, 140_000);
    return { media_key: `13_${key}`, type: 'video', preview_image_url: url, duration_ms };
  }
}
