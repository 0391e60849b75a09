import type { FetchContext } from '../../contract/fetcher.js';
import { aConsent, ScriptedServer } from '../../testing/scripted-server.js';
import { aContext, SettableClock } from '../../testing/simulated-network.js';
import { LinkedinClient } from './linkedin.client.js';
import { LinkedinFetcher } from './linkedin.fetcher.js';

const MEMBER = { sub: '782bbtaQ', name: 'Ann Lee' };
const LOCATOR = { platform: 'linkedin', kind: 'handle' as const, value: 'ann-lee' };
const BASIC = ['openid', 'profile'];
const ALL = [...BASIC, 'r_member_profileAnalytics'];

describe('LinkedinFetcher', () => {
  let server: ScriptedServer;
  let fetcher: LinkedinFetcher;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    fetcher = new LinkedinFetcher(new LinkedinClient(server.wires.main, '202610', new SettableClock()));
  });
  afterEach(() => server.close());

  const by = (scopes: readonly string[]): FetchContext => ({ ...aContext(), consent: aConsent(scopes) });
  const read = (scopes: readonly string[]) => fetcher.fetchProfiles([{ locator: LOCATOR }], by(scopes));
  const paths = () => server.asked.map(({ url }) => url.pathname + url.search);

  it('reads who consented, without a version, and does not ask for what was not granted', async () => {
    server.answer({ body: MEMBER });
    expect(await read(BASIC)).toMatchObject([
      { ok: true, profile: { url: 'https://www.linkedin.com/in/ann-lee', blanks: { followers: 'not_granted' } } },
    ]);

    expect(paths()).toEqual(['/v2/userinfo']);
    expect(server.asked[0]?.headers).toMatchObject({ authorization: 'Bearer token-of-the-talent' });
    expect(server.asked[0]?.headers['linkedin-version']).toBeUndefined();
  });

  it('reads the count of followers in the version that is set, where it was granted', async () => {
    server.answer({ body: MEMBER }, { body: { elements: [{ memberFollowersCount: 5_234 }] } });
    expect(await read(ALL)).toMatchObject([{ ok: true, profile: { metrics: { followers: 5_234 } } }]);

    expect(paths()).toEqual(['/v2/userinfo', '/rest/memberFollowersCount?q=me']);
    expect(server.asked[1]?.headers).toMatchObject({
      'linkedin-version': '202610',
      'x-restli-protocol-version': '2.0.0',
      authorization: 'Bearer token-of-the-talent',
    });
  });

  it.each([
    [403, 'ACCESS_DENIED'],
    [404, 'RESOURCE_NOT_FOUND'],
  ])('does without the count where the app was not approved for it after all: %i', async (status, code) => {
    server.answer({ body: MEMBER }, { status, body: { code, status } });
    expect(await read(ALL)).toMatchObject([{ ok: true, profile: { blanks: { followers: 'not_granted' } } }]);
  });

  it('says of a count that is not in the answer that it is not there yet', async () => {
    server.answer({ body: MEMBER }, { body: { elements: [] } });
    expect(await read(ALL)).toMatchObject([{ ok: true, profile: { blanks: { followers: 'not_yet' } } }]);
  });

  it('says that its version was switched off', async () => {
    server.answer({ body: MEMBER }, { status: 426, body: { code: 'NONEXISTENT_VERSION' } });
    await expect(read(ALL)).rejects.toMatchObject({ code: 'PLATFORM_VERSION_SUNSET' });
  });

  it('lists no posts, and reads nothing without consent', async () => {
    expect(await fetcher.fetchPosts()).toEqual({ posts: [], nextCursor: null });
    await expect(fetcher.fetchProfiles([{ locator: LOCATOR }], aContext())).rejects.toMatchObject({
      code: 'INPUT_PLATFORM_UNSUPPORTED',
    });
    expect(server.asked).toEqual([]);
  });
});
