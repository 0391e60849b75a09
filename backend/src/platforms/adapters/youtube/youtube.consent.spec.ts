import type { TokenSet } from '../../contract/authorizer.js';
import type { NormalizedPost, NormalizedProfile, PostPage } from '../../contract/normalized.js';
import { codeOf, SimulatedConsent } from '../../testing/simulated-consent.js';
import { aContext } from '../../testing/simulated-network.js';
import { youtube } from './index.js';

const ANALYTICS = 'https://www.googleapis.com/auth/yt-analytics.readonly';
const READ = 'https://www.googleapis.com/auth/youtube.readonly';

describe('YouTube by consent, at its simulator', () => {
  let visit: SimulatedConsent;

  beforeEach(async () => (visit = await SimulatedConsent.start(youtube)));
  afterEach(() => visit.network.close());

  const byName = (value: string) => ({ locator: { platform: 'youtube', kind: 'handle' as const, value } });
  async function profile(handle: string, context = aContext()) {
    const [answer] = await visit.network.fetcher.fetchProfiles([byName(handle)], context);
    if (!answer?.ok) throw answer?.error ?? new Error('no answer');
    return answer.profile;
  }
  const own = (tokens: TokenSet) => profile('whoever', visit.reading(tokens));
  function posts(tokens: TokenSet | null, of: NormalizedProfile, cursor: string | null = null): Promise<PostPage> {
    const account = { platformAccountId: of.platformAccountId, handle: of.handle, hints: of.hints };
    return visit.network.fetcher.fetchPosts({ account, cursor }, tokens ? visit.reading(tokens) : aContext());
  }
  const idsOf = (list: readonly NormalizedPost[]) => list.map(({ platformPostId }) => platformPostId);

  it('finds the same channel and the same videos as in public, and of those that nobody sees none', async () => {
    const tokens = await visit.tokens({ handle: 'mia' });
    const [mine, open] = [await own(tokens), await profile('mia')];
    expect([mine.platformAccountId, mine.handle, mine.metrics.views]).toEqual([
      open.platformAccountId,
      'mia',
      open.metrics.views,
    ]);
    const seen = (await posts(null, open)).posts;
    await visit.network.takeLedger();
    const told = (await posts(tokens, mine)).posts;
    expect(idsOf(told)).toEqual(idsOf(seen).slice(0, told.length));
    expect(told.length).toBeGreaterThanOrEqual(Math.min(seen.length, 48));
    const [list] = (await visit.network.takeLedger()).filter(({ path }) => path.endsWith('/playlistItems'));
    expect(list?.status).toBe(200);
  });

  it('is told how often videos were shared, but not of the last days', async () => {
    const tokens = await visit.tokens({ handle: 'viral.mia' });
    const { posts: told } = await posts(tokens, await own(tokens));
    const age = ({ publishedAt }: NormalizedPost) => visit.network.clock.now().getTime() - publishedAt.getTime();
    const late = told.filter((post) => age(post) < 2 * 86_400_000);
    expect(late.length).toBeGreaterThan(3);
    expect(new Set(late.map(({ blanks }) => blanks.shares))).toEqual(new Set(['not_yet']));
    const counted = told.filter((post) => !late.includes(post));
    expect(counted.every(({ metrics, blanks }) => metrics.shares !== null && !('shares' in blanks))).toBe(true);
    expect(counted.some(({ metrics }) => (metrics.shares ?? 0) > 0)).toBe(true);
  });

  it('does without them where they were not allowed', async () => {
    const tokens = await visit.tokens({ handle: 'mia', without: [ANALYTICS] });
    const { posts: told } = await posts(tokens, await own(tokens));
    expect(new Set(told.map(({ blanks }) => blanks.shares))).toEqual(new Set(['not_granted']));
  });

  it('can read nothing where only the reports were allowed', async () => {
    const tokens = await visit.tokens({ handle: 'mia', without: [READ] });
    expect(tokens.scopes).toEqual([ANALYTICS]);
    expect(await codeOf(own(tokens))).toBe('SCOPE_MISSING');
  });

  it('pages through all videos to the end, none twice', async () => {
    const tokens = await visit.tokens({ handle: 'viral-mia' });
    const channel = await own(tokens);
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: PostPage = await posts(tokens, channel, cursor);
      ids.push(...idsOf(page.posts));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect([ids.length, new Set(ids).size]).toEqual([channel.metrics.posts, channel.metrics.posts]);
    expect(ids.length).toBeGreaterThan(200);
  });

  it('knows a Google account without a channel', async () => {
    const { accessToken } = await visit.tokens({ handle: 'nochannel-mia' });
    const asked = visit.authorizer.accounts({ accessToken, scopes: visit.scopes }, visit.context());
    expect(await codeOf(asked)).toBe('ACCOUNT_NOT_ELIGIBLE');
  });

  it('reads a channel that shows itself to nobody else, and follows a rename', async () => {
    expect((await own(await visit.tokens({ handle: 'private-mia' }))).handle).toBe('private-mia');
    const tokens = await visit.tokens({ handle: 'renamed-mia' });
    const before = await own(tokens);
    await posts(tokens, before);
    const after = await own(tokens);
    expect([after.platformAccountId, after.handle]).toEqual([before.platformAccountId, 'newname-mia']);
  });

  it.each([
    ['turns-suspended-mia', 'PROFILE_SUSPENDED'],
    ['turns-deleted-mia', 'PROFILE_DELETED'],
    ['turns-missing-mia', 'PROFILE_NOT_FOUND'],
    ['reassigned-mia', 'PROFILE_NOT_FOUND'],
  ])('says what became of %s', async (handle, code) => {
    const tokens = await visit.tokens({ handle });
    await posts(tokens, await own(tokens));
    expect(await codeOf(own(tokens))).toBe(code);
  });

  it('gives a refresh token to those alone who are asked for offline access, and keeps it good', async () => {
    expect((await visit.tokens({ handle: 'mia', parameters: { prompt: 'none' } })).refreshToken).toBeNull();
    const first = await visit.tokens({ handle: 'mia' });
    const [second, third] = [await visit.refresh(visit.held(first)), await visit.refresh(visit.held(first))];
    expect([second.refreshToken, third.refreshToken]).toEqual([null, null]);
    expect((await own(second)).handle).toBe((await own(third)).handle);
  });

  it('says who it is, and what was allowed, on the way back', async () => {
    const { back } = await visit.decide({ handle: 'mia', without: [ANALYTICS] });
    expect([back?.get('iss'), back?.get('scope')]).toEqual([visit.oauth.issuer, READ]);
  });
});
