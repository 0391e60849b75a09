import type { TokenSet } from '../../contract/authorizer.js';
import type { NormalizedPost, PostPage } from '../../contract/normalized.js';
import { codeOf, OVER, SimulatedConsent } from '../../testing/simulated-consent.js';
import { aContext } from '../../testing/simulated-network.js';
import { instagram } from './index.js';

const INSIGHTS = 'instagram_business_manage_insights';
const DAY_MS = 86_400_000;

describe('Instagram by consent, at its simulator', () => {
  let visit: SimulatedConsent;

  beforeEach(async () => (visit = await SimulatedConsent.start(instagram)));
  afterEach(() => visit.network.close());

  const byName = (value: string) => ({ locator: { platform: 'instagram', kind: 'handle' as const, value } });

  async function profile(handle: string, context = aContext()) {
    const [answer] = await visit.network.fetcher.fetchProfiles([byName(handle)], context);
    if (!answer?.ok) throw answer?.error ?? new Error('no answer');
    return answer.profile;
  }
  const own = (tokens: TokenSet) => profile('whoever', visit.reading(tokens));

  /** The public listing goes by name, the own one by the token. */
  function posts(tokens: TokenSet | null, handle: string, id = '', cursor: string | null = null): Promise<PostPage> {
    const account = { platformAccountId: id, handle, hints: {} };
    return visit.network.fetcher.fetchPosts({ account, cursor }, tokens ? visit.reading(tokens) : aContext());
  }

  it('finds the same account and the same media as in public, with more to say of them', async () => {
    const tokens = await visit.tokens({ handle: 'mia' });
    const open = await profile('mia');
    const mine = await own(tokens);
    expect([mine.platformAccountId, mine.handle, mine.metrics]).toEqual([open.platformAccountId, 'mia', open.metrics]);
    const { posts: seen } = await posts(null, 'mia', open.platformAccountId);
    const { posts: told } = await posts(tokens, 'mia');
    const idsOf = (list: readonly NormalizedPost[]) => list.slice(0, 25).map(({ platformPostId }) => platformPostId);
    expect(idsOf(told)).toEqual(idsOf(seen));
    const known = (list: readonly NormalizedPost[]) => list.filter(({ metrics }) => metrics.saves !== null).length;
    expect([known(seen), known(told)]).toEqual([0, told.length]);
    expect(told.every(({ metrics }) => (metrics.views ?? -1) >= (metrics.likes ?? 0))).toBe(true);
  });

  it('has only what everybody sees where insights were not allowed', async () => {
    const tokens = await visit.tokens({ handle: 'mia', without: [INSIGHTS] });
    const { posts: told } = await posts(tokens, 'mia');
    expect(new Set(told.map(({ blanks }) => blanks.saves))).toEqual(new Set(['not_granted']));
    expect(told.some(({ metrics }) => metrics.comments !== null)).toBe(true);
  });

  it('reads insights up to the day on which an account became a professional one', async () => {
    const mixed: (string | undefined)[][] = [];
    for (let index = 0; index < 24; index += 1) {
      const tokens = await visit.tokens({ handle: `mia${index}` });
      const { posts: told } = await posts(tokens, `mia${index}`);
      const blanks = told.map((post) => post.blanks.saves);
      if (new Set(blanks).size > 1) mixed.push(blanks);
    }
    expect(mixed.length).toBeGreaterThan(0);
    for (const blanks of mixed) {
      const end = blanks.indexOf('not_supported');
      expect(blanks.slice(0, end)).not.toContain('not_supported');
      expect(new Set(blanks.slice(end))).toEqual(new Set(['not_supported']));
    }
  });

  it('pages through all media to the end, none twice', async () => {
    const tokens = await visit.tokens({ handle: 'viral.mia' });
    const { metrics } = await own(tokens);
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: PostPage = await posts(tokens, 'viral.mia', '', cursor);
      ids.push(...page.posts.map(({ platformPostId }) => platformPostId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect([ids.length, new Set(ids).size]).toEqual([metrics.posts, metrics.posts]);
    expect(ids.length).toBeGreaterThan(200);
  });

  it('follows a rename, which nobody can who reads in public', async () => {
    const tokens = await visit.tokens({ handle: 'renamed.mia' });
    const before = await own(tokens);
    await posts(tokens, 'renamed.mia');
    const after = await own(tokens);
    expect([after.platformAccountId, after.handle]).toEqual([before.platformAccountId, 'newname.mia']);
  });

  it.each([
    ['turns.suspended.mia', /^AUTH_CHECKPOINT$/],
    ['turns.private.mia', /^ACCOUNT_NOT_ELIGIBLE$/],
    ['turns.deleted.mia', OVER],
    ['turns.missing.mia', OVER],
    ['reassigned.mia', OVER],
  ])('says what became of %s', async (handle, code) => {
    const tokens = await visit.tokens({ handle });
    await own(tokens);
    await posts(tokens, handle);
    expect(await codeOf(own(tokens))).toMatch(code);
  });

  it('opens no personal account', async () => {
    const { accessToken } = await visit.tokens({ handle: 'private.mia' });
    const asked = visit.authorizer.accounts({ accessToken, scopes: visit.scopes }, visit.context());
    expect(await codeOf(asked)).toBe('ACCOUNT_NOT_ELIGIBLE');
  });

  it('renews tokens neither too early nor too late, for another sixty days', async () => {
    const first = await visit.tokens({ handle: 'mia' });
    expect(await codeOf(visit.refresh(visit.held(first)))).toBe('PLATFORM_CONTRACT_CHANGED');
    visit.network.clock.advance(59 * DAY_MS);
    const second = await visit.refresh(visit.held(first));
    expect(second.expiresAt.getTime() - visit.network.clock.now().getTime()).toBe(60 * DAY_MS);
    visit.network.clock.advance(2 * DAY_MS);
    expect(await codeOf(visit.refresh(visit.held(first)))).toMatch(OVER);
    expect((await own(second)).handle).toBe('mia');
  });

  it.each([
    ['/me?fields=id,age', 100],
    ['/me?fields=id{', 2_500],
    ['/me/media?fields=id,view_count', 100],
    ['/me/media?fields=id&after=made-up', 100],
    ['/me/media?fields=id,insights.metric(impressions)', 100],
    ['/1/insights?metric=views', 100],
  ])('refuses %s', async (path, code) => {
    const { accessToken } = await visit.tokens({ handle: 'mia' });
    const headers = { authorization: `Bearer ${accessToken}` };
    const answer = await fetch(`${visit.network.baseUrl}/v26.0${path}`, { headers });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code } }]);
  });

  it('renews tokens whose lives were shortened, in their measure', async () => {
    await visit.control('PUT', '', { accessSeconds: 120 });
    const tokens = await visit.tokens({ handle: 'mia' });
    expect(tokens.expiresAt.getTime() - visit.network.clock.now().getTime()).toBe(120_000);
    visit.network.clock.advance(20_000);
    expect(await codeOf(visit.refresh(visit.held(tokens)))).toBe('PLATFORM_CONTRACT_CHANGED');
    visit.network.clock.advance(40_000);
    expect((await own(await visit.refresh(visit.held(tokens)))).handle).toBe('mia');
    visit.network.clock.advance(70_000);
    expect(await codeOf(own(tokens))).toMatch(OVER);
  });

  it('ends addresses with a tail that is no part of the code, and answers in either form', async () => {
    const codes = await Promise.all(
      ['mia', 'ben', 'zoe', 'ida', 'max', 'eva'].map((handle) => visit.tokens({ handle })),
    );
    expect(codes.map(({ scopes }) => scopes?.length)).toEqual(codes.map(() => 2));
    const answer = await fetch(visit.page(), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ handle: 'mia', decision: 'approve' }),
    });
    expect(answer.headers.get('location')).toMatch(/[?&]code=AQB[^#]+#_$/);
  });
});
