import type { PlatformAdapter } from '../contract/adapter.js';
import type { Locator } from '../contract/descriptor.js';
import type { ProfileAnswer } from '../contract/fetcher.js';
import type { NormalizedProfile, PostPage } from '../contract/normalized.js';
import { HIDDEN } from '../simulation/ledger.js';
import { isDeclared } from './declared-endpoints.js';
import { describePlatformFaults } from './platform.faults.js';
import { describeReading } from './platform.hardship.js';
import { publicReader } from './readers.js';
import { aContext, CANARY, SimulatedNetwork } from './simulated-network.js';

export interface ContractSamples {
  /** A handle of the platform whose name begins with the given word. */
  handle(name: string): string;
  /** Ids in the right form that no account has; none where accounts are not read by id. */
  readonly unknownIds: readonly string[];
  /** How many posts of an account can be reached, where that is fewer than it has. */
  readonly mostPosts?: number;
  /** The shortest wait that the platform can name, where that is longer than the simulator's limit. */
  readonly shortestWaitMs?: number;
  /** A further locator that leads to the same account as the handle, where the platform has such. */
  otherLocator?(handle: string): Locator;
}

const MANY_POSTS = 10_000;
const SECRETS = new RegExp(`${CANARY}|\\${HIDDEN}`);

/** What every adapter must do, tried against its own simulator over real HTTP. */
export function describePlatformContract(adapter: PlatformAdapter, samples: ContractSamples): void {
  const platform = adapter.descriptor.id;
  const { mostPosts = MANY_POSTS } = samples;
  const { callsPerProfile = 0 } = adapter.descriptor;
  /** Some platforms tell no count of posts. */
  const counted = (posts: number) => (adapter.descriptor.blanks.profile.posts ? null : posts);
  const byHandle = (name: string): Locator => ({ platform, kind: 'handle', value: samples.handle(name) });
  const byId = (value: string): Locator => ({ platform, kind: 'id', value });
  /** How the engine asks again for an account that it knows. */
  const known = (profile: NormalizedProfile): Locator =>
    adapter.descriptor.readsBy === 'id'
      ? byId(profile.platformAccountId)
      : { platform, kind: 'handle', value: profile.handle ?? '' };
  /** Signed addresses differ from answer to answer; the picture must not. */
  const comparable = (profile: NormalizedProfile): NormalizedProfile => {
    const { avatarUrl } = profile;
    return { ...profile, avatarUrl: avatarUrl && (adapter.descriptor.signedMedia?.picture(avatarUrl) ?? avatarUrl) };
  };

  describe(`the platform contract: ${platform}`, () => {
    let network: SimulatedNetwork;

    beforeEach(async () => {
      network = await SimulatedNetwork.start(adapter);
    });
    afterEach(() => network.close());

    const ask = (...locators: Locator[]): Promise<readonly ProfileAnswer[]> =>
      network.fetcher.fetchProfiles(
        locators.map((locator) => ({ locator })),
        aContext(),
      );

    async function profileOf(locator: Locator): Promise<NormalizedProfile> {
      const [answer] = await ask(locator);
      if (!answer?.ok) throw new Error(`No profile for ${locator.value}: ${answer?.error.code}`);
      return answer.profile;
    }

    const page = (profile: NormalizedProfile, cursor: string | null): Promise<PostPage> => {
      return network.fetcher.fetchPosts({ account: profile, cursor }, aContext());
    };

    it('reads the same account by every kind of locator that it is asked by', async () => {
      const profile = await profileOf(byHandle('anna'));
      expect(profile.handle).toBe(samples.handle('anna'));
      expect(comparable(await profileOf(known(profile)))).toEqual(comparable(profile));
      const other = samples.otherLocator?.(samples.handle('anna')) ?? byHandle('anna');
      expect((await profileOf(other)).platformAccountId).toBe(profile.platformAccountId);
    });

    it('fills a profile with believable facts, and says why where it cannot', async () => {
      const profile = await profileOf(byHandle('anna'));
      expect(profile.url).toMatch(/^https:\/\//);
      expect(profile.displayName).toBeTruthy();
      for (const [name, value] of Object.entries(profile.metrics)) {
        const blank = profile.blanks[name as keyof typeof profile.blanks];
        expect(value === null ? typeof blank : Number.isSafeInteger(value)).toBe(value === null ? 'string' : true);
      }
      expect(profile.createdAtPlatform?.getTime() ?? 0).toBeLessThan(network.clock.now().getTime());
    });

    it('answers a batch in the order asked, unknown accounts in their places', async () => {
      const found = new Map<string, Locator>();
      const names = ['zoe', 'anna', 'missing-one', 'ben', 'carla'];
      for (const name of names.filter((one) => one !== 'missing-one'))
        found.set(name, known(await profileOf(byHandle(name))));
      const answers = await ask(...names.map((name) => found.get(name) ?? byHandle(name)));
      expect(answers.map((answer) => (answer.ok ? answer.profile.handle : answer.error.code))).toEqual([
        samples.handle('zoe'),
        samples.handle('anna'),
        'PROFILE_NOT_FOUND',
        samples.handle('ben'),
        samples.handle('carla'),
      ]);
    });

    it('reads more accounts than fit into one call', async () => {
      const size = adapter.descriptor.profileBatchSize;
      const locators = Array.from({ length: size + 3 }, (_, index) => byHandle(`crowd${index}`));
      const first = await ask(...locators);
      const idOf = (answer: ProfileAnswer) => (answer.ok ? answer.profile.platformAccountId : answer.error.code);
      const context = aContext();
      const again = await network.fetcher.fetchProfiles(
        first.map((answer, index) => ({ locator: answer.ok ? known(answer.profile) : byHandle(`crowd${index}`) })),
        context,
      );
      expect(again.map(idOf)).toEqual(first.map(idOf));
      expect(new Set(first.map(idOf)).size).toBe(locators.length);
      expect(context.calls).toHaveLength(Math.ceil(locators.length / size) + callsPerProfile * locators.length);
    });

    it('answers nothing for nobody, and twice for an account asked for twice', async () => {
      expect(await ask()).toEqual([]);
      const [first, second] = await ask(byHandle('anna'), byHandle('anna'));
      expect(first?.ok && second?.ok && comparable(first.profile)).toEqual(second?.ok && comparable(second.profile));
      expect(first?.ok).toBe(true);
    });

    it('tells unknown accounts from broken calls', async () => {
      const answers = await ask(byHandle('missing'), ...samples.unknownIds.map(byId));
      const codes = new Set(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)));
      expect([...codes]).toEqual(['PROFILE_NOT_FOUND']);
    });

    it('refuses locators of a kind that the platform does not have', async () => {
      const [answer] = await ask({ platform, kind: 'legacy', value: 'anna' });
      expect(answer).toMatchObject({ error: { code: 'INPUT_INVALID_HANDLE' } });
    });

    it('reads an account without posts as an empty page', async () => {
      const profile = await profileOf(byHandle('empty'));
      expect(profile.metrics.posts).toBe(counted(0));
      expect(await page(profile, null)).toEqual({ posts: [], nextCursor: null });
    });

    it('pages through as many posts as can be reached, newest first, none twice', async () => {
      const profile = await profileOf(byHandle('huge'));
      const ids = new Set<string>();
      const dates: number[] = [];
      let cursor: string | null = null;
      do {
        const { posts, nextCursor }: PostPage = await page(profile, cursor);
        posts.forEach((post) => ids.add(post.platformPostId));
        dates.push(...posts.map((post) => post.publishedAt.getTime()));
        cursor = nextCursor;
      } while (cursor !== null && ids.size <= MANY_POSTS);
      expect([profile.metrics.posts, ids.size, dates.length]).toEqual([counted(MANY_POSTS), mostPosts, mostPosts]);
      expect(dates).toEqual([...dates].sort((a, b) => b - a));
    });

    it('answers with the first page along with the profile, where it can, and with the same one', async () => {
      const [answer] = await network.fetcher.fetchProfiles(
        [{ locator: byHandle('anna'), withPosts: true }],
        aContext(),
      );
      if (!answer?.ok) throw new Error('no profile');
      const first = await page(answer.profile, null);
      const facts = (one: PostPage) => [one.posts.map((post) => [post.platformPostId, post.metrics]), one.nextCursor];
      expect(facts(answer.firstPage ?? first)).toEqual(facts(first));
    });

    it('says of every post what it is, and why a number is missing', async () => {
      const { posts } = await page(await profileOf(byHandle('anna')), null);
      expect(posts.length).toBeGreaterThan(5);
      for (const post of posts) {
        expect(post.url).toMatch(/^https:\/\//);
        const unexplained = Object.entries(post.metrics).filter(
          ([name, value]) => value === null && !(name in post.blanks),
        );
        expect(unexplained).toEqual([]);
      }
    });

    it('goes on from a cursor in a process that has never met the account', async () => {
      const profile = await profileOf(byHandle('huge'));
      const first = await page(profile, null);
      const next = await page(profile, first.nextCursor);
      await network.close();
      network = await SimulatedNetwork.start(adapter);
      const id = (entry: PostPage) => entry.posts.map((post) => post.platformPostId);
      expect(id(await page(profile, first.nextCursor))).toEqual(id(next));
    });

    it('says the same twice, and the same again after a restart', async () => {
      const profile = await profileOf(byHandle('anna'));
      const posts = await page(profile, null);
      expect(comparable(await profileOf(byHandle('anna')))).toEqual(comparable(profile));
      await network.close();
      network = await SimulatedNetwork.start(adapter);
      expect((await profileOf(known(profile))).metrics).toEqual(profile.metrics);
      const ids = (entry: PostPage) => entry.posts.map((post) => [post.platformPostId, post.metrics]);
      expect(ids(await page(profile, null))).toEqual(ids(posts));
    });

    it('grows with time and never shrinks', async () => {
      const before = await profileOf(byHandle('anna'));
      network.clock.advance(90 * 86_400_000);
      const after = await profileOf(byHandle('anna'));
      expect(after.metrics.followers ?? 0).toBeGreaterThanOrEqual(before.metrics.followers ?? 0);
      expect(after.metrics.posts ?? 1).toBeGreaterThan(before.metrics.posts ?? 0);
    });

    it('counts every request that it sends, and sends none past the door', async () => {
      const context = aContext();
      const [answer] = await network.fetcher.fetchProfiles([{ locator: byHandle('anna') }], context);
      const profile = answer?.ok ? answer.profile : await Promise.reject(new Error('no profile'));
      await network.fetcher.fetchPosts({ account: profile, cursor: null }, context);
      const asked = await network.takeLedger();
      expect(asked).toHaveLength(context.calls.length);
      expect(asked.filter((entry) => !isDeclared(adapter, entry.path))).toEqual([]);
      const classes = adapter.descriptor.limits.map((limit) => limit.endpointClass);
      expect(context.calls.filter((endpointClass) => !classes.includes(endpointClass))).toEqual([]);
    });

    it('keeps its keys out of addresses and errors', async () => {
      const errors = await Promise.all(
        ['down', 'garbage', 'ratelimited', 'flaky'].map((name) =>
          ask(byHandle(name)).catch((thrown: unknown) => thrown),
        ),
      );
      const told = errors.map((error) =>
        error instanceof Error ? `${error.message} ${error.stack} ${JSON.stringify(error)}` : '',
      );
      expect(told.join()).not.toContain(CANARY);
      expect(JSON.stringify(await network.takeLedger())).not.toMatch(SECRETS);
    });

    it('paints an avatar that the media rules accept', async () => {
      const { avatarUrl } = await profileOf(byHandle('anna'));
      const answer = await fetch(avatarUrl ?? '');
      expect(answer.headers.get('content-type')).toBe('image/png');
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
    });
  });

  describePlatformFaults(adapter, byHandle, samples.shortestWaitMs);
  describeReading('in public', adapter, publicReader(adapter, byHandle));
}
