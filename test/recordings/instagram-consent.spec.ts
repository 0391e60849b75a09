import { SystemClock } from '../../backend/src/core/clock.js';
import { instagram } from '../../backend/src/platforms/adapters/instagram/index.js';
import { InstagramOwnClient } from '../../backend/src/platforms/adapters/instagram/instagram.own-client.js';
import { mapOwnMedia } from '../../backend/src/platforms/adapters/instagram/instagram.own-mapper.js';
import { InstagramOwnReader } from '../../backend/src/platforms/adapters/instagram/instagram.own-reader.js';
import type { Consent, FetchContext } from '../../backend/src/platforms/contract/fetcher.js';
import { aConsent } from '../../backend/src/platforms/testing/scripted-server.js';
import type { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import { aContext, codeOf, withRecording } from '../support/recorded-answer.js';
import { countByEndpoint, loadRecordings, recordingsFolder, type Recording } from '../support/recordings.js';

const { descriptor } = instagram;
const BASIC = ['instagram_business_basic'];
const ALL = [...BASIC, 'instagram_business_manage_insights'];
const clock = new SystemClock();

interface RawMedia {
  readonly id: string;
  readonly permalink?: string;
  readonly timestamp?: string;
  readonly like_count?: number;
  readonly comments_count?: number;
}
interface RawPage {
  readonly data: readonly RawMedia[];
  readonly paging?: { readonly cursors?: { readonly after?: string }; readonly next?: string };
}
interface RawInsight {
  readonly name: string;
  readonly values: readonly { readonly value: number }[];
}

/** What each kind of refusal is to somebody who asks with a talent's token; a kind that is not here fails its test. */
const CODES: Readonly<Record<string, string>> = {
  'expired-token': 'AUTH_RECONNECT_REQUIRED',
  'not-found': 'PROFILE_NOT_FOUND',
};

const isPage = ({ body, status }: Recording): boolean => {
  const { data } = (body ?? {}) as Partial<RawPage>;
  return status === 200 && Array.isArray(data) && data.some((one) => 'media_type' in one && 'timestamp' in one);
};
const isMediaInsights = ({ body }: Recording): boolean => {
  const { data } = (body ?? {}) as { data?: Partial<RawInsight>[] };
  return Array.isArray(data) && data.some(({ name, values }) => name === 'saved' && values !== undefined);
};

const own = (wire: WireClient) => new InstagramOwnClient(wire, clock);
const context = (scopes: readonly string[]): FetchContext & { consent: Consent } => ({
  ...aContext(),
  consent: aConsent(scopes),
});
const page = (wire: WireClient, scopes = BASIC) => {
  const asking = context(scopes);
  return new InstagramOwnReader(own(wire)).page(null, asking.consent, asking);
};
const whole = ({ permalink, timestamp }: RawMedia) => permalink !== undefined && timestamp !== undefined;

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('Instagram recordings, by consent (RECORDINGS_DIR)', () => {
  const all = recordingsFolder() ? loadRecordings('instagram') : [];
  const pages = all.filter(isPage);
  const reports = all.filter(isMediaInsights);
  const converted = all.filter(({ kind }) => kind === 'bad-request');
  const refused = all.filter(({ status, kind }) => status !== 200 && kind !== 'bad-request');
  const older = all.filter(({ host, path }) => host === 'graph.instagram.com' && path === '/me');
  const read = [...pages, ...reports, ...converted, ...refused, ...older];

  it(`reads ${pages.length} pages of an account's own media, ${reports.length} reports of a medium, ${refused.length} refusals; leaves ${countByEndpoint(all, read)}`, () => {
    expect(pages.length).toBeGreaterThan(3);
    expect([reports.length, converted.length, refused.length, older.length]).toEqual([1, 1, 2, 1]);
  });

  for (const recording of pages) {
    it(`maps a page with its own numbers, and keeps no address of another: ${recording.name}`, async () => {
      const raw = recording.body as RawPage;
      const { posts, nextCursor } = await withRecording(recording, descriptor, (wire) => page(wire));
      const shown = raw.data.filter(whole);
      expect(posts.map(({ platformPostId, metrics }) => [platformPostId, metrics.likes, metrics.comments])).toEqual(
        shown.map(({ id, like_count, comments_count }) => [id, like_count ?? null, comments_count ?? null]),
      );
      expect(posts.every(({ blanks }) => blanks.views === 'not_granted')).toBe(true);
      expect(nextCursor).toBe(raw.paging?.next === undefined ? null : (raw.paging.cursors?.after ?? null));
      expect(nextCursor ?? '').not.toContain('access_token');
    });
  }

  for (const recording of reports) {
    it(`reads a medium's insights with their own numbers: ${recording.name}`, async () => {
      const { data } = recording.body as { data: RawInsight[] };
      const asking = context(ALL);
      const insights = await withRecording(recording, descriptor, (wire) =>
        own(wire).insights('1', asking.consent.bearer, asking),
      );
      if (typeof insights === 'string') throw new Error(insights);
      const medium = { id: '1', permalink: 'https://www.instagram.com/p/C/', timestamp: '2021-08-10T16:57:42+0000' };
      const saved = data.find(({ name }) => name === 'saved')?.values[0]?.value;
      expect(mapOwnMedia(medium, insights)).toMatchObject({
        metrics: { saves: saved, views: null, shares: null },
        blanks: { views: 'not_yet', shares: 'not_yet' },
      });
    });
  }

  for (const recording of converted) {
    it(`knows a medium from before the account was a professional one: ${recording.name}`, async () => {
      const asking = context(ALL);
      const ask = (wire: WireClient) => own(wire).insights('1', asking.consent.bearer, asking);
      expect(await withRecording(recording, descriptor, ask)).toBe('before');
    });
  }

  for (const recording of refused) {
    it(`classifies ${recording.kind} of ${recording.host}${recording.path}: ${recording.name}`, async () => {
      const answer = (ask: (wire: WireClient) => Promise<unknown>) => codeOf(withRecording(recording, descriptor, ask));
      expect(await answer((wire) => page(wire))).toBe(CODES[recording.kind]);
      expect(await answer((wire) => page(wire, ALL))).toBe(CODES[recording.kind]);
    });
  }

  for (const recording of older) {
    it(`takes the id that one app sees for nobody's: ${recording.name}`, async () => {
      const asking = context(BASIC);
      const code = await codeOf(
        withRecording(recording, descriptor, (wire) => own(wire).me(asking.consent.bearer, asking)),
      );
      expect(code).toBe('PLATFORM_CONTRACT_CHANGED');
    });
  }
});
