/** The main job on what real networks answered: every number on the page is a number in a recording. */
import type { INestApplicationContext } from '@nestjs/common';
import type { PostResponse } from '../../backend/src/ingestion/dto/ingestion.responses.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { Desk } from '../support/desk.js';
import { assertInvariants } from '../support/invariants.js';
import {
  BLUESKY_DID,
  BLUESKY_HANDLE,
  startRecordedNetwork,
  YOUTUBE_CHANNEL,
  type RecordedNetwork,
} from '../support/recorded-network.js';
import { recordingsFolder } from '../support/recordings.js';
import { startWorker } from '../support/worker.js';

interface Channel {
  snippet: { title: string; description: string; customUrl: string; publishedAt: string };
  statistics: { viewCount: string; subscriberCount: string; videoCount: string };
}
interface Video {
  id: string;
  snippet: { title: string; description: string; publishedAt: string };
  statistics: { viewCount?: string; likeCount?: string; commentCount?: string };
}
interface Upload {
  contentDetails?: { videoId: string };
  snippet?: { resourceId: { videoId: string } };
}
interface FeedItem {
  reason?: unknown;
  reply?: { grandparentAuthor?: { did: string } };
  post: {
    uri: string;
    author: { did: string };
    record: { text: string; createdAt: string; reply?: { parent: { uri: string }; root: { uri: string } } };
    indexedAt: string;
    likeCount: number;
    replyCount: number;
    repostCount: number;
    quoteCount: number;
    bookmarkCount?: number;
  };
}
interface Profile {
  displayName?: string;
  description?: string;
  followersCount: number;
  followsCount: number;
  postsCount: number;
  createdAt?: string;
}

const whereRecorded = recordingsFolder() ? describe : describe.skip;
const numberOf = (text: string | undefined) => (text === undefined ? null : Number(text));

whereRecorded('complete recorded accounts, from POST /connections to the page (RECORDINGS_DIR)', () => {
  let network: RecordedNetwork;
  let api: TestApi;
  let worker: INestApplicationContext;
  let desk: Desk;

  beforeAll(async () => {
    network = await startRecordedNetwork();
    const addresses = { YOUTUBE_BASE_URL: network.youtubeUrl, BLUESKY_BASE_URL: network.blueskyUrl };
    api = await startApi(addresses);
    worker = await startWorker(api.network, addresses);
    desk = await Desk.open(api);
  });
  afterAll(async () => {
    await assertInvariants(api.rows);
    await worker.close();
    await api.close();
    await network.close();
  });

  const recorded = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;
  const connected = async (url: string) => {
    const answer = await desk.call('post', '/api/v1/connections').send({ talentId: desk.talentId, url }).expect(201);
    const { id, status } = answer.body as { id: string; status: string };
    expect(status).toBe('PENDING');
    return desk.becomes(id, 'READY');
  };
  const byId = (posts: readonly PostResponse[]) => new Map(posts.map((post) => [post.platformPostId, post]));
  const snapshotsOf = async (id: string) => {
    const sql = 'SELECT followers, following, posts, views FROM profile_snapshot WHERE connection_id = $1';
    return (await api.rows.query(sql, [id])).rows as unknown;
  };

  const recordedUploads = async (): Promise<string[]> => {
    const { items } = await recorded<{ items: Upload[] }>(
      `${network.youtubeUrl}/playlistItems?playlistId=UU${YOUTUBE_CHANNEL.slice(2)}`,
    );
    return items.map(({ contentDetails, snippet }) => contentDetails?.videoId ?? snippet?.resourceId.videoId ?? '');
  };

  it('a YouTube channel with its videos', async () => {
    const { items: channels } = await recorded<{ items: Channel[] }>(
      `${network.youtubeUrl}/channels?id=${YOUTUBE_CHANNEL}`,
    );
    const [channel] = channels;
    if (!channel) throw new Error('The channel was not recorded');
    const ids = await recordedUploads();
    const { items: videos } = await recorded<{ items: Video[] }>(`${network.youtubeUrl}/videos?id=${ids.join(',')}`);
    expect(videos.length).toBeGreaterThan(0);

    const { id, profile } = await connected(`https://www.youtube.com/channel/${YOUTUBE_CHANNEL}`);

    const { snippet, statistics } = channel;
    expect(profile).toMatchObject({
      displayName: snippet.title,
      handle: snippet.customUrl.slice(1),
      followers: Number(statistics.subscriberCount),
      following: null,
      posts: Number(statistics.videoCount),
      views: Number(statistics.viewCount),
      createdAtPlatform: new Date(snippet.publishedAt).toISOString(),
      blanks: { following: 'not_supported' },
    });
    const figures = { followers: statistics.subscriberCount, following: null, posts: statistics.videoCount };
    expect(await snapshotsOf(id)).toEqual([{ ...figures, views: statistics.viewCount }]);
    const posts = byId(await desk.posts(id, 2));
    expect([...posts.keys()].sort()).toEqual(videos.map((video) => video.id).sort());
    for (const { id: videoId, ...video } of videos) {
      const { viewCount, likeCount, commentCount } = video.statistics;
      expect(posts.get(videoId)).toMatchObject({
        title: video.snippet.title,
        text: video.snippet.description || null,
        publishedAt: new Date(video.snippet.publishedAt).toISOString(),
        stats: {
          views: numberOf(viewCount),
          likes: numberOf(likeCount),
          comments: numberOf(commentCount),
          shares: null,
        },
        blanks: { shares: 'not_supported' },
      });
    }
  });

  /** All items of the feed, five pages of them. */
  const recordedFeed = async (): Promise<FeedItem[]> => {
    const items: FeedItem[] = [];
    let cursor: string | undefined;
    do {
      const query: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { feed: FeedItem[]; cursor?: string } = await recorded(
        `${network.blueskyUrl}/app.bsky.feed.getAuthorFeed?actor=${BLUESKY_DID}${query}`,
      );
      items.push(...page.feed);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return items;
  };
  const isHers = ({ post, reply }: FeedItem) => {
    const thread = post.record.reply;
    const answered = thread ? [thread.parent.uri, thread.root.uri] : [];
    return (
      answered.every((uri) => uri.startsWith(`at://${BLUESKY_DID}/`)) &&
      (reply?.grandparentAuthor?.did ?? BLUESKY_DID) === BLUESKY_DID
    );
  };
  const earlier = (one: string, other: string) => new Date(Math.min(Date.parse(one), Date.parse(other))).toISOString();

  it('a Bluesky account with its posts over five pages', async () => {
    const wire = await recorded<Profile>(`${network.blueskyUrl}/app.bsky.actor.getProfile?actor=${BLUESKY_HANDLE}`);
    const feed = await recordedFeed();
    const own = feed.filter(({ reason }) => !reason);
    expect([feed.length, own.length, feed.length - own.length]).toEqual([125, 120, 5]);
    const hers = own.filter(isHers);
    network.asked.length = 0;

    const { id, profile } = await connected(`https://bsky.app/profile/${BLUESKY_HANDLE}`);

    expect(profile).toMatchObject({
      displayName: wire.displayName ?? null,
      handle: BLUESKY_HANDLE,
      bio: wire.description ?? null,
      followers: wire.followersCount,
      following: wire.followsCount,
      posts: wire.postsCount,
      views: null,
      createdAtPlatform: wire.createdAt ? new Date(wire.createdAt).toISOString() : null,
      blanks: { views: 'not_supported' },
    });
    const figures = [wire.followersCount, wire.followsCount, wire.postsCount].map(String);
    expect(await snapshotsOf(id)).toEqual([
      { followers: figures[0], following: figures[1], posts: figures[2], views: null },
    ]);
    expect(network.asked.filter((path) => path.includes('getAuthorFeed'))).toHaveLength(5);
    const posts = byId(await desk.posts(id, 30));
    expect([...posts.keys()].sort()).toEqual(hers.map(({ post }) => post.uri).sort());
    for (const { post } of hers) {
      expect(posts.get(post.uri)).toMatchObject({
        title: null,
        text: post.record.text || null,
        publishedAt: earlier(post.record.createdAt, post.indexedAt),
        stats: {
          views: null,
          likes: post.likeCount,
          comments: post.replyCount,
          shares: post.repostCount,
          quotes: post.quoteCount,
          saves: post.bookmarkCount ?? null,
        },
        blanks: { views: 'not_supported' },
      });
    }
    expect((await desk.runs(id))[0]).toMatchObject({
      outcome: 'ok',
      postsSeen: hers.length,
      postsNew: hers.length,
      calls: 6,
    });
  });
});
