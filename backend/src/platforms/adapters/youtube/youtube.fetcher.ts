/**
 * Reads channels and uploads: about two quota units for a channel and its newest page of videos. With a talent's consent it is
 * the channel that their token acts as, and their videos' shares come along.
 */
import { chunked } from '../../../core/chunked.js';
import { isAccountError } from '../../contract/account-error.js';
import type { Locator } from '../../contract/descriptor.js';
import type {
  FetchContext,
  Fetcher,
  PostDetails,
  PostFigures,
  PostQuery,
  PostRef,
  ProfileAnswer,
  ProfileRef,
} from '../../contract/fetcher.js';
import type { NormalizedPost, PostPage } from '../../contract/normalized.js';
import { PlatformError } from '../../contract/platform-error.js';
import { GONE, postsById, rawText, readEach, readFigures } from '../../wire/figures.js';
import { askEach } from '../../wire/one-by-one.js';
import type { YoutubeAnalytics } from './youtube.analytics.js';
import { IDS_PER_CALL, OWN_CHANNELS, type ChannelFilter, type YoutubeClient } from './youtube.client.js';
import {
  mapChannel,
  mapOwnChannel,
  mapStats,
  mapUpload,
  mapVideo,
  UPLOADS_HINT,
  withShares,
  type ListedUpload,
} from './youtube.mapper.js';

export class YoutubeFetcher implements Fetcher {
  readonly platform = 'youtube';

  constructor(
    private readonly client: YoutubeClient,
    private readonly analytics: YoutubeAnalytics,
  ) {}

  async fetchProfiles(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]> {
    if (context.consent) return this.readOwn(refs, context);
    const ids = new Set(refs.filter((ref) => ref.locator.kind === 'id').map((ref) => ref.locator.value));
    const byId = new Map<string, ProfileAnswer>();
    for (const chunk of chunked([...ids], IDS_PER_CALL)) {
      const { items } = await this.client.listChannels(['id', chunk.join(',')], context);
      for (const answer of (items ?? []).map((body) => readChannel(body)))
        if (answer.id) byId.set(answer.id, answer.answer);
    }
    const names = refs.filter(({ locator }) => locator.kind !== 'id');
    const othersRead = ids.size > 0;
    const byName = await askEach(names, ({ locator }) => this.readByName(locator, context), { othersRead });
    return refs.map((ref) => byName.get(ref) ?? byId.get(ref.locator.value) ?? unknownChannel());
  }

  async fetchPosts(query: PostQuery, context: FetchContext): Promise<PostPage> {
    const playlistId =
      query.account.hints[UPLOADS_HINT] ?? (await this.findUploads(query.account.platformAccountId, context));
    if (!playlistId) return { posts: [], nextCursor: null };
    const page = await this.client.listUploads(playlistId, query.cursor, context);
    const uploads = (page.items ?? []).map(mapUpload).filter((upload) => upload !== null);
    const nextCursor = page.nextPageToken || null;
    if (query.bare) return { posts: [], bare: uploads.map(({ videoId }) => videoId), nextCursor };
    const posts = await this.readVideos(uploads, context);
    return { posts: await this.withInsights(posts, context), nextCursor };
  }

  fetchPostDetails(posts: readonly PostRef[], context: FetchContext): Promise<readonly PostDetails[]> {
    return postsById(posts, IDS_PER_CALL, async (ids) => {
      const { items } = await this.client.listVideos(ids, context);
      const videos = readEach<PostDetails>(items ?? [], 'id', readVideo);
      const told = [...videos.values()].flatMap((answer) => (answer.ok ? [answer.post] : []));
      for (const post of await this.withInsights(told, context)) videos.set(post.platformPostId, { ok: true, post });
      return videos;
    });
  }

  fetchPostFigures(posts: readonly PostRef[], context: FetchContext): Promise<readonly PostFigures[]> {
    return postsById(posts, IDS_PER_CALL, async (ids) => {
      const { items } = await this.client.listStats(ids, context);
      const figures = readFigures(items ?? [], 'id', mapStats);
      if (!context.consent || figures.size === 0) return figures;
      const shares = await this.analytics.shares([...figures.keys()], context.consent, context);
      for (const [id, one] of figures) if (one.ok) figures.set(id, withShares(one, id, shares));
      return figures;
    });
  }

  /** A token acts as one channel; should it ever be several, the one that is asked for is meant. */
  private async readOwn(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]> {
    try {
      const { items } = await this.client.listChannels(OWN_CHANNELS, context);
      const channels = (items ?? []).map((body) => readChannel(body, mapOwnChannel));
      const answerFor = ({ kind, value }: Locator) => channels.find(({ id }) => kind === 'id' && id === value);
      return refs.map(({ locator }) => (answerFor(locator) ?? channels[0])?.answer ?? unknownChannel());
    } catch (error) {
      if (isAccountError(error)) return refs.map(() => ({ ok: false, error }));
      throw error;
    }
  }

  /** Names are looked up one by one: the API takes a single handle or user name a call. */
  private async readByName(locator: Locator, context: FetchContext): Promise<ProfileAnswer> {
    const filter = nameFilter(locator);
    if (!filter) return { ok: false, error: new PlatformError('INPUT_INVALID_HANDLE') };
    const { items } = await this.client.listChannels(filter, context);
    return items?.[0] === undefined ? unknownChannel() : readChannel(items[0]).answer;
  }

  private async findUploads(channelId: string, context: FetchContext): Promise<string | null> {
    const { items } = await this.client.listChannels(['id', channelId], context, 'id,contentDetails');
    if (items?.[0] === undefined) throw new PlatformError('PROFILE_NOT_FOUND', { note: 'channel of the uploads' });
    return mapChannel(items[0]).hints[UPLOADS_HINT] ?? null;
  }

  private async withInsights(
    posts: readonly NormalizedPost[],
    context: FetchContext,
  ): Promise<readonly NormalizedPost[]> {
    const { consent } = context;
    if (!consent || posts.length === 0) return posts;
    const shares = await this.analytics.shares(
      posts.map(({ platformPostId }) => platformPostId),
      consent,
      context,
    );
    return posts.map((post) => withShares(post, post.platformPostId, shares));
  }

  /** In the order listed, newest first; what the API leaves out (private, deleted) is left out. */
  private async readVideos(uploads: readonly ListedUpload[], context: FetchContext): Promise<NormalizedPost[]> {
    const posts = new Map<string, NormalizedPost>();
    const listedAt = new Map(uploads.map((upload) => [upload.videoId, upload.publishedAt]));
    for (const chunk of chunked([...listedAt.keys()], IDS_PER_CALL)) {
      const { items } = await this.client.listVideos(chunk, context);
      for (const body of items ?? []) {
        const post = mapVideo(body, listedAt.get(videoId(body)) ?? null);
        if (post) posts.set(post.platformPostId, post);
      }
    }
    return [...listedAt.keys()].map((id) => posts.get(id)).filter((post) => post !== undefined);
  }
}

const videoId = (body: unknown): string => rawText(body, 'id');

function readVideo(body: unknown): PostDetails {
  const post = mapVideo(body, null);
  return post ? { ok: true, post } : GONE;
}

function nameFilter({ kind, value }: Locator): ChannelFilter | null {
  if (kind === 'handle') return ['forHandle', value];
  return kind === 'username' ? ['forUsername', value] : null;
}

function unknownChannel(): ProfileAnswer {
  return { ok: false, error: new PlatformError('PROFILE_NOT_FOUND', { note: 'channels: no item' }) };
}

interface ReadChannel {
  readonly id: string;
  readonly answer: ProfileAnswer;
}

/** One channel that cannot be read is that channel's answer; the others of its batch are none the worse. */
function readChannel(body: unknown, map = mapChannel): ReadChannel {
  const id = videoId(body);
  try {
    const profile = map(body);
    return { id: profile.platformAccountId, answer: { ok: true, profile } };
  } catch (error) {
    if (error instanceof PlatformError) return { id, answer: { ok: false, error } };
    throw error;
  }
}
