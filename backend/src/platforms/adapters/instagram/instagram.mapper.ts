/** Wire → normalized. Pure. */
import type {
  AccountType,
  BlankReason,
  NormalizedPost,
  NormalizedProfile,
  PostKind,
  PostMetric,
  PostPage,
  ProfileMetric,
} from '../../contract/normalized.js';
import { PlatformError } from '../../contract/platform-error.js';
import { readCount, readDate, readShape, readText, readUrl } from '../../wire/read-values.js';
import { mediaSchema, type WireAccount, type WireMedia, type WireOwnAccount } from './instagram.schema.js';

/** Personal accounts have a type too, and are never read. */
const KINDS: ReadonlyMap<unknown, AccountType> = new Map([
  ['BUSINESS', 'business'],
  ['MEDIA_CREATOR', 'creator'],
]);

/** What others see of an account is what its owner reads as well; the id has another name, and its kind is told to the owner alone. */
export function mapOwnAccount({ user_id, account_type, ...wire }: WireOwnAccount): NormalizedProfile {
  return {
    ...mapAccount({ ...wire, id: user_id, media: null }),
    accountType: KINDS.get(account_type?.toUpperCase()) ?? null,
  };
}

export function mapAccount(wire: WireAccount): NormalizedProfile {
  const handle = readText(wire.username);
  if (handle === null) throw new PlatformError('PLATFORM_CONTRACT_CHANGED', { note: 'account without a name' });
  const metrics = {
    followers: readCount(wire.followers_count),
    following: readCount(wire.follows_count),
    posts: readCount(wire.media_count),
    views: null,
  };
  return {
    platformAccountId: wire.id,
    handle,
    displayName: readText(wire.name),
    bio: readText(wire.biography),
    url: `https://www.instagram.com/${handle}/`,
    avatarUrl: readUrl(wire.profile_picture_url),
    bannerUrl: null,
    metrics,
    blanks: { ...untold<ProfileMetric>(metrics), views: 'not_supported' },
    verified: null,
    accountType: null,
    createdAtPlatform: null,
    country: null,
    hints: {},
  };
}

function untold<M extends string>(metrics: Readonly<Record<M, number | null>>): Partial<Record<M, BlankReason>> {
  const names = (Object.keys(metrics) as M[]).filter((name) => metrics[name] === null);
  return Object.fromEntries(names.map((name) => [name, 'not_yet'])) as Partial<Record<M, BlankReason>>;
}

/** No address of a next page is given, only a cursor; it may still stand on the last page, then the next one is empty. */
export function mapMediaPage(edge: WireAccount['media']): PostPage {
  if (!edge || edge.data.length === 0) return { posts: [], nextCursor: null };
  return {
    posts: edge.data.map(mapMedia).filter((post) => post !== null),
    nextCursor: readText(edge.paging?.cursors?.after),
  };
}

/** Null for media without a date or an address: nothing that could be shown. */
export function mapMedia(body: unknown): NormalizedPost | null {
  const wire = readShape(mediaSchema, body, 'media');
  const publishedAt = readDate(wire.timestamp);
  const url = readUrl(wire.permalink);
  if (!publishedAt || !url) return null;
  return {
    platformPostId: wire.id,
    kind: kindOf(wire),
    url,
    title: null,
    text: readText(wire.caption),
    publishedAt,
    thumbnailUrl: readUrl(wire.thumbnail_url) ?? pictureOf(wire.media_url),
    durationSeconds: null,
    language: null,
    ...mediaMetrics(wire),
  };
}

function kindOf({ media_type, media_product_type }: WireMedia): PostKind {
  if (media_product_type === 'REELS') return 'short';
  if (media_type === 'VIDEO') return 'video';
  return media_type === 'IMAGE' || media_type === 'CAROUSEL_ALBUM' ? 'image' : 'other';
}

/** A video's `media_url` is the video itself, and so is that of an album that begins with one. */
function pictureOf(mediaUrl: string | null | undefined): string | null {
  const url = readUrl(mediaUrl);
  return url && !/\.(mp4|mov)$/i.test(URL.parse(url)?.pathname ?? '') ? url : null;
}

/**
 * `like_count` is left out where the owner hides likes. Plays are told of reels alone (since 2025-06-16), and hidden
 * along with the likes.
 */
function mediaMetrics(wire: WireMedia): Pick<NormalizedPost, 'metrics' | 'blanks'> {
  const metrics = {
    views: readCount(wire.view_count),
    likes: readCount(wire.like_count),
    comments: readCount(wire.comments_count),
    shares: null,
    quotes: null,
    saves: null,
  };
  const blanks: Partial<Record<PostMetric, BlankReason>> = {
    shares: 'not_supported',
    quotes: 'not_supported',
    saves: 'not_supported',
  };
  const hidden = metrics.likes === null;
  if (hidden) blanks.likes = 'hidden';
  if (metrics.comments === null) blanks.comments = 'not_yet';
  if (metrics.views === null)
    blanks.views = wire.media_product_type !== 'REELS' ? 'not_supported' : hidden ? 'hidden' : 'not_yet';
  return { metrics, blanks };
}
