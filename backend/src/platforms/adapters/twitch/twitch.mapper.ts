/** Wire → normalized. Pure. */
import type { AccountType, NormalizedPost, NormalizedProfile, PostPage } from '../../contract/normalized.js';
import type { Figures } from '../../wire/figures.js';
import { readCount, readDate, readLanguage, readShape, readText, readUrl } from '../../wire/read-values.js';
import { userSchema, videoSchema, type WireList, type WireVideo } from './twitch.schema.js';

/** An empty text is said of those who are neither. */
const KINDS: ReadonlyMap<unknown, AccountType> = new Map([
  ['partner', 'partner'],
  ['affiliate', 'affiliate'],
  ['', 'standard'],
]);

/** The number of followers comes from a call of its own; `view_count` is no longer kept up and is not read. */
export function mapUser(body: unknown, followers: unknown): NormalizedProfile {
  const wire = readShape(userSchema, body, 'user');
  const metrics = { followers: readCount(followers), following: null, posts: null, views: null };
  return {
    platformAccountId: wire.id,
    handle: wire.login,
    displayName: readText(wire.display_name),
    bio: readText(wire.description),
    url: `https://www.twitch.tv/${encodeURIComponent(wire.login)}`,
    avatarUrl: readUrl(wire.profile_image_url),
    bannerUrl: readUrl(wire.offline_image_url),
    metrics,
    blanks: {
      following: 'not_supported',
      posts: 'not_supported',
      views: 'not_supported',
      ...(metrics.followers === null ? { followers: 'not_yet' } : {}),
    },
    // Partners have the check mark; of others nothing is proved.
    verified: wire.broadcaster_type === undefined ? null : wire.broadcaster_type === 'partner',
    accountType: KINDS.get(wire.broadcaster_type) ?? null,
    createdAtPlatform: readDate(wire.created_at),
    country: null,
    hints: {},
  };
}

export function mapVideos({ data, pagination }: WireList): PostPage {
  const posts = data.map((body) => mapVideo(body)).filter((post) => post !== null);
  return { posts, nextCursor: pagination?.cursor || null };
}

/** Null for a video that not everybody may watch, and for one without any date. */
function mapVideo(body: unknown): NormalizedPost | null {
  const wire = readShape(videoSchema, body, 'video');
  const publishedAt = readDate(wire.published_at) ?? readDate(wire.created_at);
  if (!publishedAt || (wire.viewable && wire.viewable !== 'public')) return null;
  return {
    platformPostId: wire.id,
    kind: 'video',
    url: readUrl(wire.url) ?? `https://www.twitch.tv/videos/${encodeURIComponent(wire.id)}`,
    title: readText(wire.title),
    text: readText(wire.description),
    publishedAt,
    thumbnailUrl: readThumbnail(wire.thumbnail_url),
    durationSeconds: readDuration(wire.duration),
    language: readLanguage(wire.language),
    ...figuresOf(wire),
  };
}

export const mapFigures = (body: unknown): Figures => figuresOf(readShape(videoSchema, body, 'video'));

function figuresOf(wire: WireVideo): Figures {
  const rest = { likes: null, comments: null, shares: null, quotes: null, saves: null };
  const metrics = { views: readCount(wire.view_count), ...rest };
  const never = { likes: 'not_supported', comments: 'not_supported', shares: 'not_supported' } as const;
  return {
    metrics,
    blanks: {
      ...never,
      quotes: 'not_supported',
      saves: 'not_supported',
      ...(metrics.views === null ? { views: 'not_yet' } : {}),
    },
  };
}

/** The address leaves its size open; a broadcast that is still going has none. */
function readThumbnail(raw: string | null | undefined): string | null {
  return readUrl(raw?.replace(/%?\{width\}/, '640').replace(/%?\{height\}/, '360'));
}

/** `1h2m3s`, any part of which may be missing; null for anything else. */
function readDuration(raw: string | null | undefined): number | null {
  const parts = /^(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s)?$/.exec(raw ?? '');
  const [hours, minutes, seconds] = (parts ?? []).slice(1).map((part) => Number(part ?? 0));
  return (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0) || null;
}
