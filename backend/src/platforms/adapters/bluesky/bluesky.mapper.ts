/** Wire → normalized. Pure. */
import type {
  NormalizedPost,
  NormalizedProfile,
  PostKind,
  PostMetric,
  PostPage,
  ProfileMetric,
} from '../../contract/normalized.js';
import type { Figures } from '../../wire/figures.js';
import { readCount, readDate, readLanguage, readShape, readText, readUrl } from '../../wire/read-values.js';
import {
  embedSchema,
  feedSchema,
  postSchema,
  profileSchema,
  type WireFeedItem,
  type WireMedia,
  type WirePost,
  type WireProfile,
} from './bluesky.schema.js';

/** What the AppView writes where a handle no longer proves its owner. */
const NO_HANDLE = 'handle.invalid';

export function mapProfile(body: unknown): NormalizedProfile {
  const wire = readShape(profileSchema, body, 'profile');
  const metrics = {
    followers: readCount(wire.followersCount),
    following: readCount(wire.followsCount),
    posts: readCount(wire.postsCount),
    views: null,
  };
  const handle = wire.handle === NO_HANDLE ? null : wire.handle;
  return {
    platformAccountId: wire.did,
    handle,
    displayName: readText(wire.displayName),
    bio: readText(wire.description),
    url: `https://bsky.app/profile/${handle ?? wire.did}`,
    avatarUrl: readUrl(wire.avatar),
    bannerUrl: readUrl(wire.banner),
    metrics,
    blanks: { ...missing<ProfileMetric>(metrics), views: 'not_supported' },
    verified: readVerified(wire.verification),
    accountType: null,
    createdAtPlatform: readDate(wire.createdAt),
    country: null,
    hints: {},
  };
}

function readVerified(verification: WireProfile['verification']): boolean | null {
  if (!verification) return null;
  return verification.verifiedStatus === 'valid' || verification.trustedVerifierStatus === 'valid';
}

/** Null where nothing is; views are never told. For each post: no lists are made of what it tells. */
function missing<M extends string>(metrics: Readonly<Record<M, number | null>>): Partial<Record<M, 'not_yet'>> | null {
  const blanks: Partial<Record<M, 'not_yet'>> = {};
  let some = false;
  for (const name in metrics) {
    if (name === 'views' || metrics[name] !== null) continue;
    blanks[name] = 'not_yet';
    some = true;
  }
  return some ? blanks : null;
}

export function mapFeed(body: unknown, accountDid: string): PostPage {
  const wire = readShape(feedSchema, body, 'feed');
  const own = wire.feed.filter((item) => isOwnPost(item, accountDid));
  return {
    posts: own.map((item) => mapPost(item.post)).filter((post) => post !== null),
    nextCursor: wire.cursor || null,
  };
}

/** Own posts and self-threads: neither a repost, nor a reply to anybody else at any place of the thread that can be seen. */
function isOwnPost(item: WireFeedItem, accountDid: string): boolean {
  if (item.post.author.did !== accountDid) return false;
  if (item.reason?.$type.endsWith('#reasonRepost')) return false;
  const reply = item.post.record.reply;
  if (!reply) return true;
  const grandparent = item.reply?.grandparentAuthor?.did ?? accountDid;
  return ownedBy(reply.parent.uri, accountDid) && ownedBy(reply.root.uri, accountDid) && grandparent === accountDid;
}

function ownedBy(uri: string, did: string): boolean {
  return uri.startsWith(`at://${did}/`);
}

/** Null for a post whose dates cannot be read at all. */
function mapPost(wire: WirePost): NormalizedPost | null {
  const publishedAt = readPublished(wire);
  if (!publishedAt) return null;
  const look = readEmbed(wire.embed);
  return {
    platformPostId: wire.uri,
    kind: look.kind,
    url: `https://bsky.app/profile/${wire.author.did}/post/${encodeURIComponent(wire.uri.slice(wire.uri.lastIndexOf('/') + 1))}`,
    title: null,
    text: readText(wire.record.text),
    publishedAt,
    thumbnailUrl: look.thumbnailUrl,
    durationSeconds: null,
    language: readLanguage(wire.record.langs?.[0]),
    ...figures(wire),
  };
}

export const mapFigures = (body: unknown): Figures => figures(readShape(postSchema, body, 'post'));

function figures(wire: WirePost): Figures {
  const metrics = {
    views: null,
    likes: readCount(wire.likeCount),
    comments: readCount(wire.replyCount),
    shares: readCount(wire.repostCount),
    quotes: readCount(wire.quoteCount),
    saves: readCount(wire.bookmarkCount),
  };
  const blanks = missing<PostMetric>(metrics);
  return { metrics, blanks: blanks ? { ...blanks, views: 'not_supported' } : NO_VIEWS };
}

/** Of nearly every post, and the same for all of them. */
const NO_VIEWS = { views: 'not_supported' } as const;

/** `createdAt` is what the author's software wrote and may lie ahead; like the AppView, the earlier of the two counts. */
function readPublished({ record: { createdAt }, indexedAt }: WirePost): Date | null {
  const created = readDate(createdAt);
  if (created && createdAt === indexedAt) return created;
  const indexed = readDate(indexedAt);
  if (!created || !indexed) return created ?? indexed;
  return created < indexed ? created : indexed;
}

interface Look {
  readonly kind: PostKind;
  readonly thumbnailUrl: string | null;
}

function readEmbed(raw: unknown): Look {
  if (raw === undefined || raw === null) return { kind: 'text', thumbnailUrl: null };
  const parsed = embedSchema.safeParse(raw);
  if (!parsed.success) return { kind: 'other', thumbnailUrl: null };
  return readMedia(parsed.data.media ?? parsed.data);
}

/** A quote alone is a text post; a quote with media is what its media is. */
function readMedia(wire: WireMedia): Look {
  switch (/^app\.bsky\.embed\.([a-zA-Z]+)#view$/.exec(wire.$type)?.[1]) {
    case 'images':
      return { kind: 'image', thumbnailUrl: readUrl(wire.images?.[0]?.thumb) };
    case 'gallery':
      return { kind: 'image', thumbnailUrl: readUrl(wire.items?.[0]?.thumbnail) };
    case 'video':
      return { kind: 'video', thumbnailUrl: readUrl(wire.thumbnail) };
    case 'external':
      return { kind: 'link', thumbnailUrl: readUrl(wire.external?.thumb) };
    case 'record':
      return { kind: 'text', thumbnailUrl: null };
    default:
      return { kind: 'other', thumbnailUrl: null };
  }
}
