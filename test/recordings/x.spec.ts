import { SystemClock } from '../../backend/src/core/clock.js';
import { XClient, type XContext } from '../../backend/src/platforms/adapters/x/x.client.js';
import { xDescriptor } from '../../backend/src/platforms/adapters/x/x.descriptor.js';
import { partialCode, xError, xTokenDialect } from '../../backend/src/platforms/adapters/x/x.errors.js';
import { mapFigures, mapPosts, mapUser } from '../../backend/src/platforms/adapters/x/x.mapper.js';
import { listSchema, type WireList } from '../../backend/src/platforms/adapters/x/x.schema.js';
import type { NormalizedPost } from '../../backend/src/platforms/contract/normalized.js';
import { regularAuthorizer } from '../../backend/src/platforms/wire/regular-authorizer.js';
import type { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import { aContext, codeOf, withRecording } from '../support/recorded-answer.js';
import { countByEndpoint, loadRecordings, recordingsFolder, type Recording } from '../support/recordings.js';

interface RawUser {
  id: string;
  username: string;
  name: string;
  description?: string;
  created_at?: string;
  profile_image_url?: string;
  verified?: boolean;
  protected?: boolean;
  public_metrics?: Record<string, number>;
}

interface RawPost {
  id: string;
  text: string;
  created_at?: string;
  author_id?: string;
  public_metrics?: Record<string, number>;
}

interface Raw {
  data?: unknown;
  errors?: unknown;
  meta?: { next_token?: string };
}

type Counts = Readonly<Record<string, number>>;

/** Missing is null. */
const counted = (counts: Counts | undefined, names: Readonly<Record<string, string>>): Record<string, number | null> =>
  Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [ours, counts?.[theirs] ?? null]));

const client = (wire: WireClient) => new XClient(wire, new SystemClock());
const consented: XContext = { ...aContext(), consent: { bearer: (send) => send('recorded') } };

/** How each of the client's calls is made, and how its answer is read; `others` hold the same things under other addresses. */
const CALLS: readonly { path: RegExp; ask: (wire: WireClient) => Promise<unknown> }[] = [
  { path: /^\/2\/users$/, ask: (wire) => client(wire).users('ids', ['12'], aContext()) },
  { path: /^\/2\/users\/by$/, ask: (wire) => client(wire).users('usernames', ['twitter'], aContext()) },
  { path: /^\/2\/users\/me$/, ask: (wire) => client(wire).me(consented) },
  { path: /^\/2\/tweets$/, ask: (wire) => client(wire).figures(['12'], aContext()) },
  { path: /^\/2\/users\/\d+\/tweets$/, ask: (wire) => client(wire).posts('783214', null, aContext()) },
];
const OTHER_USERS = /^\/2\/(users\/by\/username\/[^/]+|lists\/\d+\/members)$/;
const OTHER_POSTS = /^\/2\/(tweets\/[^/]+|users\/\d+\/(liked_tweets|mentions)|lists\/[^/]+\/tweets)$/;
const TOKEN = '/2/oauth2/token';

const listOf = (body: unknown): unknown[] => [(body as Raw).data ?? []].flat();

function expectUsers(recording: Recording): void {
  for (const raw of listOf(recording.body) as RawUser[]) {
    const { profile, isProtected } = mapUser(raw);
    expect([profile.platformAccountId, profile.handle, profile.displayName]).toEqual([raw.id, raw.username, raw.name]);
    expect([profile.bio ?? '', profile.verified, isProtected]).toEqual([
      raw.description ?? '',
      raw.verified ?? null,
      raw.protected ?? false,
    ]);
    const names = { followers: 'followers_count', following: 'following_count', posts: 'tweet_count' };
    expect(profile.metrics).toEqual({ ...counted(raw.public_metrics, names), views: null });
    expect(profile.createdAtPlatform?.toISOString()).toBe(raw.created_at);
    expect(profile.avatarUrl).toBe(raw.profile_image_url?.replace('_normal.', '_400x400.') ?? null);
  }
}

/** What nobody can have liked without seeing it was not counted. */
function viewsOf({ public_metrics: counts = {} }: RawPost): number | null {
  const { impression_count: views = null, ...rest } = counts;
  return views === 0 && Object.values(rest).some((count) => count > 0) ? null : views;
}

const POST_COUNTS = {
  likes: 'like_count',
  comments: 'reply_count',
  shares: 'retweet_count',
  quotes: 'quote_count',
  saves: 'bookmark_count',
};

function expectPost(post: NormalizedPost, raw: RawPost): void {
  expect([post.platformPostId, post.text]).toEqual([raw.id, raw.text]);
  expect(post.metrics).toEqual({ ...counted(raw.public_metrics, POST_COUNTS), views: viewsOf(raw) });
  expect(post.publishedAt.toISOString()).toBe(raw.created_at ?? post.publishedAt.toISOString());
  expect(post.publishedAt.getUTCFullYear()).toBeGreaterThan(2009);
}

/** Ids held no time before then, and nothing else tells it of a sample without a date. */
const isDated = ({ created_at, id }: RawPost): boolean => created_at !== undefined || id.length > 12;

function expectPosts(recording: Recording): void {
  const body = recording.body as Raw;
  for (const raw of listOf(body) as RawPost[]) {
    const list: WireList = { ...listSchema.parse({ ...body, data: [raw] }) };
    const { posts, nextCursor } = mapPosts(list, raw.author_id ?? '', 'somebody');
    expect(posts).toHaveLength(isDated(raw) ? 1 : 0);
    expect(mapFigures(raw).metrics).toEqual({ ...counted(raw.public_metrics, POST_COUNTS), views: viewsOf(raw) });
    for (const post of posts) expectPost(post, raw);
    expect(nextCursor).toBe(body.meta?.next_token ?? null);
  }
}

/** Who is not there is told beside who is. */
function expectPartial({ body }: Recording): void {
  const codes = listSchema.shape.errors.parse((body as Raw).errors)?.map(partialCode) ?? [];
  expect(codes).toEqual(codes.map(() => 'PROFILE_NOT_FOUND'));
}

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('X recordings (RECORDINGS_DIR)', () => {
  const all = recordingsFolder() ? loadRecordings('x') : [];
  const good = ({ status, method }: Recording) => status === 200 && method === 'GET';
  const callOf = ({ path }: Recording) => CALLS.find((call) => call.path.test(path));
  const called = all.filter((recording) => good(recording) && callOf(recording));
  const users = all.filter((recording) => good(recording) && OTHER_USERS.test(recording.path));
  const posts = all.filter((recording) => good(recording) && OTHER_POSTS.test(recording.path));
  const tokens = all.filter(({ path }) => path === TOKEN);
  const refused = all.filter(({ path, status }) => path !== TOKEN && status !== 200);
  const read = [...called, ...users, ...posts, ...tokens, ...refused];

  it(`reads ${called.length} answers to its calls, ${users.length + posts.length} of the same things, ${tokens.length} about tokens and ${
    refused.length
  } refusals; leaves ${countByEndpoint(all, read)}`, () => {
    expect(called.length).toBeGreaterThan(5);
    expect(users.length + posts.length).toBeGreaterThan(8);
    expect(new Set(read).size).toBe(read.length);
  });

  for (const recording of called)
    it(`reads its own call: ${recording.name}`, async () => {
      const call = callOf(recording)?.ask ?? (() => Promise.resolve(null));
      const body = await withRecording(recording, xDescriptor, call);
      expect((body as Raw).data).toEqual((recording.body as Raw).data);
      (/tweets$/.test(recording.path) ? expectPosts : expectUsers)(recording);
      expectPartial(recording);
    });

  for (const recording of users) it(`maps users: ${recording.name}`, () => expectUsers(recording));
  for (const recording of posts)
    it(`maps posts: ${recording.name}`, () => {
      expectPosts(recording);
      expectPartial(recording);
    });

  const refreshed = (recording: Recording) =>
    withRecording(recording, xDescriptor, (wire) => {
      const parts = { wires: { main: wire, at: () => wire }, clock: new SystemClock(), dialect: xTokenDialect };
      const authorizer = regularAuthorizer(xDescriptor, { ...parts, accounts: () => Promise.resolve([]) });
      return authorizer.refresh({ accessToken: 'a', refreshToken: 'r', issuedAt: new Date(0) }, aContext());
    });

  for (const recording of tokens.filter(({ status }) => status === 200))
    it(`reads a token answer: ${recording.name}`, async () => {
      const { accessToken, refreshToken, scopes, expiresAt } = await refreshed(recording);
      expect([accessToken, refreshToken]).toEqual(['REDACTED', 'REDACTED']);
      expect(scopes).toEqual(['tweet.write', 'users.read', 'tweet.read', 'offline.access']);
      expect(Math.abs(expiresAt.getTime() - Date.now() - 7_200_000)).toBeLessThan(60_000);
    });

  for (const recording of tokens.filter(({ status }) => status !== 200))
    it(`classifies ${recording.kind}: ${recording.name}`, async () => {
      expect(await codeOf(refreshed(recording))).toBe('APP_CREDENTIALS_INVALID');
    });

  /** By what it was asked with. */
  const CODES: Readonly<Record<string, readonly [app: string, talent: string]>> = {
    '401': ['APP_CREDENTIALS_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    '429': ['QUOTA_EXHAUSTED', 'QUOTA_EXHAUSTED'],
  };
  for (const { name, kind, path, ...answer } of refused)
    it(`classifies ${kind}: ${name}`, () => {
      const codes = (['app', 'talent'] as const).map((asker) => xError(answer, path, asker, new Date()).code);
      expect(codes).toEqual(CODES[String(answer.status)]);
    });
});
