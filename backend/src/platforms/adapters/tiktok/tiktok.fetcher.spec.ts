import type { FetchContext } from '../../contract/fetcher.js';
import { aConsent, ScriptedServer } from '../../testing/scripted-server.js';
import { aContext, SettableClock } from '../../testing/simulated-network.js';
import { TiktokClient } from './tiktok.client.js';
import { TiktokFetcher } from './tiktok.fetcher.js';

const LOCATOR = { platform: 'tiktok', kind: 'id' as const, value: '-000x' };
const ACCOUNT = { platformAccountId: '-000x', handle: null, hints: {} };
const ALL = ['user.info.basic', 'user.info.profile', 'user.info.stats', 'video.list'];
const well = (data: unknown) => ({ body: { data, error: { code: 'ok', message: '', log_id: '1' } } });
const refused = (status: number, code: string) => ({ status, body: { data: {}, error: { code } } });

describe('TiktokFetcher', () => {
  let server: ScriptedServer;
  let fetcher: TiktokFetcher;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    fetcher = new TiktokFetcher(new TiktokClient(server.wires.main, new SettableClock()));
    server.answer(well({ user: { open_id: '-000x', username: 'mia' } }));
  });
  afterEach(() => server.close());

  const by = (scopes: readonly string[]): FetchContext => ({ ...aContext(), consent: aConsent(scopes) });
  const fields = () => server.asked.map(({ url }) => url.searchParams.get('fields')?.split(','));

  it('asks for what was granted and nothing else: one field too many would fail it all', async () => {
    await fetcher.fetchProfiles([{ locator: LOCATOR }], by(['user.info.basic']));
    await fetcher.fetchProfiles([{ locator: LOCATOR }], by(['user.info.stats', 'user.info.basic']));
    await fetcher.fetchProfiles([{ locator: LOCATOR }], by(ALL));

    const basic = ['open_id', 'display_name', 'avatar_url', 'avatar_large_url'];
    const stats = ['follower_count', 'following_count', 'video_count'];
    expect(fields()).toEqual([
      basic,
      [...basic, ...stats],
      [...basic, 'username', 'bio_description', 'profile_deep_link', 'is_verified', ...stats],
    ]);
    expect(server.asked[0]).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer token-of-the-talent' } });
    expect(server.asked[0]?.url.href).not.toContain('token-of-the-talent');
  });

  it('answers for the account of the token, whatever was asked for', async () => {
    const other = { platform: 'tiktok', kind: 'handle' as const, value: 'somebody' };
    const answers = await fetcher.fetchProfiles([{ locator: LOCATOR }, { locator: other }], by(ALL));

    expect(answers).toMatchObject([
      { ok: true, profile: { platformAccountId: '-000x' } },
      { ok: true, profile: { platformAccountId: '-000x' } },
    ]);
    expect(server.asked).toHaveLength(2);
    expect(await fetcher.fetchProfiles([], by(ALL))).toEqual([]);
  });

  it('lists videos with the page in the body and the fields in the query', async () => {
    server.answer(well({ videos: [], cursor: 5, has_more: true }));
    await fetcher.fetchPosts({ account: ACCOUNT, cursor: null }, by(ALL));
    const page = await fetcher.fetchPosts({ account: ACCOUNT, cursor: '1643332803000' }, by(ALL));

    expect(page).toEqual({ posts: [], nextCursor: '5' });
    expect(server.asked.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { max_count: 20 },
      { max_count: 20, cursor: 1_643_332_803_000 },
    ]);
    expect(server.asked[1]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(fields()[1]).toContain('view_count');
  });

  it('does not even ask for videos that were not granted, nor goes on from what is no cursor', async () => {
    const posts = (scopes: readonly string[], cursor: string | null) =>
      fetcher.fetchPosts({ account: ACCOUNT, cursor }, by(scopes));
    await expect(posts(ALL.slice(0, 3), null)).rejects.toMatchObject({ code: 'SCOPE_MISSING' });
    await expect(posts(ALL, '1;2')).rejects.toMatchObject({ code: 'PLATFORM_CONTRACT_CHANGED' });
    expect(server.asked).toEqual([]);
  });

  it('reads nothing without consent', async () => {
    const unsupported = { code: 'INPUT_PLATFORM_UNSUPPORTED' };
    await expect(fetcher.fetchProfiles([{ locator: LOCATOR }], aContext())).rejects.toMatchObject(unsupported);
    await expect(fetcher.fetchPosts({ account: ACCOUNT, cursor: null }, aContext())).rejects.toMatchObject(unsupported);
    expect(server.asked).toEqual([]);
  });

  it('takes an error in a good answer for one', async () => {
    server.answer(refused(200, 'access_token_invalid'));
    const asked = fetcher.fetchProfiles([{ locator: LOCATOR }], by(ALL));
    await expect(asked).rejects.toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED' });
    server.answer({ body: { user: {} } });
    const bare = fetcher.fetchProfiles([{ locator: LOCATOR }], by(ALL));
    await expect(bare).rejects.toMatchObject({ code: 'PLATFORM_CONTRACT_CHANGED' });
  });
});
