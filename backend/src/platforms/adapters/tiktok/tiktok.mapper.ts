/** Wire → normalized. Pure. */
import type {
  BlankReason,
  NormalizedPost,
  NormalizedProfile,
  PostKind,
  PostMetric,
  PostPage,
  ProfileMetric,
} from '../../contract/normalized.js';
import { readCount, readShape, readText, readUrl } from '../../wire/read-values.js';
import { STATS } from './tiktok.scopes.js';
import { userSchema, videoSchema, type WireUser, type WireVideo, type WireVideos } from './tiktok.schema.js';

/** Where accounts are found whose name was not granted; their own page cannot be told. */
const FRONT_PAGE = 'https://www.tiktok.com/';

/** `expected` is the name that the talent was said to go by when they confirmed who they are: it leads to their page where no name was granted. */
export function mapUser(body: unknown, granted: readonly string[], expected: string | null = null): NormalizedProfile {
  const wire = readShape(userSchema, body, 'user');
  const handle = readText(wire.username);
  return {
    platformAccountId: wire.open_id,
    handle,
    displayName: readText(wire.display_name),
    bio: readText(wire.bio_description),
    url: handle === null ? (readUrl(wire.profile_deep_link) ?? pageOf(expected)) : pageOf(handle),
    avatarUrl: readUrl(wire.avatar_large_url) ?? readUrl(wire.avatar_url),
    bannerUrl: null,
    ...userMetrics(wire, granted.includes(STATS)),
    verified: wire.is_verified ?? null,
    accountType: null,
    createdAtPlatform: null,
    country: null,
    hints: {},
  };
}

const pageOf = (handle: string | null): string =>
  handle === null ? FRONT_PAGE : `${FRONT_PAGE}@${encodeURIComponent(handle)}`;

function userMetrics(wire: WireUser, granted: boolean): Pick<NormalizedProfile, 'metrics' | 'blanks'> {
  const metrics = {
    followers: readCount(wire.follower_count),
    following: readCount(wire.following_count),
    posts: readCount(wire.video_count),
    views: null,
  };
  const blanks: Partial<Record<ProfileMetric, BlankReason>> = { views: 'not_supported' };
  const reason = granted ? 'not_yet' : 'not_granted';
  for (const name of ['followers', 'following', 'posts'] as const) if (metrics[name] === null) blanks[name] = reason;
  return { metrics, blanks };
}

/** The cursor is there on the last page, too: only `has_more` tells. */
export function mapVideos({ videos, cursor, has_more }: WireVideos): PostPage {
  const posts = (videos ?? []).map(mapVideo).filter((post) => post !== null);
  return { posts, nextCursor: has_more === true && cursor ? String(cursor) : null };
}

/** Null where the answer does not say when it was published. */
export function mapVideo(body: unknown): NormalizedPost | null {
  const wire = readShape(videoSchema, body, 'video');
  const seconds = readCount(wire.create_time);
  if (seconds === null || !(seconds > 0)) return null;
  const url = postUrl(wire);
  const durationSeconds = readCount(wire.duration) || null;
  return {
    platformPostId: wire.id,
    kind: kindOf(url, durationSeconds),
    url,
    title: readText(wire.title),
    text: readText(wire.video_description),
    publishedAt: new Date(seconds * 1_000),
    thumbnailUrl: readUrl(wire.cover_image_url),
    durationSeconds,
    language: null,
    ...videoMetrics(wire),
  };
}

/** Without the marks by which the platform tells its apps apart. */
function postUrl({ id, share_url, embed_link }: WireVideo): string {
  const url = URL.parse(
    readUrl(share_url) ?? readUrl(embed_link) ?? `${FRONT_PAGE}player/v1/${encodeURIComponent(id)}`,
  );
  if (!url) return FRONT_PAGE;
  for (const key of [...url.searchParams.keys()]) if (key.startsWith('utm_')) url.searchParams.delete(key);
  return url.href;
}

const LONGEST_SHORT_SECONDS = 180;

/** Posts of pictures are listed as videos; their address says what they are. */
function kindOf(url: string, durationSeconds: number | null): PostKind {
  if (/\/photo\/\d+/.test(url)) return 'image';
  return durationSeconds !== null && durationSeconds <= LONGEST_SHORT_SECONDS ? 'short' : 'video';
}

/** Of an answer that holds nothing but counts. */
export const mapFigures = (body: unknown): Pick<NormalizedPost, 'metrics' | 'blanks'> =>
  videoMetrics(readShape(videoSchema, body, 'video'));

function videoMetrics(wire: WireVideo): Pick<NormalizedPost, 'metrics' | 'blanks'> {
  const metrics = {
    views: readCount(wire.view_count),
    likes: readCount(wire.like_count),
    comments: readCount(wire.comment_count),
    shares: readCount(wire.share_count),
    quotes: null,
    saves: null,
  };
  const blanks: Partial<Record<PostMetric, BlankReason>> = { quotes: 'not_supported', saves: 'not_supported' };
  for (const name of ['views', 'likes', 'comments', 'shares'] as const)
    if (metrics[name] === null) blanks[name] = 'not_yet';
  return { metrics, blanks };
}
