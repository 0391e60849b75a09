/** What the platforms answer about made-up accounts, in their own forms, as far as the product reads them. */
import { followersOf, likesOf, postCount, publishedAt, type PlatformName, type World } from './accounts.ts';
import { NAMES, type PostName } from './names.ts';

/** An account shows no more than its newest posts, and all of them on one page. */
export interface Sight {
  readonly world: World;
  readonly now: number;
  readonly shown: number;
}

const BIO = 'Songs, stories and the road. '.repeat(4);
const WORDS = 'On the road, day after day. '.repeat(4);

const iso = (ms: number): string => new Date(ms).toISOString();
const textOf = ({ number, index }: PostName): string => `Post ${index} of person ${number}. ${WORDS}`;

/** Newest first. */
export function shownPosts({ world, now, shown }: Sight, number: number): PostName[] {
  const count = postCount(world, number, now);
  return Array.from({ length: Math.min(shown, count) }, (_, back) => ({ number, index: count - 1 - back }));
}

type Body = Readonly<Record<string, unknown>>;
interface Wire {
  profile(sight: Sight, number: number): Body;
  post(sight: Sight, post: PostName): Body;
}

const facts = ({ world, now }: Sight, number: number) => ({
  followers: followersOf(world, number, now),
  posts: postCount(world, number, now),
  since: iso(world.epoch - 90_000_000_000),
});
const stats = ({ world, now }: Sight, { number, index }: PostName) => {
  const likes = likesOf(world, number, index, now);
  return { likes, comments: Math.floor(likes / 10), shares: Math.floor(likes / 20), views: likes * 30 };
};
const when = ({ world }: Sight, { number, index }: PostName): string => iso(publishedAt(world, number, index));

export const WIRE: Readonly<Record<PlatformName, Wire>> = {
  bluesky: {
    profile: (sight, number) => {
      const { followers, posts, since } = facts(sight, number);
      const { accountId, handle } = NAMES.bluesky;
      const counts = { followersCount: followers, followsCount: 120, postsCount: posts };
      const avatar = `https://cdn.bsky.app/img/avatar/plain/${accountId(number)}/looks@jpeg`;
      const words = { displayName: `Person ${number}`, description: BIO, avatar, createdAt: since, indexedAt: since };
      return { did: accountId(number), handle: handle(number), ...words, ...counts, labels: [] };
    },
    post: (sight, post) => {
      const { accountId, handle, postId } = NAMES.bluesky;
      const { likes, comments, shares } = stats(sight, post);
      const author = { did: accountId(post.number), handle: handle(post.number), displayName: `Person ${post.number}` };
      const createdAt = when(sight, post);
      const record = { $type: 'app.bsky.feed.post', text: textOf(post), createdAt, langs: ['en'] };
      const counts = { replyCount: comments, repostCount: shares, likeCount: likes, quoteCount: 1, bookmarkCount: 2 };
      return { uri: postId(post), cid: 'bafyreibench', author, record, indexedAt: createdAt, ...counts, labels: [] };
    },
  },
  x: {
    profile: (sight, number) => {
      const { followers, posts, since } = facts(sight, number);
      const { accountId, handle } = NAMES.x;
      const public_metrics = { followers_count: followers, following_count: 120, tweet_count: posts, listed_count: 1 };
      const words = {
        name: `Person ${number}`,
        description: BIO,
        created_at: since,
        protected: false,
        verified: false,
      };
      return { id: accountId(number), username: handle(number), ...words, public_metrics };
    },
    post: (sight, post) => {
      const { likes, comments, shares, views } = stats(sight, post);
      const counts = { like_count: likes, reply_count: comments, retweet_count: shares, impression_count: views };
      const public_metrics = { ...counts, quote_count: 1, bookmark_count: 2 };
      const id = NAMES.x.postId(post);
      return { id, text: textOf(post), created_at: when(sight, post), lang: 'en', public_metrics };
    },
  },
  youtube: {
    profile: (sight, number) => {
      const { followers, posts, since } = facts(sight, number);
      const { accountId, handle } = NAMES.youtube;
      const id = accountId(number);
      const snippet = {
        title: `Person ${number}`,
        description: BIO,
        customUrl: `@${handle(number)}`,
        publishedAt: since,
      };
      const statistics = { subscriberCount: String(followers), videoCount: String(posts), viewCount: '1000000' };
      return {
        kind: 'youtube#channel',
        id,
        snippet,
        statistics: { ...statistics, hiddenSubscriberCount: false },
        contentDetails: { relatedPlaylists: { uploads: `UU${id.slice(2)}` } },
      };
    },
    post: (sight, post) => {
      const { likes, comments, views } = stats(sight, post);
      const statistics = { viewCount: String(views), likeCount: String(likes), commentCount: String(comments) };
      const snippet = { title: `Video ${post.index}`, description: textOf(post), publishedAt: when(sight, post) };
      const contentDetails = { duration: 'PT5M10S', videoPublishedAt: when(sight, post) };
      const status = { privacyStatus: 'public' };
      return { kind: 'youtube#video', id: NAMES.youtube.postId(post), snippet, contentDetails, status, statistics };
    },
  },
};
