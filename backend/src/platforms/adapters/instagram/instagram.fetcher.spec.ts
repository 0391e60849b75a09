import type { RequestListener } from 'node:http';
import { HttpClient } from '../../../core/http/http-client.js';
import { listen, type LocalServer } from '../../../core/http/testing/local-server.js';
import type { ProfileAnswer } from '../../contract/fetcher.js';
import { aContext, CANARY, SettableClock } from '../../testing/simulated-network.js';
import { WireClient } from '../../wire/wire-client.js';
import { InstagramClient } from './instagram.client.js';
import { InstagramFetcher } from './instagram.fetcher.js';
import { InstagramOwnClient } from './instagram.own-client.js';
import { InstagramOwnReader } from './instagram.own-reader.js';

const ACCOUNT = { id: '17841400000000101', username: 'talent.one', media_count: 1 };
const REEL = { id: '1', permalink: 'https://www.instagram.com/reel/C/', timestamp: '2026-11-02T10:11:12+0000' };

describe('InstagramFetcher', () => {
  const clock = new SettableClock();
  let server: LocalServer;
  let http: HttpClient;
  let answer: RequestListener;
  let asked: { url: URL; authorization: string | undefined }[];

  beforeEach(async () => {
    asked = [];
    server = await listen((request, response) => {
      asked.push({ url: new URL(request.url ?? '', server.url), authorization: request.headers.authorization });
      answer(request, response);
    });
    http = new HttpClient();
    give({ ...ACCOUNT, media: { data: [REEL], paging: { cursors: { after: 'QVFIU' } } } });
  });
  afterEach(async () => {
    await http.onApplicationShutdown();
    await server.close();
  });

  const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000);

  function give(account: object, headers: Record<string, string> = {}): void {
    answer = (_request, response) =>
      response.writeHead(200, headers).end(JSON.stringify({ business_discovery: account, id: '17841400000000000' }));
  }

  function fetcher(): InstagramFetcher {
    const endpoint = {
      baseUrl: `${server.url}/v26.0`,
      simulated: true,
      allow: { hosts: [], insecureHosts: [server.host] },
    };
    const wire = new WireClient(http, endpoint);
    const own = new InstagramOwnReader(new InstagramOwnClient(wire, clock));
    return new InstagramFetcher(new InstagramClient(wire, clock), own);
  }

  const byName = (value: string, withPosts = false) => ({
    locator: { platform: 'instagram', kind: 'handle' as const, value },
    withPosts,
  });
  const posts = (handle: string | null, cursor: string | null, platformAccountId = ACCOUNT.id) =>
    fetcher().fetchPosts({ account: { platformAccountId, handle, hints: {} }, cursor }, aContext());
  const codes = (answers: readonly ProfileAnswer[]) => answers.map((one) => (one.ok ? 'ok' : one.error.code));
  const fields = () => asked.map(({ url }) => url.searchParams.get('fields') ?? '');

  it('asks in the agency’s name, with the token where no log looks', async () => {
    await fetcher().fetchProfiles([byName('Talent.One')], aContext());
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url.pathname).toBe('/v26.0/17841400000000000');
    expect(asked[0]?.authorization).toBe(`Bearer ${CANARY}`);
    expect(asked[0]?.url.href).not.toContain(CANARY);
    expect(fields()[0]).toMatch(/^business_discovery\.username\(talent\.one\)\{id,username,[a-z_,]+\}$/);
  });

  it('reads a profile with its newest media in one call, where they are wanted', async () => {
    const [one] = await fetcher().fetchProfiles([byName('talent.one', true)], aContext());
    expect(one).toMatchObject({ ok: true, firstPage: { posts: [{ platformPostId: '1' }], nextCursor: 'QVFIU' } });
    const [other] = await fetcher().fetchProfiles([byName('talent.one')], aContext());
    expect(other).toMatchObject({ ok: true });
    expect(other).not.toHaveProperty('firstPage');
    expect(fields().map((text) => text.includes('media.limit(50){'))).toEqual([true, false]);
  });

  it('asks for further media alone, after the cursor', async () => {
    expect(await posts('talent.one', 'QVFIU_-=')).toMatchObject({ posts: [{ platformPostId: '1' }] });
    expect(fields()[0]).toMatch(
      /^business_discovery\.username\(talent\.one\)\{id,media\.after\(QVFIU_-=\)\.limit\(50\)\{/,
    );
  });

  it('notices that a name changed hands between the profile and its media', async () => {
    await expect(posts('talent.one', null, '17841400000000202')).rejects.toMatchObject({
      code: 'PROFILE_HANDLE_REASSIGNED',
    });
  });

  it('puts nothing into the question that is no name and no cursor', async () => {
    const odd = ['a){id},media{id', 'a b', '', 'a'.repeat(31)].map((value) => byName(value));
    const byId = { locator: { platform: 'instagram', kind: 'id' as const, value: ACCOUNT.id } };
    expect(codes(await fetcher().fetchProfiles([...odd, byId], aContext()))).toEqual(
      Array.from({ length: 5 }, () => 'INPUT_INVALID_HANDLE'),
    );
    await expect(posts(null, null)).rejects.toMatchObject({ code: 'INPUT_INVALID_HANDLE' });
    await expect(posts('talent.one', 'QVFIU){id}')).rejects.toMatchObject({ code: 'PLATFORM_CONTRACT_CHANGED' });
    expect(asked).toEqual([]);
  });

  it('gives an account that is not shown its own answer, and fails the call for everything else', async () => {
    const refuse = (code: number) =>
      (answer = (_, response) => response.writeHead(400).end(`{"error":{"code":${code}}}`));
    refuse(110);
    expect(codes(await fetcher().fetchProfiles([byName('a'), byName('b')], aContext()))).toEqual([
      'PROFILE_NOT_FOUND',
      'PROFILE_NOT_FOUND',
    ]);
    refuse(190);
    await expect(fetcher().fetchProfiles([byName('a')], aContext())).rejects.toMatchObject({
      code: 'APP_CREDENTIALS_INVALID',
    });
  });

  it.each([
    [{ 'x-app-usage': '{"call_count":94}' }, [{ share: 0.94 }]],
    [{ 'x-app-usage': '{"call_count":3,"total_time":99}' }, [{ share: 0.99 }]],
    [
      {
        'x-business-use-case-usage':
          '{"17841400000000000":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":19}]}',
      },
      [{ share: 1, resetAt: inMinutes(19) }],
    ],
    [{}, []],
  ])('with %j, reports %j, on good answers and on bad ones', async (headers, reported) => {
    give(ACCOUNT, headers);
    const context = aContext();
    expect(codes(await fetcher().fetchProfiles([byName('talent.one')], context))).toEqual(['ok']);
    expect(context.reported).toEqual(reported);
    answer = (_, response) => response.writeHead(400, headers).end('{"error":{"code":4}}');
    await expect(fetcher().fetchProfiles([byName('talent.one')], context)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
    expect(context.reported).toEqual([...reported, ...reported]);
  });
});
