import { SystemClock } from '../../backend/src/core/clock.js';
import { BlueskyClient } from '../../backend/src/platforms/adapters/bluesky/bluesky.client.js';
import { bluesky } from '../../backend/src/platforms/adapters/bluesky/index.js';
import { mapFeed, mapFigures, mapProfile } from '../../backend/src/platforms/adapters/bluesky/bluesky.mapper.js';
import type { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import { aContext, codeOf, withRecording } from '../support/recorded-answer.js';
import {
  countByEndpoint,
  endpointOf,
  loadRecordings,
  recordingsFolder,
  type Recording,
} from '../support/recordings.js';

const { descriptor, endpoints } = bluesky;

/** What each error stands for, by its name or, for the one name that says everything, by its message. */
const CODES: Readonly<Record<string, string>> = {
  AccountTakedown: 'PROFILE_SUSPENDED',
  AccountDeactivated: 'PROFILE_DELETED',
  ExpiredToken: 'AUTH_RECONNECT_REQUIRED',
  'Profile not found': 'PROFILE_NOT_FOUND',
  'Invalid app.bsky.feed.getAuthorFeed params: integer too big (maximum 100, got 101)': 'PLATFORM_CONTRACT_CHANGED',
};

interface RawProfile {
  did: string;
  handle: string;
  displayName?: string;
  description?: string;
  avatar?: string;
  banner?: string;
  createdAt?: string;
  followersCount?: number;
  followsCount?: number;
  postsCount?: number;
}

interface RawPost {
  uri: string;
  author: { did: string };
  record: { text: string; createdAt: string; reply?: { parent: { uri: string }; root: { uri: string } } };
  indexedAt: string;
  likeCount?: number;
  replyCount?: number;
  repostCount?: number;
  quoteCount?: number;
  bookmarkCount?: number;
}

interface RawItem {
  post: RawPost;
  reason?: { $type: string };
}

const client = (wire: WireClient) => new BlueskyClient(wire, new SystemClock());
const moment = (text: string) => Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));

function expectProfile(body: unknown, raw: RawProfile): void {
  const profile = mapProfile(body);
  expect([profile.platformAccountId, profile.handle]).toEqual([raw.did, raw.handle]);
  expect(profile.metrics).toEqual({
    followers: raw.followersCount ?? null,
    following: raw.followsCount ?? null,
    posts: raw.postsCount ?? null,
    views: null,
  });
  expect([profile.displayName, profile.bio]).toEqual([raw.displayName ?? null, raw.description ?? null]);
  expect([profile.avatarUrl, profile.bannerUrl]).toEqual([raw.avatar ?? null, raw.banner ?? null]);
  expect(profile.createdAtPlatform?.getTime()).toBe(raw.createdAt === undefined ? undefined : moment(raw.createdAt));
}

/** Own posts and self-threads, told from the raw item alone. */
function isOwn({ post, reason }: RawItem, account: string): boolean {
  const { reply } = post.record;
  const within = (uri: string) => uri.split('/')[2] === account;
  const repost = reason?.$type === 'app.bsky.feed.defs#reasonRepost';
  return post.author.did === account && !repost && (!reply || (within(reply.parent.uri) && within(reply.root.uri)));
}

const countsOf = (post: RawPost): Readonly<Record<string, number | null>> => ({
  views: null,
  likes: post.likeCount ?? null,
  comments: post.replyCount ?? null,
  shares: post.repostCount ?? null,
  quotes: post.quoteCount ?? null,
  saves: post.bookmarkCount ?? null,
});

function expectFeed(body: unknown, raw: { feed: RawItem[]; cursor?: string }): void {
  const account = raw.feed.find((item) => !item.reason?.$type.endsWith('Repost'))?.post.author.did ?? '';
  const own = raw.feed.filter((item) => isOwn(item, account)).map((item) => item.post);
  const page = mapFeed(body, account);
  expect(own.length).toBeGreaterThan(0);
  expect(page.nextCursor).toBe(raw.cursor ?? null);
  expect(
    page.posts.map((post) => [post.platformPostId, post.text ?? '', post.publishedAt.getTime(), post.metrics]),
  ).toEqual(
    own.map((post) => [
      post.uri,
      post.record.text,
      Math.min(moment(post.record.createdAt), moment(post.indexedAt)),
      countsOf(post),
    ]),
  );
}

/** Figures of posts that were asked for by their addresses; some recordings hold one post out of the list. */
function expectFigures(body: unknown, recorded: unknown): void {
  const postsOf = (answer: unknown): unknown[] => (answer as { posts?: unknown[] }).posts ?? [answer];
  const posts = postsOf(body);
  expect(posts.length).toBeGreaterThan(0);
  expect(posts.map((post) => mapFigures(post).metrics)).toEqual((postsOf(recorded) as RawPost[]).map(countsOf));
}

/** How each endpoint is asked, and how its answer is compared. */
const CALLS: Readonly<
  Record<
    string,
    { ask: (wire: WireClient) => Promise<unknown>; expectBody: (body: unknown, recording: Recording) => void }
  >
> = {
  '/app.bsky.actor.getProfile': {
    ask: (wire) => client(wire).getProfile('alice.test', aContext()),
    expectBody: (body, recording) => expectProfile(body, recording.body as RawProfile),
  },
  '/app.bsky.actor.getProfiles': {
    ask: (wire) => client(wire).getProfiles(['alice.test'], aContext()),
    expectBody: (body, recording) => {
      const raw = (recording.body as { profiles: RawProfile[] }).profiles;
      const { profiles } = body as { profiles: unknown[] };
      expect(profiles).toHaveLength(raw.length);
      raw.forEach((profile, index) => expectProfile(profiles[index], profile));
    },
  },
  '/app.bsky.feed.getAuthorFeed': {
    ask: (wire) => client(wire).getAuthorFeed('alice.test', null, aContext()),
    expectBody: (body, recording) => expectFeed(body, recording.body as { feed: RawItem[] }),
  },
  '/app.bsky.feed.getPosts': {
    ask: (wire) => client(wire).getPosts(['at://x/app.bsky.feed.post/y'], aContext()),
    expectBody: (body, recording) => expectFigures(body, recording.body),
  },
};

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('Bluesky recordings (RECORDINGS_DIR)', () => {
  const all = recordingsFolder() ? loadRecordings('bluesky') : [];
  const called = all.flatMap((recording) => {
    const endpoint = endpointOf(recording, descriptor.config.basePath, endpoints);
    return endpoint === undefined ? [] : [{ recording, endpoint }];
  });
  const good = called.filter(({ recording }) => recording.status === 200);
  const refused = called.filter(({ recording }) => recording.status !== 200);

  it(`reads ${good.length} answers and ${refused.length} refusals; leaves ${countByEndpoint(
    all,
    called.map(({ recording }) => recording),
  )}`, () => {
    expect(good.length).toBeGreaterThan(10);
    expect(good.length + refused.length).toBe(called.length);
  });

  it('leaves no placeholder standing', () => {
    expect(JSON.stringify(called)).not.toMatch(/\b(user|record|cids)\(\d+\)/);
  });

  for (const { recording, endpoint } of good) {
    it(`maps ${endpoint} with its own numbers: ${recording.name}`, async () => {
      const call = CALLS[endpoint];
      const body = await withRecording(
        recording,
        descriptor,
        (wire) => call?.ask(wire) ?? Promise.reject(new Error(endpoint)),
      );
      call?.expectBody(body, recording);
      expect(body).toBeDefined();
    });
  }

  for (const { recording, endpoint } of refused) {
    it(`classifies ${recording.kind} of ${endpoint}: ${recording.name}`, async () => {
      const { error, message } = recording.body as { error: string; message: string };
      const code = await codeOf(
        withRecording(recording, descriptor, (wire) => CALLS[endpoint]?.ask(wire) ?? Promise.resolve()),
      );
      expect(code).toBe(CODES[error === 'InvalidRequest' ? message : error]);
    });
  }
});
