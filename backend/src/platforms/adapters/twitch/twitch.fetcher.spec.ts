import { ScriptedServer } from '../../testing/scripted-server.js';
import { aContext, CANARY, SettableClock } from '../../testing/simulated-network.js';
import { AppTokens } from './twitch.app-tokens.js';
import { TwitchClient } from './twitch.client.js';
import { TwitchFetcher } from './twitch.fetcher.js';

const byId = (value: string) => ({ locator: { platform: 'twitch', kind: 'id', value } }) as const;
const byHandle = (value: string) => ({ locator: { platform: 'twitch', kind: 'handle', value } }) as const;
const token = (name: string, expires_in?: number) => ({
  body: { access_token: name, expires_in, token_type: 'bearer' },
});
const users = (...data: unknown[]) => ({ body: { data } });
const followers = (total: number) => ({ body: { total, data: [], pagination: {} } });
const refused = (status: number, message: string) => ({ status, body: { error: 'x', status, message } });
const mia = { id: '7', login: 'mia' };
const account = { platformAccountId: '7', handle: 'mia', hints: {} };
const posts = (...ids: string[]) => ids.map((platformPostId) => ({ platformPostId, platformAccountId: '7' }));

describe('TwitchFetcher', () => {
  let server: ScriptedServer;
  let fetcher: TwitchFetcher;
  let clock: SettableClock;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    clock = new SettableClock();
    const { main } = server.wires;
    fetcher = new TwitchFetcher(new TwitchClient(main, new AppTokens(main, clock), clock));
  });
  afterEach(() => server.close());

  const asked = () => server.asked.map(({ method, url }) => `${method} ${url.pathname}${url.search}`);
  const bearers = () => server.asked.map(({ headers }) => headers['authorization']).filter((one) => one !== undefined);
  const page = () => fetcher.fetchPosts({ account, cursor: null }, aContext());

  it('asks for a token of the app once, and for ids and names together', async () => {
    server.answer(token('first', 5_000_000), users(mia, { id: '8', login: 'Ben' }), followers(3));
    const context = aContext();
    const refs = [byHandle('BEN'), byId('7'), byId('9'), byHandle('no name'), byId('seven'), byHandle('mia')];
    const answers = await fetcher.fetchProfiles(refs, context);
    expect(
      answers.map((one) => (one.ok ? [one.profile.handle, one.profile.metrics.followers] : one.error.code)),
    ).toEqual([
      ['Ben', 3],
      ['mia', 3],
      'PROFILE_NOT_FOUND',
      'INPUT_INVALID_HANDLE',
      'INPUT_INVALID_HANDLE',
      ['mia', 3],
    ]);
    expect(asked().slice(0, 2)).toEqual(['POST /oauth2/token', 'GET /users?login=ben&id=7&id=9&login=mia']);
    expect(asked().slice(2).sort()).toEqual([
      'GET /channels/followers?broadcaster_id=7&first=1',
      'GET /channels/followers?broadcaster_id=8&first=1',
    ]);
    expect(server.forms()[0]).toEqual({
      client_id: '17841400000000000',
      client_secret: CANARY,
      grant_type: 'client_credentials',
    });
    expect(server.asked[1]?.headers).toMatchObject({ authorization: 'Bearer first', 'client-id': '17841400000000000' });
    expect(context.calls).toEqual(['app-token', 'helix', 'helix', 'helix']);
  });

  it('renews a token before it ends, and one that is refused, once', async () => {
    server.answer(
      token('first', 600),
      users(),
      users(),
      token('second', 600),
      users(),
      refused(401, 'Invalid OAuth token'),
    );
    await page();
    await page();
    clock.advance(541_000);
    await page();
    server.answer(refused(401, 'Invalid OAuth token'), token('third'), users());
    await page();
    server.answer(refused(401, 'Invalid OAuth token'), token('fourth'), refused(401, 'Invalid OAuth token'));
    await expect(page()).rejects.toMatchObject({ code: 'APP_CREDENTIALS_INVALID' });
    expect(bearers()).toEqual(
      ['first', 'first', 'second', 'second', 'third', 'third', 'fourth'].map((name) => `Bearer ${name}`),
    );
  });

  it('asks once for all who come at the same time', async () => {
    server.answer(token('first', 5_000_000), users());
    await Promise.all([page(), page(), page()]);
    expect(asked().filter((one) => one.startsWith('POST'))).toHaveLength(1);
  });

  it('lets somebody else ask where whoever asked has given up', async () => {
    server.answer(token('first', 5_000_000), users());
    const gone = fetcher.fetchPosts({ account, cursor: null }, aContext(AbortSignal.abort()));
    const stays = page();
    await expect(gone).rejects.toMatchObject({ code: 'WORKER_LOST' });
    expect(await stays).toEqual({ posts: [], nextCursor: null });
  });

  it('says that the app’s id or secret is wrong, and never what they are', async () => {
    server.answer({ status: 403, body: { status: 403, message: 'invalid client secret' } });
    const error: unknown = await page().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'APP_CREDENTIALS_INVALID' });
    expect(error instanceof Error ? `${error.message}${error.stack}${JSON.stringify(error)}` : CANARY).not.toContain(
      CANARY,
    );
  });

  it('reports what each answer says of the bucket', async () => {
    const reset = clock.now().getTime() / 1_000 + 30;
    const headers = { 'ratelimit-limit': '800', 'ratelimit-remaining': '799', 'ratelimit-reset': String(reset) };
    server.answer(
      token('first'),
      { ...users(), headers },
      { ...users(), headers: { ...headers, 'ratelimit-limit': 'many' } },
    );
    const context = aContext();
    for (let time = 0; time < 2; time += 1) await fetcher.fetchPosts({ account, cursor: null }, context);
    const told = { remaining: 799, resetAt: new Date(reset * 1_000) };
    expect(context.reported).toEqual([{ limit: 800, ...told }, told]);
  });

  it('takes an entry that cannot be read for that one’s answer, and a limit for everybody’s', async () => {
    server.answer(token('first'), users({ id: '7', login: '' }, { id: '8', login: 'ben' }), followers(1));
    const answers = await fetcher.fetchProfiles([byId('7'), byId('8')], aContext());
    expect(answers).toMatchObject([{ error: { code: 'PLATFORM_CONTRACT_CHANGED' } }, { ok: true }]);
    server.answer(users(mia), refused(429, 'slow down'));
    await expect(fetcher.fetchProfiles([byId('7')], aContext())).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('keeps what was read where a limit ends it, and lets the others wait', async () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ id: String(index + 1), login: `n${index}` }));
    server.answer(
      token('first'),
      users(...many),
      ...many.slice(0, 5).map(() => followers(1)),
      refused(429, 'slow down'),
    );
    const context = aContext();
    const answers = await fetcher.fetchProfiles(
      many.map(({ id }) => byId(id)),
      context,
    );
    expect(answers.map((one) => (one.ok ? 'ok' : one.error.code))).toEqual([
      ...Array<string>(5).fill('ok'),
      ...Array<string>(3).fill('RATE_LIMITED'),
    ]);
    expect(context.calls).toHaveLength(1 + 1 + 8);
  });

  it('reads all others where the platform stumbles over one', async () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ id: String(index + 1), login: `n${index}` }));
    const well = (count: number) => Array.from({ length: count }, () => followers(1));
    server.answer(token('first'), users(...many), ...well(2), refused(500, 'oops'), ...well(5));
    const answers = await fetcher.fetchProfiles(
      many.map(({ id }) => byId(id)),
      aContext(),
    );
    expect(answers.map((one) => (one.ok ? 'ok' : one.error.code)).sort()).toEqual([
      'PLATFORM_UNAVAILABLE',
      ...Array<string>(7).fill('ok'),
    ]);
  });

  it('calls posts gone that an answer leaves out, all of them where it is refused as not found', async () => {
    server.answer(token('first'), users({ id: '1', view_count: 5 }));
    const [one, two, odd] = await fetcher.fetchPostFigures(posts('1', '2', 'x'), aContext());
    expect([one, two, odd]).toMatchObject([{ metrics: { views: 5 } }, { error: 'gone' }, { error: 'gone' }]);
    server.answer(refused(404, 'videos not found'));
    expect(await fetcher.fetchPostFigures(posts('1'), aContext())).toEqual([{ ok: false, error: 'gone' }]);
    const before = server.asked.length;
    await fetcher.fetchPostFigures(posts('x'), aContext());
    expect(server.asked).toHaveLength(before);
    await expect(page()).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' });
  });
});
