import { readFileSync } from 'node:fs';
import type { FetchContext } from '../../contract/fetcher.js';
import { aConsent, ScriptedServer, type Scripted } from '../../testing/scripted-server.js';
import { aContext, SettableClock } from '../../testing/simulated-network.js';
import { InstagramClient } from './instagram.client.js';
import { InstagramFetcher } from './instagram.fetcher.js';
import { InstagramOwnClient } from './instagram.own-client.js';
import { BASIC_SCOPE, INSIGHTS_SCOPE, InstagramOwnReader } from './instagram.own-reader.js';

const fixture = (name: string) =>
  readFileSync(`backend/src/platforms/adapters/instagram/fixtures/own-${name}.json`, 'utf8');
const MEDIA = JSON.parse(fixture('media')) as { data: Record<string, unknown>[] };
const PLAIN = { body: { ...MEDIA, data: MEDIA.data.map(({ insights: _none, ...medium }) => medium) } };

const refusal = (code: number, subcode?: number): Scripted => ({
  status: 400,
  body: { error: { message: 'words', type: 'OAuthException', code, error_subcode: subcode } },
});
const BEFORE = refusal(100, 2_108_006);
const insights = (views: number): Scripted => ({
  body: {
    data: [
      { name: 'views', values: [{ value: views }] },
      { name: 'saved', values: [{ value: 1 }] },
    ],
  },
});

describe('InstagramFetcher by consent', () => {
  const clock = new SettableClock();
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });
  afterEach(() => server.close());

  const fetcher = () => {
    const own = new InstagramOwnReader(new InstagramOwnClient(server.wires.at('graph'), clock));
    return new InstagramFetcher(new InstagramClient(server.wires.main, clock), own);
  };
  type Context = FetchContext & { readonly reported: unknown[]; readonly calls: string[] };
  const byConsent = (...scopes: string[]): Context => ({ ...aContext(), consent: aConsent(scopes) });
  const ALL = [BASIC_SCOPE, INSIGHTS_SCOPE];
  const account = { platformAccountId: '17841400000000101', handle: 'an.old.name', hints: {} };
  const page = (cursor: string | null = null, scopes = ALL) =>
    fetcher().fetchPosts({ account, cursor }, byConsent(...scopes));
  const profile = async (context = byConsent(...ALL)) => {
    const locator = { platform: 'instagram', kind: 'handle' as const, value: 'an.old.name' };
    const [answer] = await fetcher().fetchProfiles([{ locator, withPosts: true }], context);
    return answer;
  };
  const paths = () => server.asked.map(({ url }) => url.pathname);
  const never = { quotes: 'not_supported' };

  it('reads the token’s account, whatever it was called, by the id that everybody knows it by', async () => {
    server.answer({ body: fixture('account') });
    expect(await profile()).toMatchObject({
      ok: true,
      profile: {
        platformAccountId: '17841400000000101',
        handle: 'talent.one',
        accountType: 'creator',
        metrics: { followers: 120_345, following: 310, posts: 842, views: null },
      },
    });
    expect(paths()).toEqual(['/v26.0/me']);
    expect(server.asked[0]?.headers['authorization']).toBe('Bearer token-of-the-talent');
    expect(server.asked[0]?.url.href).not.toContain('token-of-the-talent');
  });

  it('keeps every digit of a bare number, and takes no other number for the id', async () => {
    server.answer({ body: fixture('account').replace('"17841400000000101"', '17841405822304915') });
    expect(await profile()).toMatchObject({ profile: { platformAccountId: '17841405822304915' } });
    server.answer({ body: { id: '9900012345678901', username: 'talent.one' } });
    await expect(profile()).rejects.toMatchObject({ code: 'PLATFORM_CONTRACT_CHANGED' });
  });

  it.each([
    ['BUSINESS', 'business'],
    ['media_creator', 'creator'],
    ['GUILD', null],
  ])('takes the type %s for %s', async (account_type, accountType) => {
    server.answer({ body: { user_id: '17841400000000101', username: 'mia', account_type } });
    expect(await profile()).toMatchObject({ ok: true, profile: { accountType } });
  });

  it('says that a personal account cannot be read', async () => {
    server.answer({ body: { user_id: '17841400000000101', username: 'mia', account_type: 'PERSONAL' } });
    expect(await profile()).toMatchObject({ ok: false, error: { code: 'ACCOUNT_NOT_ELIGIBLE' } });
  });

  it('reads media with their insights in one call, and ends where there is no next page', async () => {
    server.answer({ body: fixture('media') });
    const { posts, nextCursor } = await page();
    expect(posts.map(({ metrics }) => metrics)).toEqual([
      { views: 20_311, likes: 812, comments: 14, shares: 0, quotes: null, saves: 77 },
      { views: null, likes: 1_502, comments: 3, shares: null, quotes: null, saves: null },
      { views: null, likes: null, comments: 3, shares: null, quotes: null, saves: null },
    ]);
    const late = { ...never, views: 'not_yet', shares: 'not_yet', saves: 'not_yet' };
    expect(posts.map(({ blanks }) => blanks)).toEqual([never, late, { ...late, likes: 'hidden' }]);
    expect(nextCursor).toBe('QVFIUafter');
    server.answer({ body: { data: MEDIA.data, paging: { cursors: { after: 'QVFIUend' } } } });
    expect((await page('QVFIUafter')).nextCursor).toBeNull();
    expect(paths()).toEqual(['/v26.0/me/media', '/v26.0/me/media']);
    expect(server.asked.map(({ url }) => url.searchParams.get('after'))).toEqual([null, 'QVFIUafter']);
    expect(server.asked[0]?.url.searchParams.get('fields')).toMatch(/,insights\.metric\(views,likes,shares,saved\)$/);
  });

  it('does not ask for insights that were not allowed', async () => {
    server.answer(PLAIN);
    const [post] = (await page(null, [BASIC_SCOPE])).posts;
    expect(post?.blanks).toEqual({ ...never, views: 'not_granted', shares: 'not_granted', saves: 'not_granted' });
    expect(server.asked.map(({ url }) => url.searchParams.get('fields')?.includes('insights'))).toEqual([false]);
  });

  it('goes on without them where they were taken back since', async () => {
    server.answer(refusal(10), PLAIN);
    const { posts } = await page();
    expect(posts[0]).toMatchObject({ metrics: { likes: 812 }, blanks: { views: 'not_granted', saves: 'not_granted' } });
    expect(server.asked).toHaveLength(2);
  });

  it('asks one by one where a single medium spoils the page, up to the first from before the conversion', async () => {
    server.answer(BEFORE, PLAIN, insights(5), BEFORE);
    const { posts } = await page();
    expect(posts.map(({ metrics, blanks }) => [metrics.views, blanks.views])).toEqual([
      [5, undefined],
      [null, 'not_supported'],
      [null, 'not_supported'],
    ]);
    expect(paths().slice(2)).toEqual(['/v26.0/17900000000000001/insights', '/v26.0/17900000000000002/insights']);
  });

  it.each([
    ['is of a kind that has none', refusal(100)],
    ['was deleted meanwhile', refusal(100, 33)],
  ])('passes over a medium that %s', async (_what, refused) => {
    server.answer(refusal(100), PLAIN, insights(5), refused, insights(7));
    const { posts } = await page();
    expect(posts.map(({ metrics, blanks }) => [metrics.views, blanks.saves])).toEqual([
      [5, undefined],
      [null, 'not_supported'],
      [7, undefined],
    ]);
  });

  it.each([
    [refusal(190), 'AUTH_RECONNECT_REQUIRED'],
    [refusal(190, 463), 'AUTH_RECONNECT_REQUIRED'],
    [refusal(190, 458), 'AUTH_REVOKED'],
    [refusal(190, 459), 'AUTH_CHECKPOINT'],
    [refusal(80_002), 'RATE_LIMITED'],
    [refusal(4), 'RATE_LIMITED'],
    [{ status: 503, body: '<html>' }, 'PLATFORM_UNAVAILABLE'],
  ] satisfies [Scripted, string][])('fails with what the account and the app are refused: %j', async (answer, code) => {
    server.answer(answer);
    await expect(page()).rejects.toMatchObject({ code });
    await expect(profile()).rejects.toMatchObject({ code });
  });

  it('lets nobody else wait for the limit of one account, but for the app’s', async () => {
    const sent: string[] = [];
    const noting: Context = {
      ...byConsent(...ALL),
      call: async (endpointClass, send) => {
        const outcome = await send().catch((error: unknown) => error);
        sent.push(outcome instanceof Error ? `${endpointClass}: ${outcome.message}` : 'passed');
        return send();
      },
    };
    server.answer(refusal(80_002));
    await expect(profile(noting)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    server.answer(refusal(4));
    await expect(profile(noting)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(sent).toEqual(['passed', 'own: RATE_LIMITED: me: 400 4/0']);

    const context = byConsent(...ALL);
    const usage = (call_count: number) => JSON.stringify({ '17841400000000101': [{ type: 'instagram', call_count }] });
    server.answer({ body: fixture('account'), headers: { 'x-business-use-case-usage': usage(99) } });
    await profile(context);
    expect(context.reported).toEqual([{ share: 0.99, scope: 'account' }]);
    server.answer({ body: fixture('account'), headers: { 'x-app-usage': '{"call_count":99}' } });
    await profile(context);
    expect(context.reported.slice(1)).toEqual([{ share: 0.99, scope: 'app' }]);
  });
});
