import { SystemClock } from '../../backend/src/core/clock.js';
import { youtube } from '../../backend/src/platforms/adapters/youtube/index.js';
import { YoutubeAnalytics } from '../../backend/src/platforms/adapters/youtube/youtube.analytics.js';
import { youtubeAuthorizer } from '../../backend/src/platforms/adapters/youtube/youtube.authorizer.js';
import { YoutubeClient } from '../../backend/src/platforms/adapters/youtube/youtube.client.js';
import { YoutubeFetcher } from '../../backend/src/platforms/adapters/youtube/youtube.fetcher.js';
import type { TokenSet } from '../../backend/src/platforms/contract/authorizer.js';
import { aConsent } from '../../backend/src/platforms/testing/scripted-server.js';
import type { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import { aContext, codeOf, withRecording } from '../support/recorded-answer.js';
import { countByEndpoint, loadRecordings, recordingsFolder, type Recording } from '../support/recordings.js';

const { descriptor } = youtube;
const SCOPES = descriptor.oauth?.scopes.map(({ name }) => name) ?? [];
const clock = new SystemClock();

interface RawToken {
  readonly access_token: string;
  readonly expires_in: number;
  readonly scope: string;
}
interface RawReport {
  readonly columnHeaders: readonly { readonly name: string }[];
  readonly rows: readonly unknown[];
}

const isToken = ({ method, path }: Recording): boolean => method === 'POST' && /\/token$/.test(path);
const isReport = ({ host, path }: Recording): boolean =>
  host === 'youtubeanalytics.googleapis.com' && path === '/v2/reports';
const isOwn = ({ path, query }: Recording): boolean => path.endsWith('/channels') && query['mine']?.[0] === 'true';

/** Every endpoint of Google's that ever gave tokens answers in one form. */
const refresh = (wire: WireClient): Promise<TokenSet> =>
  youtubeAuthorizer({ main: wire, at: () => wire }, clock).refresh(
    { accessToken: 'old', refreshToken: 'lasting', issuedAt: new Date(0) },
    aContext(),
  );
const byConsent = { ...aContext(), consent: aConsent(SCOPES) };
const shares = (wire: WireClient) => new YoutubeAnalytics(wire, clock).shares(['x'], byConsent.consent, byConsent);
const ownProfile = (wire: WireClient) =>
  new YoutubeFetcher(new YoutubeClient(wire, clock), new YoutubeAnalytics(wire, clock)).fetchProfiles(
    [{ locator: { platform: 'youtube', kind: 'id', value: 'UC' } }],
    byConsent,
  );

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('YouTube recordings, by consent (RECORDINGS_DIR)', () => {
  const all = recordingsFolder() ? loadRecordings('youtube') : [];
  const tokens = all.filter(isToken);
  const given = tokens.filter(({ status }) => status === 200);
  const refused = tokens.filter(({ status }) => status !== 200);
  const reports = all.filter(isReport);
  const own = all.filter(isOwn);

  it(`reads ${given.length} tokens and ${refused.length} refusals, ${reports.length} reports, ${own.length} own channels; leaves ${countByEndpoint(
    all,
    [...tokens, ...reports, ...own],
  )}`, () => {
    expect([given.length, refused.length]).toEqual([4, 1]);
    expect(reports.length).toBeGreaterThan(8);
    expect(own.length).toBeGreaterThan(2);
  });

  for (const recording of given) {
    it(`reads a refreshed token with its own facts, and keeps the refresh token: ${recording.name}`, async () => {
      const raw = recording.body as RawToken;
      const before = clock.now().getTime();
      const { expiresAt, ...set } = await withRecording(recording, descriptor, refresh);
      expect(set).toEqual({
        accessToken: raw.access_token,
        refreshToken: null,
        refreshExpiresAt: null,
        consentExpiresAt: null,
        scopes: raw.scope.split(' '),
      });
      expect(expiresAt.getTime() - before).toBeGreaterThanOrEqual(raw.expires_in * 1_000);
    });
  }

  for (const recording of refused) {
    it(`classifies ${recording.kind}: ${recording.name}`, async () => {
      expect(await codeOf(withRecording(recording, descriptor, refresh))).toBe('AUTH_RECONNECT_REQUIRED');
    });
  }

  for (const recording of reports.filter(({ status }) => status === 200)) {
    it(`reads a report by the names of its columns: ${recording.name}`, async () => {
      const { columnHeaders, rows } = recording.body as RawReport;
      const told = await withRecording(recording, descriptor, shares);
      expect(columnHeaders.some(({ name }) => name === 'shares')).toBe(false);
      if (typeof told === 'string') throw new Error(told);
      expect([...told.values()]).toEqual(rows.map(() => null));
    });
  }

  for (const recording of reports.filter(({ status }) => status !== 200)) {
    it(`reads on without what a report refuses: ${recording.name}`, async () => {
      expect(await withRecording(recording, descriptor, shares)).toBe('not_supported');
    });
  }

  for (const recording of own.filter(({ status }) => status === 200)) {
    it(`reads an own channel: ${recording.name}`, async () => {
      const { items } = recording.body as { items: { id: string }[] };
      const [answer] = await withRecording(recording, descriptor, ownProfile);
      expect(answer).toMatchObject({ ok: true, profile: { platformAccountId: items[0]?.id } });
    });
  }

  for (const recording of own.filter(({ status }) => status !== 200)) {
    it(`classifies ${recording.kind} of an own channel: ${recording.name}`, async () => {
      expect(await codeOf(withRecording(recording, descriptor, ownProfile))).toBe('AUTH_RECONNECT_REQUIRED');
    });
  }
});
