import { SystemClock } from '../../backend/src/core/clock.js';
import { YoutubeAnalytics } from '../../backend/src/platforms/adapters/youtube/youtube.analytics.js';
import { YoutubeClient, type ChannelFilter } from '../../backend/src/platforms/adapters/youtube/youtube.client.js';
import { YoutubeFetcher } from '../../backend/src/platforms/adapters/youtube/youtube.fetcher.js';
import { youtube } from '../../backend/src/platforms/adapters/youtube/index.js';
import {
  mapChannel,
  mapUpload,
  mapVideo,
  videoMetrics,
} from '../../backend/src/platforms/adapters/youtube/youtube.mapper.js';
import { videoSchema } from '../../backend/src/platforms/adapters/youtube/youtube.schema.js';
import type { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import { aContext, codeOf, withRecording } from '../support/recorded-answer.js';
import {
  countByEndpoint,
  endpointOf,
  loadRecordings,
  recordingsFolder,
  type Recording,
} from '../support/recordings.js';

const { descriptor, endpoints } = youtube;
const BY_ID: ChannelFilter = ['id', 'UCZXMDk2QjU7dBanCVrMj4CA'];
const ELSEWHEN = new Date('2020-02-02T02:02:02Z');

/** What each kind of refusal stands for; a kind that is not here fails its test. */
const CODES: Readonly<Record<string, string>> = {
  'expired-token': 'AUTH_RECONNECT_REQUIRED',
  'rate-limit': 'RATE_LIMITED',
  'private-forbidden': 'APP_CREDENTIALS_INVALID',
};

interface Raw {
  id: string;
  [part: string]: unknown;
}

/** What the recording itself holds at this place. */
const at = (raw: Raw, ...keys: string[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], raw);
const textAt = (raw: Raw, ...keys: string[]) => at(raw, ...keys) as string | undefined;

const number = (text: unknown) => (text === undefined ? null : Number(text));
const moment = (text: string | undefined) =>
  text === undefined ? undefined : Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
const itemsOf = (recording: Recording) => (recording.body as { items?: Raw[] }).items ?? [];
const client = (wire: WireClient) => new YoutubeClient(wire, new SystemClock());

function expectChannel(body: unknown, raw: Raw): void {
  const profile = mapChannel(body);
  const hidden = at(raw, 'statistics', 'hiddenSubscriberCount') === true;
  expect(profile.platformAccountId).toBe(raw.id);
  expect(profile.metrics).toEqual({
    followers: hidden ? null : number(at(raw, 'statistics', 'subscriberCount')),
    following: null,
    posts: number(at(raw, 'statistics', 'videoCount')),
    views: number(at(raw, 'statistics', 'viewCount')),
  });
  expect(profile.displayName).toBe(textAt(raw, 'snippet', 'title') ?? null);
  expect(profile.bio).toBe(textAt(raw, 'snippet', 'description') || null);
  expect(profile.country).toBe(textAt(raw, 'snippet', 'country') ?? null);
  expect(profile.createdAtPlatform?.getTime()).toBe(moment(textAt(raw, 'snippet', 'publishedAt')));
  expect(profile.hints['uploads']).toBe(textAt(raw, 'contentDetails', 'relatedPlaylists', 'uploads'));
}

function expectUpload(body: unknown, raw: Raw): void {
  const upload = mapUpload(body);
  const details = textAt(raw, 'contentDetails', 'videoPublishedAt');
  const gone = raw['contentDetails'] !== undefined && details === undefined;
  const videoId = textAt(raw, 'contentDetails', 'videoId') ?? textAt(raw, 'snippet', 'resourceId', 'videoId');
  const expected = { videoId, at: moment(details ?? textAt(raw, 'snippet', 'publishedAt')) };
  expect(upload && { videoId: upload.videoId, at: upload.publishedAt?.getTime() }).toEqual(gone ? null : expected);
}

function expectVideo(body: unknown, raw: Raw): void {
  const metrics = {
    views: number(at(raw, 'statistics', 'viewCount')),
    likes: number(at(raw, 'statistics', 'likeCount')),
    comments: number(at(raw, 'statistics', 'commentCount')),
    shares: null,
    quotes: null,
    saves: null,
  };
  const expected = {
    platformPostId: raw.id,
    metrics,
    title: textAt(raw, 'snippet', 'title') ?? null,
    text: textAt(raw, 'snippet', 'description') || null,
    publishedAt: new Date(moment(textAt(raw, 'snippet', 'publishedAt')) ?? ELSEWHEN.getTime()),
  };
  const isPublic = ['public', undefined].includes(textAt(raw, 'status', 'privacyStatus'));
  expect(videoMetrics(videoSchema.parse(body)).metrics).toEqual(metrics);
  expect(mapVideo(body, ELSEWHEN)).toEqual(isPublic ? (expect.objectContaining(expected) as unknown) : null);
}

/** How each endpoint is asked, and how one of its items is compared. */
const CALLS: Readonly<
  Record<
    string,
    {
      ask: (wire: WireClient) => Promise<{ items?: unknown[] | null | undefined }>;
      expectItem: (body: unknown, raw: Raw) => void;
    }
  >
> = {
  '/channels': { ask: (wire) => client(wire).listChannels(BY_ID, aContext()), expectItem: expectChannel },
  '/playlistItems': { ask: (wire) => client(wire).listUploads('UU', null, aContext()), expectItem: expectUpload },
  '/videos': { ask: (wire) => client(wire).listVideos(['x'], aContext()), expectItem: expectVideo },
};

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('YouTube recordings (RECORDINGS_DIR)', () => {
  const all = recordingsFolder() ? loadRecordings('youtube') : [];
  const called = all.flatMap((recording) => {
    const endpoint = endpointOf(recording, descriptor.config.basePath, endpoints);
    return endpoint === undefined ? [] : [{ recording, endpoint }];
  });
  const good = called.filter(({ recording }) => recording.status === 200 && itemsOf(recording).length > 0);
  const empty = called.filter(({ recording }) => recording.status === 200 && itemsOf(recording).length === 0);
  const refused = called.filter(({ recording }) => recording.status !== 200);

  it(`reads ${good.length} answers, ${empty.length} empty ones and ${refused.length} refusals; leaves ${countByEndpoint(
    all,
    called.map(({ recording }) => recording),
  )}`, () => {
    expect(good.length).toBeGreaterThan(20);
    expect(good.length + empty.length + refused.length).toBe(called.length);
  });

  for (const { recording, endpoint } of good) {
    it(`maps ${endpoint} with its own numbers: ${recording.name}`, async () => {
      const raw = itemsOf(recording);
      const { items } = await withRecording(
        recording,
        descriptor,
        (wire) => CALLS[endpoint]?.ask(wire) ?? Promise.reject(new Error(endpoint)),
      );
      expect(items).toHaveLength(raw.length);
      items?.forEach((item, index) => CALLS[endpoint]?.expectItem(item, raw[index] ?? { id: '' }));
    });
  }

  for (const { recording, endpoint } of empty) {
    it(`reads an empty ${endpoint} as nobody, or nothing: ${recording.name}`, async () => {
      const refs = [{ locator: { platform: 'youtube', kind: 'id' as const, value: BY_ID[1] } }];
      const outcome = await withRecording(recording, descriptor, async (wire) => {
        const fetcher = new YoutubeFetcher(client(wire), new YoutubeAnalytics(wire, new SystemClock()));
        if (endpoint !== '/channels') return (await CALLS[endpoint]?.ask(wire))?.items ?? [];
        const [answer] = await fetcher.fetchProfiles(refs, aContext());
        return answer?.ok ? 'found' : answer?.error.code;
      });
      expect(outcome).toEqual(endpoint === '/channels' ? 'PROFILE_NOT_FOUND' : []);
    });
  }

  for (const { recording, endpoint } of refused) {
    it(`classifies ${recording.kind} of ${endpoint}: ${recording.name}`, async () => {
      const code = await codeOf(
        withRecording(recording, descriptor, (wire) => CALLS[endpoint]?.ask(wire) ?? Promise.resolve({})),
      );
      expect(code).toBe(CODES[recording.kind]);
    });
  }
});
