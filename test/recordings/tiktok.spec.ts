import { SystemClock } from '../../backend/src/core/clock.js';
import { assertAllowed } from '../../backend/src/core/http/host-list.js';
import { tiktok } from '../../backend/src/platforms/adapters/tiktok/index.js';
import { tiktokAuthorizer } from '../../backend/src/platforms/adapters/tiktok/tiktok.authorizer.js';
import { TiktokClient } from '../../backend/src/platforms/adapters/tiktok/tiktok.client.js';
import { mapUser, mapVideo, mapVideos } from '../../backend/src/platforms/adapters/tiktok/tiktok.mapper.js';
import { tiktokMedia } from '../../backend/src/platforms/adapters/tiktok/tiktok.media.js';
import { aConsent } from '../../backend/src/platforms/testing/scripted-server.js';
import type { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import { aContext, codeOf, withRecording } from '../support/recorded-answer.js';
import { countByEndpoint, loadRecordings, recordingsFolder, type Recording } from '../support/recordings.js';

const { descriptor } = tiktok;
const API = 'open.tiktokapis.com';
/** The one before it answered in the same envelope; `ok` was the number 0. */
const OLDER_API = 'open-api.tiktok.com';
const SCOPES = ['user.info.basic', 'user.info.profile', 'user.info.stats', 'video.list'];
const clock = new SystemClock();

type Raw = Readonly<Record<string, unknown>>;
interface Envelope {
  readonly data: { readonly user?: Raw; readonly videos?: readonly Raw[]; readonly has_more?: boolean };
}

const isAt = (path: string) => (recording: Recording) => recording.host === API && recording.path === path;
const dataOf = ({ body }: Recording) => (body as Envelope).data;
const numberAt = (raw: Raw, field: string) => (raw[field] === undefined ? null : raw[field]);
const textAt = (raw: Raw, field: string) => (raw[field] === undefined || raw[field] === '' ? null : raw[field]);

const readUser = (wire: WireClient) => new TiktokClient(wire, clock).user('recorded', SCOPES, aContext());
const listVideos = (wire: WireClient) => new TiktokClient(wire, clock).videos(aConsent(SCOPES), null, aContext());
const lookUp = (wire: WireClient) => new TiktokClient(wire, clock).figures(aConsent(SCOPES), ['1'], aContext());
const exchange = (wire: WireClient) =>
  tiktokAuthorizer({ main: wire, at: () => wire }, new TiktokClient(wire, clock), clock).exchange(
    { code: 'recorded', redirectUri: 'https://console.example.com', verifier: null },
    aContext(),
  );

/** Answers that were asked for without the id are still read for everything else. */
function expectUser(raw: Raw, id: string): void {
  const profile = mapUser({ ...raw, open_id: id }, SCOPES);
  expect(profile).toMatchObject({
    platformAccountId: id,
    displayName: textAt(raw, 'display_name'),
    bio: textAt(raw, 'bio_description'),
    verified: numberAt(raw, 'is_verified'),
    avatarUrl: textAt(raw, 'avatar_large_url') ?? textAt(raw, 'avatar_url'),
    metrics: {
      followers: numberAt(raw, 'follower_count'),
      following: numberAt(raw, 'following_count'),
      posts: numberAt(raw, 'video_count'),
      views: null,
    },
  });
}

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('TikTok recordings (RECORDINGS_DIR)', () => {
  const all = recordingsFolder() ? loadRecordings('tiktok') : [];
  const users = all.filter(isAt('/v2/user/info/'));
  const lists = all.filter(isAt('/v2/video/list/'));
  const lookUps = all.filter(isAt('/v2/video/query/'));
  const tokens = all.filter(isAt('/v2/oauth/token/'));
  const older = all.filter(({ host, status }) => host === OLDER_API && status === 200);
  const read = [...users, ...lists, ...lookUps, ...tokens, ...older];

  it(`reads ${users.length} profiles, ${lists.length} pages of videos, ${lookUps.length} look-ups of some, ${tokens.length} token answers, ${older.length} answers of the older API; leaves ${countByEndpoint(all, read)}`, () => {
    expect([users, lists, lookUps, tokens, older].map(({ length }) => length)).toEqual([2, 2, 1, 2, 3]);
  });

  for (const recording of users) {
    it(`maps a profile with its own numbers: ${recording.name}`, async () => {
      const raw = dataOf(recording).user ?? {};
      const answer = await withRecording(recording, descriptor, readUser);
      expect(answer).toEqual(raw);
      if (typeof raw['open_id'] === 'string') return expectUser(raw, raw['open_id']);
      expect(() => mapUser(answer, SCOPES)).toThrow('PLATFORM_CONTRACT_CHANGED');
      expectUser(raw, '-000');
    });
  }

  for (const recording of lists) {
    it(`maps a page of videos: ${recording.name}`, async () => {
      const page = mapVideos(await withRecording(recording, descriptor, listVideos));
      const dated = (dataOf(recording).videos ?? []).filter((raw) => raw['create_time'] !== undefined);
      expect(page.posts.map(({ platformPostId }) => platformPostId)).toEqual(dated.map((raw) => raw['id']));
      expect(page.nextCursor).toBeNull();
    });
  }

  for (const recording of lookUps) {
    it(`leaves out what it does not show: ${recording.name}`, async () => {
      expect((await withRecording(recording, descriptor, lookUp)).videos).toEqual([]);
    });
  }

  it('maps a video that was asked for with a date, and cuts our mark off its address', () => {
    const [raw = {}] = lists.flatMap((recording) => dataOf(recording).videos ?? []);
    const post = mapVideo({ ...raw, create_time: 1_643_332_803 });
    expect(post).toMatchObject({
      platformPostId: raw['id'],
      title: raw['title'],
      text: raw['video_description'],
      durationSeconds: raw['duration'],
      thumbnailUrl: raw['cover_image_url'],
      metrics: { views: numberAt(raw, 'view_count'), likes: numberAt(raw, 'like_count') },
    });
    expect(String(raw['share_url'])).toMatch(/[?&]utm_campaign=tt4d_open_api/);
    expect(post?.url).toBe(String(raw['share_url']).split('?')[0]);
  });

  const isRefusal = ({ body }: Recording) => (body as Raw)['error'] !== undefined;

  for (const recording of tokens.filter(isRefusal)) {
    it(`knows a code that is over: ${recording.name}`, async () => {
      expect(await codeOf(withRecording(recording, descriptor, exchange))).toBe('CONSENT_STATE_INVALID');
    });
  }

  for (const recording of tokens.filter((answer) => !isRefusal(answer))) {
    it(`reads tokens with the ends that are named: ${recording.name}`, async () => {
      const raw = recording.body as Raw;
      const before = clock.now().getTime();
      const set = await withRecording(recording, descriptor, exchange);
      expect(set).toMatchObject({
        accessToken: raw['access_token'],
        refreshToken: raw['refresh_token'],
        scopes: String(raw['scope']).split(','),
      });
      const lives = (end: Date | null) => Math.round(((end?.getTime() ?? 0) - before) / 10_000) * 10;
      expect([lives(set.expiresAt), lives(set.refreshExpiresAt)]).toEqual([
        raw['expires_in'],
        raw['refresh_expires_in'],
      ]);
    });
  }

  for (const recording of older) {
    it(`takes no answer of the older API for one of this: ${recording.name}`, async () => {
      const { user, videos } = dataOf(recording);
      expect(await codeOf(withRecording(recording, descriptor, user ? readUser : listVideos))).toBe(
        'PLATFORM_CONTRACT_CHANGED',
      );
      if (user) expectUser(user, String(user['open_id']));
      for (const video of videos ?? []) expect(() => mapVideo(video)).toThrow('PLATFORM_CONTRACT_CHANGED');
    });
  }

  it('finds every picture at a known server, and its end', () => {
    const pictures = all.flatMap(({ body }) =>
      [...JSON.stringify(body).matchAll(/https:\/\/p16[^"]+/g)].map(([url]) => url),
    );
    for (const url of pictures) {
      expect(() => assertAllowed(url, { hosts: descriptor.mediaHosts })).not.toThrow();
      expect(tiktokMedia.goodUntil(url)?.getTime()).toBeGreaterThan(Date.parse('2020-01-01'));
    }
    expect(pictures.length).toBeGreaterThan(3);
  });
});
