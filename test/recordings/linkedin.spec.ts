import { SystemClock } from '../../backend/src/core/clock.js';
import { assertAllowed } from '../../backend/src/core/http/host-list.js';
import { linkedin } from '../../backend/src/platforms/adapters/linkedin/index.js';
import { linkedinAuthorizer } from '../../backend/src/platforms/adapters/linkedin/linkedin.authorizer.js';
import { LinkedinClient } from '../../backend/src/platforms/adapters/linkedin/linkedin.client.js';
import { mapMember } from '../../backend/src/platforms/adapters/linkedin/linkedin.mapper.js';
import { linkedinMedia } from '../../backend/src/platforms/adapters/linkedin/linkedin.media.js';
import { aConsent } from '../../backend/src/platforms/testing/scripted-server.js';
import type { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import { aContext, codeOf, withRecording } from '../support/recorded-answer.js';
import { countByEndpoint, loadRecordings, recordingsFolder, type Recording } from '../support/recordings.js';

const { descriptor } = linkedin;
const clock = new SystemClock();

/** No refusal of what is called here was recorded; the APIs refuse in one form, and this is what they would be taken for. */
const CODES: Readonly<Record<string, string>> = {
  'expired-token': 'AUTH_REVOKED',
  'bad-request': 'PLATFORM_CONTRACT_CHANGED',
  'not-found': 'PLATFORM_CONTRACT_CHANGED',
};

const client = (wire: WireClient) => new LinkedinClient(wire, '202610', clock);
const whoIs = (wire: WireClient) => client(wire).userinfo('recorded', aContext());
const exchange = (wire: WireClient) =>
  linkedinAuthorizer({ main: wire, at: () => wire }, client(wire), clock, () => Promise.resolve()).exchange(
    { code: 'recorded', redirectUri: 'https://console.example.com', verifier: null },
    aContext(),
  );

/** A page of another finder: the same wrapping as the count of followers has. */
const isPage = ({ status, body }: Recording) =>
  status === 200 && typeof body === 'object' && body !== null && 'elements' in body && 'paging' in body;

/** From the fact sheets: nothing of these was recorded. */
const SAMPLES = {
  userinfo: {
    sub: '782bbtaQ',
    name: 'Ann Lee',
    given_name: 'Ann',
    family_name: 'Lee',
    picture: 'https://media.licdn.com/dms/image/x?e=1800000000&v=beta&t=y',
    locale: { country: 'US', language: 'en' },
    email: 'ann@example.org',
    email_verified: true,
  },
  followers: { paging: { start: 0, count: 10, links: [] }, elements: [{ memberFollowersCount: 5_234 }] },
};

const sample = (body: unknown): Recording => ({
  ...{ name: 'sample', kind: 'sample', method: 'GET', host: 'api.linkedin.com', path: '/', query: {}, headers: {} },
  status: 200,
  body,
});

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('LinkedIn recordings (RECORDINGS_DIR)', () => {
  const all = recordingsFolder() ? loadRecordings('linkedin') : [];
  const tokens = all.filter(({ path }) => path.endsWith('/oauth2/accessToken'));
  const refused = all.filter((recording) => recording.status >= 400 && !tokens.includes(recording));
  const pages = all.filter(isPage);

  it(`reads ${tokens.length} token answer, ${refused.length} refusals, ${pages.length} pages of the same form; leaves ${countByEndpoint(all, [...tokens, ...refused, ...pages])}`, () => {
    expect([tokens, refused, pages].map(({ length }) => length)).toEqual([1, 3, 3]);
  });

  for (const recording of tokens) {
    it(`knows a code that is none: ${recording.name}`, async () => {
      expect(await codeOf(withRecording(recording, descriptor, exchange))).toBe('CONSENT_STATE_INVALID');
    });
  }

  for (const recording of refused) {
    it(`classifies ${recording.kind} of ${recording.path}: ${recording.name}`, async () => {
      expect(await codeOf(withRecording(recording, descriptor, whoIs))).toBe(CODES[recording.kind]);
    });
  }

  for (const recording of pages) {
    it(`finds no count of followers where there is none: ${recording.name}`, async () => {
      const count = (wire: WireClient) => client(wire).followers(aConsent([]), aContext());
      expect(await withRecording(recording, descriptor, count)).toBeUndefined();
    });
  }

  it('finds every picture at a known server, with the end that the answer names beside it', () => {
    const pictures = all.flatMap(({ body }) => [
      ...JSON.stringify(body).matchAll(/"downloadUrl":"(https:[^"]+)".{0,200}?"downloadUrlExpiresAt":(\d+)/g),
      ...[...JSON.stringify(body).matchAll(/"downloadUrlExpiresAt":(\d+),"downloadUrl":"(https:[^"]+)"/g)].map(
        (match) => [match[0], match[2], match[1]],
      ),
    ]);
    for (const [, url = '', end] of pictures) {
      expect(() => assertAllowed(url, { hosts: descriptor.mediaHosts })).not.toThrow();
      expect(linkedinMedia.goodUntil(url)).toEqual(new Date(Number(end)));
    }
    expect(pictures.length).toBeGreaterThan(5);
  });

  it('reads the samples of the fact sheets, none having been recorded', async () => {
    const member = await withRecording(sample(SAMPLES.userinfo), descriptor, whoIs);
    const count = await withRecording(sample(SAMPLES.followers), descriptor, (wire) =>
      client(wire).followers(aConsent([]), aContext()),
    );
    expect(mapMember(member, { count, granted: true }, null)).toMatchObject({
      platformAccountId: '782bbtaQ',
      displayName: 'Ann Lee',
      avatarUrl: SAMPLES.userinfo.picture,
      metrics: { followers: 5_234 },
    });
  });
});
