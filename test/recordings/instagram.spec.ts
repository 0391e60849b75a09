import { SystemClock } from '../../backend/src/core/clock.js';
import { assertAllowed } from '../../backend/src/core/http/host-list.js';
import { instagram } from '../../backend/src/platforms/adapters/instagram/index.js';
import { InstagramClient } from '../../backend/src/platforms/adapters/instagram/instagram.client.js';
import { mapMedia, mapMediaPage } from '../../backend/src/platforms/adapters/instagram/instagram.mapper.js';
import { instagramMedia } from '../../backend/src/platforms/adapters/instagram/instagram.media.js';
import { readUsage } from '../../backend/src/platforms/adapters/instagram/instagram.usage.js';
import type { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import { aContext, codeOf, withRecording } from '../support/recorded-answer.js';
import { countByEndpoint, loadRecordings, recordingsFolder, type Recording } from '../support/recordings.js';

const { descriptor } = instagram;

interface RawMedia {
  id: string;
  caption?: string;
  media_type?: string;
  media_product_type?: string;
  media_url?: string;
  thumbnail_url?: string;
  permalink?: string;
  timestamp?: string;
  like_count?: number;
  comments_count?: number;
  view_count?: number;
}
interface RawDiscovery {
  business_discovery: { id: string; media: { data: RawMedia[]; paging: { cursors: { after?: string } } } };
  id: string;
}

/** No refusal of Business Discovery was recorded; the whole Graph API refuses in one form, and these are its numbers. */
const CODES: Readonly<Record<string, string>> = {
  'expired-token': 'APP_CREDENTIALS_INVALID',
  'not-found': 'APP_CREDENTIALS_INVALID',
  'bad-request': 'PLATFORM_CONTRACT_CHANGED',
};

/** The node of the agency's account, asked for another account: the sources name neither version nor account. */
const isDiscovery = ({ method, host, path, query }: Recording) =>
  method === 'GET' &&
  host === 'graph.facebook.com' &&
  /^\/(v[\d.]+|\(version\))\/[^/]+$/.test(path) &&
  (query['fields']?.[0] ?? '').startsWith('business_discovery');

const discover = (wire: WireClient) =>
  new InstagramClient(wire, new SystemClock()).discoverMedia('talent.one', null, aContext());

const isMedia = (value: unknown): value is RawMedia =>
  typeof value === 'object' && value !== null && 'media_type' in value && 'id' in value;

/** Media of other calls to the same API, on a page, by id or alone: the same objects, read with other fields. */
function mediaIn({ host, body }: Recording): RawMedia[] {
  if (host !== 'graph.facebook.com' || typeof body !== 'object' || body === null) return [];
  const { data } = body as { data?: unknown };
  return [body, ...(Array.isArray(data) ? (data as unknown[]) : Object.values(body))].filter(isMedia);
}

const metricsOf = ({
  view_count = null,
  like_count = null,
  comments_count = null,
}: Partial<Record<string, unknown>>) => ({
  views: view_count,
  likes: like_count,
  comments: comments_count,
  shares: null,
  quotes: null,
  saves: null,
});

/** The picture of it: for a video only the one beside the video. */
const pictureOf = ({ media_type, media_url, thumbnail_url }: RawMedia) =>
  thumbnail_url ?? (media_type === 'VIDEO' ? undefined : media_url) ?? null;

const kindOf = ({ media_type, media_product_type }: RawMedia) =>
  media_product_type === 'REELS' ? 'short' : media_type === 'VIDEO' ? 'video' : 'image';

function expectMedia(body: unknown, raw: RawMedia): void {
  const post = mapMedia(body);
  if (raw.permalink === undefined || raw.timestamp === undefined) return expect(post).toBeNull();
  expect(post).toMatchObject({
    platformPostId: raw.id,
    kind: kindOf(raw),
    url: raw.permalink,
    text: raw.caption ?? null,
    publishedAt: new Date(raw.timestamp.replace('+0000', 'Z')),
    thumbnailUrl: pictureOf(raw),
    metrics: metricsOf({ ...raw }),
  });
}

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('Instagram recordings (RECORDINGS_DIR)', () => {
  const all = recordingsFolder() ? loadRecordings('instagram') : [];
  const called = all.filter(isDiscovery);
  const refused = all.filter(({ status }) => status !== 200);
  const others = all.filter((recording) => !called.includes(recording) && mediaIn(recording).length > 0);
  const read = [...called, ...refused, ...others];

  it(`reads ${called.length} answers, ${refused.length} refusals of the same API, the media in ${others.length} answers of other calls; leaves ${countByEndpoint(
    all,
    read,
  )}`, () => {
    expect([called.length, refused.length]).toEqual([2, 3]);
    expect(called.every(({ status }) => status === 200)).toBe(true);
    expect(others.flatMap(mediaIn).length).toBeGreaterThan(25);
  });

  for (const recording of called) {
    it(`maps Business Discovery with its own numbers: ${recording.name}`, async () => {
      const raw = recording.body as RawDiscovery;
      const wire = await withRecording(recording, descriptor, discover);
      expect(wire.id).toBe(raw.business_discovery.id);
      expect(wire.id).not.toBe(raw.id);
      const { media } = raw.business_discovery;
      const page = mapMediaPage(wire.media);
      expect(page.posts.map(({ platformPostId }) => platformPostId)).toEqual(media.data.map(({ id }) => id));
      expect(page.nextCursor).toBe(media.paging.cursors.after ?? null);
      media.data.forEach((one, index) => expectMedia(wire.media?.data[index], one));
    });
  }

  for (const recording of refused) {
    it(`classifies ${recording.kind} of ${recording.host}${recording.path}: ${recording.name}`, async () => {
      expect(await codeOf(withRecording(recording, descriptor, discover))).toBe(CODES[recording.kind]);
    });
  }

  for (const recording of others) {
    it(`maps the media of ${recording.path}: ${recording.name}`, () => {
      const media = mediaIn(recording);
      media.forEach((one) => expectMedia(one, one));
      expect(media.length).toBeGreaterThan(0);
    });
  }

  it('reads the usage that was told, and only that', () => {
    const told = all.filter(({ headers }) => headers['x-app-usage'] ?? headers['x-business-use-case-usage']);
    for (const { headers } of told) {
      const app = JSON.parse(headers['x-app-usage'] ?? '{}') as Record<string, number>;
      const business = JSON.parse(headers['x-business-use-case-usage'] ?? '{}') as Record<
        string,
        Record<string, number | string>[]
      >;
      const ofAccounts = Object.values(business).flatMap((entries) =>
        entries.filter(({ type }) => type === 'instagram'),
      );
      const percents = [app, ...ofAccounts].flatMap((entry) =>
        ['call_count', 'total_cputime', 'total_time'].map((name) => Number(entry[name] ?? 0)),
      );
      expect(readUsage(headers, new Date())).toEqual({ share: Math.max(...percents) / 100, regainAt: null });
    }
    expect(told.length).toBeGreaterThan(3);
  });

  it('finds every picture at a known server, and its end after the answer', () => {
    const pictures = all.flatMap(({ body, headers }) =>
      [...JSON.stringify(body).matchAll(/https:\/\/scontent[^"]+/g)].map(([url]) => ({ url, date: headers['date'] })),
    );
    for (const { url, date } of pictures) {
      expect(() => assertAllowed(url, { hosts: descriptor.mediaHosts })).not.toThrow();
      const until = instagramMedia.goodUntil(url);
      expect(until?.getTime()).toBeGreaterThan(Date.parse(date ?? '2020-01-01'));
    }
    expect(pictures.length).toBeGreaterThan(30);
  });
});
