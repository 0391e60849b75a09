import { aConsent, ScriptedServer } from '../../testing/scripted-server.js';
import { aContext, CANARY, SettableClock } from '../../testing/simulated-network.js';
import { XClient } from './x.client.js';
import { XFetcher } from './x.fetcher.js';

const PROBLEMS = 'https://api.x.com/2/problems';
const byId = (value: string) => ({ locator: { platform: 'x', kind: 'id', value } }) as const;
const byHandle = (value: string) => ({ locator: { platform: 'x', kind: 'handle', value } }) as const;
const invalid = (parameter: string) => ({
  status: 400,
  body: {
    title: 'Invalid Request',
    type: `${PROBLEMS}/invalid-request`,
    errors: [{ parameters: { [parameter]: [] } }],
  },
});

describe('XFetcher', () => {
  let server: ScriptedServer;
  let fetcher: XFetcher;
  const clock = new SettableClock();
  const resetIn = (seconds: number) => String(clock.now().getTime() / 1_000 + seconds);
  const account = { platformAccountId: '7', handle: 'mia', hints: {} };

  beforeEach(async () => {
    server = await ScriptedServer.start();
    fetcher = new XFetcher(new XClient(server.wires.main, clock));
  });
  afterEach(() => server.close());

  it('asks for ids and names in one call each, as the app, and tells why somebody is not there', async () => {
    const gone = (value: string, detail: string) => ({ value, detail, type: `${PROBLEMS}/resource-not-found` });
    server.answer(
      { body: { data: [{ id: '7', username: 'Mia' }], errors: [gone('8', 'Could not find user with ids: [8].')] } },
      { body: { errors: [gone('Zoe', 'User has been suspended: [Zoe].')] } },
    );
    const refs = [byHandle('zoe'), byId('8'), byId('7'), byHandle('not a name'), byId('nine')];
    const answers = await fetcher.fetchProfiles(refs, aContext());
    expect(answers.map((answer) => (answer.ok ? answer.profile.handle : answer.error.code))).toEqual([
      ...['PROFILE_SUSPENDED', 'PROFILE_NOT_FOUND', 'Mia', 'INPUT_INVALID_HANDLE', 'INPUT_INVALID_HANDLE'],
    ]);
    expect(
      server.asked.map(({ url }) => [url.pathname, url.searchParams.get('ids') ?? url.searchParams.get('usernames')]),
    ).toEqual([
      ['/2/users', '8,7'],
      ['/2/users/by', 'zoe'],
    ]);
    expect(server.asked[0]?.headers['authorization']).toBe(`Bearer ${CANARY}`);
  });

  it('reads a protected account by consent alone', async () => {
    const mia = { id: '7', username: 'mia', protected: true };
    server.answer({ body: { data: [mia] } }, { body: { data: mia } });
    const [stranger] = await fetcher.fetchProfiles([byId('7')], aContext());
    const own = { ...aContext(), consent: aConsent(['users.read', 'tweet.read']) };
    const [talent] = await fetcher.fetchProfiles([byId('8')], own);
    expect(stranger).toMatchObject({ ok: false, error: { code: 'PROFILE_PRIVATE' } });
    expect(talent).toMatchObject({ ok: true, profile: { platformAccountId: '7' } });
    expect(server.asked[1]).toMatchObject({ headers: { authorization: 'Bearer token-of-the-talent' } });
    expect([server.asked[1]?.url.pathname, own.calls]).toEqual(['/2/users/me', ['own-profile']]);
  });

  it('asks in the newer spelling where the older one is refused, and stays with it', async () => {
    server.answer(invalid('tweet.fields'), { body: { meta: { result_count: 0 } } });
    for (const cursor of [null, '7140w'])
      expect(await fetcher.fetchPosts({ account, cursor }, aContext())).toEqual({ posts: [], nextCursor: null });
    const spelled = server.asked.map(({ url }) =>
      [...url.searchParams.keys()].find((name) => /^(tweet|post)\./.test(name)),
    );
    expect(spelled).toEqual(['tweet.fields', 'post.fields', 'post.fields']);
    expect(server.asked[2]?.url.searchParams.get('pagination_token')).toBe('7140w');
    expect(server.asked[2]?.url.searchParams.get('post.fields')).toContain('referenced_posts');
  });

  it.each([
    ['both spellings are refused', [invalid('tweet.fields'), invalid('post.fields')]],
    ['another parameter is refused', [invalid('max_results')]],
  ])('calls it a changed contract where %s', async (_what, answers) => {
    server.answer(...answers);
    await expect(fetcher.fetchPosts({ account, cursor: null }, aContext())).rejects.toMatchObject({
      code: 'PLATFORM_CONTRACT_CHANGED',
    });
    expect(server.asked).toHaveLength(answers.length);
  });

  it('reports what each answer says of its bucket, the app’s or the talent’s own', async () => {
    const headers = { 'x-rate-limit-limit': '900', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': resetIn(120) };
    server.answer({ headers, body: {} });
    const [app, talent] = [aContext(), { ...aContext(), consent: aConsent([]) }];
    for (const context of [app, talent]) await fetcher.fetchPosts({ account, cursor: null }, context);
    const told = { limit: 900, remaining: 0, resetAt: new Date(clock.now().getTime() + 120_000) };
    expect([app.reported, talent.reported]).toEqual([[{ ...told, scope: 'app' }], [{ ...told, scope: 'account' }]]);
    expect([app.calls, talent.calls]).toEqual([['posts'], ['own-posts']]);
  });

  it('is told of posts that are not shown, and takes what is there where only some are not', async () => {
    const hidden = { type: `${PROBLEMS}/not-authorized-for-resource`, title: 'Authorization Error' };
    server.answer({ body: { errors: [hidden] } }, { body: { data: [], errors: [hidden] } });
    await expect(fetcher.fetchPosts({ account, cursor: null }, aContext())).rejects.toMatchObject({
      code: 'PROFILE_PRIVATE',
    });
    expect(await fetcher.fetchPosts({ account, cursor: null }, aContext())).toEqual({ posts: [], nextCursor: null });
  });

  it('takes an entry that cannot be read for that one’s answer, and for nobody else’s', async () => {
    server.answer({
      body: {
        data: [
          { id: '7', username: 'mia' },
          { id: '8', username: 8 },
        ],
      },
    });
    const codes = async (...refs: ReturnType<typeof byId>[]) =>
      (await fetcher.fetchProfiles(refs, aContext())).map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(await codes(byId('8'), byId('7'), byId('9'))).toEqual([
      'PLATFORM_CONTRACT_CHANGED',
      'ok',
      'PROFILE_NOT_FOUND',
    ]);
    server.answer({ body: { data: [{ id: '7', username: 'mia' }, { username: 'zoe' }] } });
    expect(await codes(byId('8'), byId('7'))).toEqual(['PLATFORM_CONTRACT_CHANGED', 'ok']);
  });

  it('asks for figures of a hundred posts at a time, counts alone, and says why one is not told', async () => {
    const counts = (id: number) => ({ id: String(id), text: '', public_metrics: { like_count: id } });
    const untold = (id: string, kind: string) => ({ resource_id: id, type: `${PROBLEMS}/${kind}` });
    const errors = [untold('2', 'resource-not-found'), untold('3', 'not-authorized-for-resource')];
    server.answer({ body: { data: [counts(1), { id: '4', public_metrics: 'no' }], errors } }, { body: {} });
    const refs = Array.from({ length: 101 }, (_, id) => ({ platformPostId: String(id), platformAccountId: '7' }));
    const context = aContext();
    const [zero, one, two, three, four] = await fetcher.fetchPostFigures(refs, context);
    expect(one).toMatchObject({ ok: true, metrics: { likes: 1, views: null } });
    expect([zero, two]).toEqual([
      { ok: false, error: 'gone' },
      { ok: false, error: 'gone' },
    ]);
    expect([three, four]).toMatchObject([
      { error: { code: 'PROFILE_PRIVATE' } },
      { error: { code: 'PLATFORM_CONTRACT_CHANGED' } },
    ]);
    expect(context.calls).toEqual(['post-lookup', 'post-lookup']);
    expect(server.asked.map(({ url }) => [url.pathname, url.searchParams.get('tweet.fields')])).toEqual([
      ['/2/tweets', 'public_metrics'],
      ['/2/tweets', 'public_metrics'],
    ]);
    server.answer({ status: 503 });
    await expect(fetcher.fetchPostFigures(refs, aContext())).rejects.toMatchObject({ code: 'PLATFORM_UNAVAILABLE' });
  });

  it('asks for nobody’s account without anybody to ask for', async () => {
    expect(await fetcher.fetchProfiles([], { ...aContext(), consent: aConsent([]) })).toEqual([]);
    expect(server.asked).toEqual([]);
  });
});
