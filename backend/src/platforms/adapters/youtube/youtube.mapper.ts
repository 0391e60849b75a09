/** Wire → normalized. Pure. */
import type {
  BlankReason,
  NormalizedPost,
  NormalizedProfile,
  PostMetric,
  ProfileMetric,
} from '../../contract/normalized.js';
import { readCount, readDate, readLanguage, readShape, readText, readUrl } from '../../wire/read-values.js';
import {
  channelSchema,
  playlistItemSchema,
  videoSchema,
  type WireChannel,
  type WireReport,
  type WireVideo,
} from './youtube.schema.js';

/** Name under which a profile carries its uploads playlist, so that listing posts needs no further look-up. */
export const UPLOADS_HINT = 'uploads';

export const mapChannel = (body: unknown): NormalizedProfile => channelOf(body, false);
/** Read by its owner, who is told how many subscribe though others are not. */
export const mapOwnChannel = (body: unknown): NormalizedProfile => channelOf(body, true);

function channelOf(body: unknown, own: boolean): NormalizedProfile {
  const wire = readShape(channelSchema, body, 'channel');
  const snippet = wire.snippet ?? {};
  const handle = readHandle(snippet.customUrl);
  const uploads = readText(wire.contentDetails?.relatedPlaylists?.uploads);
  return {
    platformAccountId: wire.id,
    handle,
    displayName: readText(snippet.title),
    bio: readText(snippet.description),
    url: handle
      ? `https://www.youtube.com/@${encodeURIComponent(handle)}`
      : `https://www.youtube.com/channel/${wire.id}`,
    avatarUrl: largest(snippet.thumbnails, ['high', 'medium', 'default']),
    bannerUrl: readUrl(wire.brandingSettings?.image?.bannerExternalUrl),
    ...channelMetrics(wire.statistics ?? {}, own),
    verified: null,
    accountType: null,
    createdAtPlatform: readDate(snippet.publishedAt),
    country: /^[A-Z]{2}$/.exec(snippet.country ?? '')?.[0] ?? null,
    hints: uploads ? { [UPLOADS_HINT]: uploads } : {},
  };
}

/** `customUrl` is the handle when it begins with @; older answers hold a legacy name there, which is not one. */
function readHandle(customUrl: string | null | undefined): string | null {
  return customUrl?.startsWith('@') && customUrl.length > 1 ? customUrl.slice(1) : null;
}

/** A hidden count may still be told to its owner; a 0 in its place is none. */
function subscribers(statistics: NonNullable<WireChannel['statistics']>, own: boolean): number | null {
  const count = readCount(statistics.subscriberCount);
  if (statistics.hiddenSubscriberCount !== true) return count;
  return own && count !== 0 ? count : null;
}

function channelMetrics(
  statistics: NonNullable<WireChannel['statistics']>,
  own: boolean,
): Pick<NormalizedProfile, 'metrics' | 'blanks'> {
  const hidden = statistics.hiddenSubscriberCount === true;
  const metrics = {
    followers: subscribers(statistics, own),
    following: null,
    posts: readCount(statistics.videoCount),
    views: readCount(statistics.viewCount),
  };
  const blanks: Partial<Record<ProfileMetric, BlankReason>> = { following: 'not_supported' };
  if (metrics.followers === null) blanks.followers = hidden ? 'hidden' : 'not_yet';
  if (metrics.posts === null) blanks.posts = 'not_yet';
  if (metrics.views === null) blanks.views = 'not_yet';
  return { metrics, blanks };
}

type Thumbnails = NonNullable<NonNullable<WireVideo['snippet']>['thumbnails']>;

function largest(thumbnails: Thumbnails | null | undefined, sizes: readonly (keyof Thumbnails)[]): string | null {
  return sizes.map((size) => readUrl(thumbnails?.[size]?.url)).find((url) => url !== null) ?? null;
}

export interface ListedUpload {
  readonly videoId: string;
  readonly publishedAt: Date | null;
}

/** Null for placeholders of private and deleted videos. */
export function mapUpload(body: unknown): ListedUpload | null {
  const { contentDetails, snippet, status } = readShape(playlistItemSchema, body, 'playlistItem');
  const videoId = readText(contentDetails?.videoId ?? snippet?.resourceId?.videoId);
  if (!videoId || !isPublic(status?.privacyStatus)) return null;
  if (!contentDetails) return { videoId, publishedAt: readDate(snippet?.publishedAt) };
  const publishedAt = readDate(contentDetails.videoPublishedAt);
  return publishedAt ? { videoId, publishedAt } : null;
}

export function isPublic(privacyStatus: string | null | undefined): boolean {
  return !privacyStatus || privacyStatus === 'public';
}

/** Null for videos that are not public, and for those whose date neither they nor their listing tell. */
export function mapVideo(body: unknown, listedAt: Date | null): NormalizedPost | null {
  const wire = readShape(videoSchema, body, 'video');
  const publishedAt = readDate(wire.snippet?.publishedAt) ?? listedAt;
  return publishedAt && isPublic(wire.status?.privacyStatus) ? toPost(wire, publishedAt) : null;
}

function toPost(wire: WireVideo, publishedAt: Date): NormalizedPost {
  const snippet = wire.snippet ?? {};
  const durationSeconds = readDuration(wire.contentDetails?.duration);
  const short = isShort(wire, durationSeconds);
  const id = encodeURIComponent(wire.id);
  return {
    platformPostId: wire.id,
    kind: short ? 'short' : 'video',
    url: short ? `https://www.youtube.com/shorts/${id}` : `https://www.youtube.com/watch?v=${id}`,
    title: readText(snippet.title),
    text: readText(snippet.description),
    publishedAt,
    thumbnailUrl: largest(snippet.thumbnails, ['medium', 'high', 'default']),
    durationSeconds,
    language: readLanguage(snippet.defaultAudioLanguage ?? snippet.defaultLanguage),
    ...videoMetrics(wire),
  };
}

/** Within statistics, a missing likeCount means that likes are hidden, a missing commentCount that comments are off. */
export function videoMetrics(wire: WireVideo): Pick<NormalizedPost, 'metrics' | 'blanks'> {
  const { statistics } = wire;
  const metrics = {
    views: readCount(statistics?.viewCount),
    likes: readCount(statistics?.likeCount),
    comments: readCount(statistics?.commentCount),
    shares: null,
    quotes: null,
    saves: null,
  };
  const blanks: Partial<Record<PostMetric, BlankReason>> = {
    shares: 'not_supported',
    quotes: 'not_supported',
    saves: 'not_supported',
  };
  const reason = statistics ? 'hidden' : 'not_yet';
  if (metrics.views === null) blanks.views = reason;
  if (metrics.likes === null) blanks.likes = reason;
  if (metrics.comments === null) blanks.comments = reason;
  return { metrics, blanks };
}

/** Of an answer that holds nothing but counts. */
export const mapStats = (body: unknown): Pick<NormalizedPost, 'metrics' | 'blanks'> =>
  videoMetrics(readShape(videoSchema, body, 'videoStats'));

/** Shares by video, which its owner alone is told of, or why nobody is. */
export type Shares = ReadonlyMap<string, number | null> | BlankReason;

/** Videos of the last days are not counted yet, and are missing from the report. */
export function withShares<F extends Pick<NormalizedPost, 'metrics' | 'blanks'>>(
  post: F,
  id: string,
  shares: Shares,
): F {
  const told = typeof shares === 'string' ? null : (shares.get(id) ?? null);
  if (told !== null) {
    const { shares: _untold, ...blanks } = post.blanks;
    return { ...post, metrics: { ...post.metrics, shares: told }, blanks };
  }
  return { ...post, blanks: { ...post.blanks, shares: typeof shares === 'string' ? shares : 'not_yet' } };
}

/** Columns are known by their names, never by their place. */
export function mapShares({ columnHeaders, rows }: WireReport): ReadonlyMap<string, number | null> {
  const column = (name: string) => columnHeaders.findIndex((header) => header.name === name);
  const [video, shares] = [column('video'), column('shares')];
  return new Map((rows ?? []).map((row) => [String(row[video]), readCount(row[shares])]));
}

/** ISO 8601 duration in seconds; null for live streams (`P0D`) and unreadable ones. */
export function readDuration(raw: string | null | undefined): number | null {
  const parts = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/.exec(raw ?? '');
  if (!parts) return null;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days ?? 0) * 24 + (hours ?? 0)) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0) || null;
}

const LONGEST_SHORT_SECONDS = 180;

/** There is no flag for Shorts: at most three minutes (since 2024-10-15), and upright or square where the shape is told. */
function isShort(wire: WireVideo, durationSeconds: number | null): boolean {
  if (durationSeconds === null || durationSeconds > LONGEST_SHORT_SECONDS) return false;
  const width = readCount(wire.player?.embedWidth);
  const height = readCount(wire.player?.embedHeight);
  if (width !== null && height !== null) return height >= width;
  return /#shorts(?![\w-])/i.test(`${wire.snippet?.title ?? ''} ${wire.snippet?.description ?? ''}`);
}
