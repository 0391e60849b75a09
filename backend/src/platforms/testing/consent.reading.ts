/** How an adapter reads by consent where nothing else is to be had: the platform contract, as far as it applies then. */
import type { PlatformAdapter } from '../contract/adapter.js';
import type { TokenSet } from '../contract/authorizer.js';
import type { Consent } from '../contract/fetcher.js';
import type { NormalizedProfile, PostPage } from '../contract/normalized.js';
import { codeOf, OVER, SimulatedConsent, type ConsentSamples } from './simulated-consent.js';

export interface ReadingSamples extends ConsentSamples {
  /** How long a limit is waited out. */
  readonly waitMs: number;
}

const MANY_POSTS = 10_000;

export function describeConsentReading(adapter: PlatformAdapter, samples: ReadingSamples): void {
  const { descriptor } = adapter;
  const listsPosts = descriptor.listsPosts !== false;
  const ref = { locator: { platform: descriptor.id, kind: 'id', value: '1' } } as const;

  describe(`reading by consent: ${descriptor.id}`, () => {
    let visit: SimulatedConsent;

    beforeEach(async () => {
      visit = await SimulatedConsent.start(adapter);
    });
    afterEach(() => visit.network.close());

    const as = (name: string): Promise<TokenSet> =>
      new SimulatedConsent(visit.network).tokens({ handle: samples.handle(name) });

    async function read(tokens: TokenSet): Promise<NormalizedProfile> {
      const [answer] = await visit.network.fetcher.fetchProfiles([ref], visit.reading(tokens));
      if (!answer?.ok) throw answer?.error ?? new Error('no answer');
      const { avatarUrl } = answer.profile;
      const picture = avatarUrl && (descriptor.signedMedia?.picture(avatarUrl) ?? avatarUrl);
      return { ...answer.profile, avatarUrl: picture };
    }

    async function page(tokens: TokenSet, cursor: string | null = null, of?: NormalizedProfile): Promise<PostPage> {
      const { platformAccountId, handle, hints } = of ?? (await read(tokens));
      const account = { platformAccountId, handle, hints };
      return visit.network.fetcher.fetchPosts({ account, cursor }, visit.reading(tokens));
    }

    it('asks nobody without consent', async () => {
      const context = visit.context();
      const refused = await codeOf(visit.network.fetcher.fetchProfiles([ref], context));
      expect([refused, context.calls]).toEqual(['INPUT_PLATFORM_UNSUPPORTED', []]);
    });

    it('asks for each call again that another token makes again', async () => {
      const tokens = await as('anna');
      const [once, twice] = [visit.reading(tokens), visit.reading(tokens)];
      const consent: Consent = {
        scopes: twice.consent?.scopes ?? [],
        bearer: (send) => send('refused').catch(() => send(tokens.accessToken)),
      };

      await visit.network.fetcher.fetchProfiles([ref], once);
      await visit.network.fetcher.fetchProfiles([ref], { ...twice, consent });

      expect(twice.calls).toEqual(once.calls.flatMap((endpointClass) => [endpointClass, endpointClass]));
    });

    it('fills a profile with believable facts, and says why where it cannot', async () => {
      const profile = await read(await as('anna'));
      expect(profile.url).toMatch(/^https:\/\//);
      expect(profile.displayName).toBeTruthy();
      for (const [name, value] of Object.entries(profile.metrics)) {
        const blank = profile.blanks[name as keyof typeof profile.blanks];
        expect(value === null ? typeof blank : Number.isSafeInteger(value)).toBe(value === null ? 'string' : true);
      }
      const never = Object.keys(descriptor.blanks.profile);
      expect(Object.keys(profile.blanks).filter((name) => !never.includes(name))).toEqual([]);
    });

    it('says the same twice, and the same again after a restart', async () => {
      const tokens = await as('anna');
      const facts = async () => [await read(tokens), (await page(tokens)).posts.map((post) => post.platformPostId)];
      const before = await facts();
      expect(await facts()).toEqual(before);
      await visit.network.close();
      visit = await SimulatedConsent.start(adapter);
      expect(await facts()).toEqual(before);
    });

    it('grows with time and never shrinks', async () => {
      const before = await read(await as('anna'));
      visit.network.clock.advance(90 * 86_400_000);
      const after = await read(await as('anna'));
      expect(after.metrics.followers ?? 0).toBeGreaterThanOrEqual(before.metrics.followers ?? 0);
      expect((after.metrics.posts ?? 0) > (before.metrics.posts ?? 0)).toBe(listsPosts);
    });

    it('reads an account without posts as an empty page', async () => {
      expect(await page(await as('empty'))).toEqual({ posts: [], nextCursor: null });
    });

    (listsPosts ? it : it.skip)('pages through 10,000 posts to the end, newest first, none twice', async () => {
      const tokens = await as('huge');
      const profile = await read(tokens);
      const ids = new Set<string>();
      const dates: number[] = [];
      let cursor: string | null = null;
      do {
        const { posts, nextCursor }: PostPage = await page(tokens, cursor, profile);
        posts.forEach((post) => ids.add(post.platformPostId));
        dates.push(...posts.map((post) => post.publishedAt.getTime()));
        cursor = nextCursor;
      } while (cursor !== null && ids.size <= MANY_POSTS);
      expect([ids.size, dates.length]).toEqual([MANY_POSTS, MANY_POSTS]);
      expect(dates).toEqual([...dates].sort((a, b) => b - a));
    });

    it('says of every post what it is, and why a number is missing', async () => {
      const { posts } = await page(await as('anna'));
      expect(posts.length > 5).toBe(listsPosts);
      const unexplained = posts.flatMap(({ metrics, blanks }) =>
        Object.entries(metrics).filter(([name, value]) => value === null && !(name in blanks)),
      );
      expect(unexplained).toEqual([]);
      expect(posts.filter(({ url }) => !url.startsWith('https://'))).toEqual([]);
    });

    it('loses an account that is gone, and keeps one that is renamed', async () => {
      const renamed = await as('renamed');
      const gone = await Promise.all(['reassigned', 'turns-deleted', 'turns-suspended'].map(as));
      const { platformAccountId } = await read(renamed);
      for (const tokens of [renamed, ...gone]) await page(tokens);
      expect((await read(renamed)).platformAccountId).toBe(platformAccountId);
      for (const tokens of gone) expect(await codeOf(read(tokens))).toMatch(OVER);
    });

    it('waits out a limit, and tells passing failures, outages and garbage apart', async () => {
      const limited = await as('ratelimited');
      const retryAt = new Date(visit.network.clock.now().getTime() + samples.waitMs);
      await expect(read(limited)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAt });
      visit.network.clock.advance(samples.waitMs);
      expect((await read(limited)).displayName).toBeTruthy();
      const flaky = await as('flaky');
      expect([await codeOf(read(flaky)), await codeOf(read(flaky)), await codeOf(read(flaky))]).toEqual([
        'PLATFORM_UNAVAILABLE',
        'PLATFORM_UNAVAILABLE',
        'done',
      ]);
      expect(await codeOf(read(await as('down')))).toBe('PLATFORM_UNAVAILABLE');
      expect(await codeOf(read(await as('garbage')))).toBe('PLATFORM_CONTRACT_CHANGED');
    });

    it('paints an avatar that the media rules accept, for as long as its address is good', async () => {
      const [answer] = await visit.network.fetcher.fetchProfiles([ref], visit.reading(await as('anna')));
      const avatarUrl = (answer?.ok && answer.profile.avatarUrl) || '';
      expect((await fetch(avatarUrl)).headers.get('content-type')).toBe('image/png');
      visit.network.clock.advance(365 * 86_400_000);
      expect((await fetch(avatarUrl)).status).toBe(descriptor.signedMedia ? 403 : 200);
    });
  });
}
