/** Wire → normalized. Pure. */
import type {
  AccountType,
  BlankReason,
  NormalizedPost,
  NormalizedProfile,
  PostKind,
  PostMetric,
  PostPage,
} from '../../contract/normalized.js';
import { readCount, readDate, readLanguage, readShape, readText, readUrl } from '../../wire/read-values.js';
import { mediaSchema, postSchema, userSchema, type WireList, type WireMedia, type WirePost } from './x.schema.js';

export interface MappedUser {
  readonly profile: NormalizedProfile;
  /** Its posts are shown to followers alone. */
  readonly isProtected: boolean;
}

/** By the mark that the account has; blue is that of the paid plan. */
const KINDS: ReadonlyMap<unknown, AccountType> = new Map([
  ['blue', 'premium'],
  ['business', 'business'],
  ['government', 'government'],
  ['none', 'standard'],
]);

const profileUrlOf = (username: string): string => `https://x.com/${username}`;

export function mapUser(body: unknown): MappedUser {
  const wire = readShape(userSchema, body, 'user');
  const counts = wire.public_metrics ?? {};
  const metrics = {
    followers: readCount(counts.followers_count),
    following: readCount(counts.following_count),
    posts: readCount(counts.tweet_count ?? counts.post_count),
    views: null,
  };
  const profile: NormalizedProfile = {
    platformAccountId: wire.id,
    handle: wire.username,
    displayName: readText(wire.name),
    bio: readText(wire.description),
    url: profileUrlOf(wire.username),
    // The picture is told at 48 pixels; the same is there at 400.
    avatarUrl: readUrl(wire.profile_image_url?.replace(/_normal(\.\w+)$/, '_400x400$1')),
    bannerUrl: readUrl(wire.profile_banner_url),
    metrics,
    blanks: { ...blanksOf(metrics), views: 'not_supported' },
    verified: wire.verified ?? null,
    accountType: KINDS.get(wire.verified_type) ?? null,
    createdAtPlatform: readDate(wire.created_at),
    country: null,
    hints: {},
  };
  return { profile, isProtected: wire.protected === true };
}

function blanksOf<M extends string>(metrics: Readonly<Record<M, number | null>>): Partial<Record<M, BlankReason>> {
  const names = (Object.keys(metrics) as M[]).filter((name) => metrics[name] === null);
  return Object.fromEntries(names.map((name) => [name, 'not_yet'])) as Partial<Record<M, BlankReason>>;
}

/** The account's own posts and its threads with itself: neither reposts nor answers to others. */
export function mapPosts(list: WireList, accountId: string, handle: string | null): PostPage {
  const media = new Map(
    (list.includes?.media ?? [])
      .map((body) => readShape(mediaSchema, body, 'media'))
      .map((one) => [one.media_key, one]),
  );
  const posts = (list.data ?? [])
    .map((body) => readShape(postSchema, body, 'post'))
    .filter((wire) => isOwn(wire, accountId))
    .map((wire) => mapPost(wire, handle ?? 'i/web', media));
  return { posts: posts.filter((post) => post !== null), nextCursor: list.meta?.next_token || null };
}

function isOwn(wire: WirePost, accountId: string): boolean {
  const references = wire.referenced_tweets ?? wire.referenced_posts ?? [];
  if (references.some(({ type }) => type === 'retweeted' || type === 'reposted')) return false;
  return !wire.in_reply_to_user_id || wire.in_reply_to_user_id === accountId;
}

/** Null for a post whose date cannot be told at all. */
function mapPost(wire: WirePost, owner: string, media: ReadonlyMap<string, WireMedia>): NormalizedPost | null {
  const publishedAt = readDate(wire.created_at) ?? dateOfId(wire.id);
  if (!publishedAt) return null;
  return {
    platformPostId: wire.id,
    ...lookOf(media.get(wire.attachments?.media_keys?.[0] ?? '')),
    url: `https://x.com/${owner}/status/${wire.id}`,
    title: null,
    text: readText(wire.note_tweet?.text ?? wire.note_post?.text ?? wire.text),
    publishedAt,
    language: readLanguage(wire.lang),
    ...figuresOf(wire),
  };
}

/** Of an answer that holds nothing but counts. */
export const mapFigures = (body: unknown): Pick<NormalizedPost, 'metrics' | 'blanks'> =>
  figuresOf(readShape(postSchema, body, 'post'));

function figuresOf(wire: WirePost): Pick<NormalizedPost, 'metrics' | 'blanks'> {
  const metrics = metricsOf(wire);
  const uncounted = metrics.views === null && wire.public_metrics;
  return { metrics, blanks: { ...blanksOf(metrics), ...(uncounted ? { views: 'not_supported' } : {}) } };
}

/** What stands first in a post says what it is. */
function lookOf(media: WireMedia | undefined): Pick<NormalizedPost, 'kind' | 'thumbnailUrl' | 'durationSeconds'> {
  const milliseconds = readCount(media?.duration_ms);
  return {
    kind: kindOf(media),
    thumbnailUrl: readUrl(media?.preview_image_url ?? media?.url),
    durationSeconds: milliseconds === null || Number.isNaN(milliseconds) ? null : Math.round(milliseconds / 1_000),
  };
}

function metricsOf({ public_metrics: counts }: WirePost): Record<PostMetric, number | null> {
  const rest = {
    likes: readCount(counts?.like_count),
    comments: readCount(counts?.reply_count),
    shares: readCount(counts?.retweet_count ?? counts?.repost_count),
    quotes: readCount(counts?.quote_count),
    saves: readCount(counts?.bookmark_count),
  };
  const views = readCount(counts?.impression_count);
  // Of older posts views were never counted, which is written as 0: what was liked was seen.
  const uncounted = views === 0 && Object.values(rest).some((count) => count !== null && count > 0);
  return { views: uncounted ? null : views, ...rest };
}

function kindOf(media: WireMedia | undefined): PostKind {
  if (!media) return 'text';
  if (media.type === 'video') return 'video';
  return media.type === 'photo' || media.type === 'animated_gif' ? 'image' : 'other';
}

/** When ids began to hold the time, in their upper 42 bits. */
const IDS_HOLD_TIME_FROM = 1_288_834_974_657;
const FIRST_SUCH_ID = 10n ** 12n;

function dateOfId(id: string): Date | null {
  const number = BigInt(id);
  return number < FIRST_SUCH_ID ? null : new Date(Number(number >> 22n) + IDS_HOLD_TIME_FROM);
}
