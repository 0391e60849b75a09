import { DeploymentCredentials } from './app-credentials.js';
import { SamplingCircuitBreaker } from './breaker.js';
import { CATALOGUE } from './catalogue.js';
import type { Authorizer } from './contract/authorizer.js';
import type { FetchContext, Fetcher } from './contract/fetcher.js';
import { PlatformError } from './contract/platform-error.js';
import { PlatformGateway, type CallOptions, type CallRecord } from './platform.gateway.js';
import { PlatformRegistry } from './platform.registry.js';
import type { PlatformSettings } from './platform.settings.js';
import { ChosenSettings } from './testing/chosen-settings.js';
import { BudgetMemory } from './budget-memory.js';
import { ruleOf } from './budget-window.js';
import { aBook, aBudget, aReserve, type BudgetSurroundings } from './testing/lonely-budget.js';
import { aConsent } from './testing/scripted-server.js';
import { SettableClock } from './testing/simulated-network.js';

const PLATFORM = 'bluesky';
const KEYED = 'youtube';
const BY_CONSENT = 'tiktok';

/** Does as it is told; everything about the network is the test's own. */
class ScriptedFetcher implements Fetcher {
  script: (context: FetchContext) => Promise<never[]> = () => Promise.resolve([]);

  constructor(readonly platform: string) {}

  fetchProfiles(_refs: unknown, context: FetchContext): Promise<never[]> {
    return this.script(context);
  }

  async fetchPosts(_query: unknown, context: FetchContext): Promise<{ posts: never[]; nextCursor: null }> {
    return { posts: await this.script(context), nextCursor: null };
  }
}

interface Given extends BudgetSurroundings {
  readonly settings?: PlatformSettings;
  readonly authorizers?: readonly Authorizer[];
}

function aGateway({ settings = new ChosenSettings({}), authorizers = [], ...surroundings }: Given = {}) {
  const clock = new SettableClock();
  const fetchers = CATALOGUE.map(({ descriptor }) => new ScriptedFetcher(descriptor.id));
  const registry = new PlatformRegistry(fetchers, authorizers, settings);
  const credentials = new DeploymentCredentials(settings);
  const breaker = new SamplingCircuitBreaker(clock);
  const { memory = new BudgetMemory(), limits } = surroundings;
  const budget = aBudget(clock, { ...surroundings, memory });
  const fair = aReserve(clock, memory, limits);
  const gateway = new PlatformGateway(registry, credentials, budget, breaker, clock, fair);
  const scripted = (platform: string, script: ScriptedFetcher['script']) => {
    const fetcher = fetchers.find((candidate) => candidate.platform === platform);
    if (fetcher) fetcher.script = script;
  };
  return { clock, gateway, registry, scripted };
}

const query = { account: { platformAccountId: 'id', handle: null, hints: {} }, cursor: null };
const limit = (clock: SettableClock, seconds: number) =>
  new PlatformError('RATE_LIMITED', { retryAt: new Date(clock.now().getTime() + seconds * 1_000) });

describe('PlatformGateway', () => {
  it('counts and times every call that was sent, with how it ended', async () => {
    const { gateway, scripted } = aGateway();
    scripted(PLATFORM, async ({ call }) => {
      await call('first', () => Promise.resolve('good'));
      return call('second', () => Promise.reject(new PlatformError('PLATFORM_UNAVAILABLE')));
    });
    const calls: CallRecord[] = [];
    const outcome = gateway.fetchPosts(PLATFORM, query, { lane: 'scheduled', onCall: (call) => calls.push(call) });
    await expect(outcome).rejects.toMatchObject({ code: 'PLATFORM_UNAVAILABLE' });
    expect(calls).toEqual([
      { endpointClass: 'first', durationMs: expect.any(Number) as number, outcome: 'ok' },
      { endpointClass: 'second', durationMs: expect.any(Number) as number, outcome: 'PLATFORM_UNAVAILABLE' },
    ]);
  });

  it('holds back every later call of the same credential and class until the platform’s own time', async () => {
    const { clock, gateway, scripted } = aGateway();
    const sent: string[] = [];
    const calls: CallRecord[] = [];
    const post = (endpointClass: string, answer: () => Promise<never[]>) => {
      scripted(PLATFORM, ({ call }) => call(endpointClass, () => (sent.push(endpointClass), answer())));
      return gateway.fetchPosts(PLATFORM, query, { lane: 'interactive', onCall: (call) => calls.push(call) });
    };
    const told = limit(clock, 20);
    await expect(post('feeds', () => Promise.reject(told))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(post('feeds', () => Promise.resolve([]))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAt: told.retryAt,
    });
    await expect(post('profiles', () => Promise.resolve([]))).resolves.toEqual({ posts: [], nextCursor: null });
    expect(sent).toEqual(['feeds', 'profiles']);
    expect(calls).toHaveLength(2);
    clock.advance(20_000);
    await expect(post('feeds', () => Promise.resolve([]))).resolves.toEqual({ posts: [], nextCursor: null });
  });

  it('keeps what is left for people who wait, once an answer says that it is little', async () => {
    const { clock, gateway, scripted } = aGateway();
    const until = new Date(clock.now().getTime() + 300_000);
    const post = (lane: FetchContext['lane']) => gateway.fetchPosts(PLATFORM, query, { lane });
    scripted(PLATFORM, ({ call, report }) =>
      call('reads', async () => (await report('reads', { remaining: 0, resetAt: until }), [])),
    );
    const page = { posts: [], nextCursor: null };
    await expect(post('scheduled')).resolves.toEqual(page);
    await expect(post('scheduled')).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAt: until });
    await expect(post('interactive')).resolves.toEqual(page);
    clock.advance(300_000);
    await expect(post('scheduled')).resolves.toEqual(page);
  });

  it('looks again after a day, however long a platform wants to be left alone', async () => {
    const { clock, gateway, scripted } = aGateway();
    const day = 24 * 3_600_000;
    const resetAt = new Date(clock.now().getTime() + 30 * day);
    const post = () => gateway.fetchPosts(PLATFORM, query, { lane: 'scheduled' });
    scripted(PLATFORM, ({ call, report }) =>
      call('reads', async () => (await report('reads', { remaining: 0, resetAt }), [])),
    );
    await post();
    await expect(post()).rejects.toMatchObject({ code: 'RATE_LIMITED', held: 'limit' });
    clock.advance(day);
    await expect(post()).rejects.toMatchObject({ code: 'RATE_LIMITED', held: 'limit' });
    clock.advance(day / 12);
    await expect(post()).resolves.toMatchObject({ posts: [] });
  });

  it('asks as for a regular read where an agency has had its part of what is left', async () => {
    const memory = new BudgetMemory();
    const lanes: unknown[] = [];
    const run = (_: string, __: unknown, ask: (whole: boolean) => unknown) =>
      Promise.resolve(lanes.push((ask(false) as { lane: number }).lane)).then(() => null);
    const { clock, gateway, scripted } = aGateway({ memory, redis: { run }, limits: { YOUTUBE_LIMITS: 'units=8/60' } });
    const [limit] = aBook({ YOUTUBE_LIMITS: 'units=8/60' }).ofClass(KEYED, 'units');
    const place = { platform: KEYED, credentialId: `deployment:${KEYED}`, endpointClass: 'units', subject: null };
    const rule = limit && ruleOf(limit, place, clock.now().getTime());
    if (rule) memory.add(rule, 7, clock.now().getTime());
    scripted(KEYED, ({ call }) => call('units', () => Promise.resolve([])));
    const post = (more: Partial<CallOptions>) =>
      gateway.fetchPosts(KEYED, query, { lane: 'interactive', ...more }).catch(() => undefined);

    await post({ agencyId: 'greedy' });
    await post({ agencyId: 'greedy', together: true });
    await post({ agencyId: 'greedy' });
    await post({ agencyId: 'greedy' });
    await post({ agencyId: 'small' });

    expect(lanes).toEqual([0, 0, 0, 1, 0]);
  });

  it('keeps platforms apart', async () => {
    const { clock, gateway, scripted } = aGateway();
    scripted(PLATFORM, ({ call }) => call('all', () => Promise.reject(limit(clock, 20))));
    scripted(KEYED, ({ call }) => call('all', () => Promise.resolve([])));
    await expect(gateway.fetchPosts(PLATFORM, query, { lane: 'scheduled' })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
    await expect(gateway.fetchPosts(KEYED, query, { lane: 'scheduled' })).resolves.toEqual({
      posts: [],
      nextCursor: null,
    });
  });

  it('lets nothing out but PlatformError', async () => {
    const { gateway, scripted } = aGateway();
    scripted(PLATFORM, () => Promise.reject(new TypeError('undefined is not a function')));
    const error: unknown = await gateway
      .fetchProfiles(PLATFORM, [], { lane: 'scheduled' })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PlatformError);
    expect(error).toMatchObject({ code: 'SYNC_INTERNAL', note: 'TypeError' });
    const locator = { platform: PLATFORM, kind: 'handle', value: 'name' } as const;
    scripted(PLATFORM, () => Promise.resolve([]));
    await expect(gateway.fetchProfiles(PLATFORM, [{ locator }], { lane: 'scheduled' })).rejects.toMatchObject({
      code: 'SYNC_INTERNAL',
    });
    await expect(gateway.fetchProfiles('nowhere', [], { lane: 'scheduled' })).rejects.toMatchObject({
      code: 'INPUT_PLATFORM_UNSUPPORTED',
    });
    await expect(
      gateway.fetchProfiles(PLATFORM, [], { lane: 'scheduled', signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'WORKER_LOST' });
  });

  it('calls nobody without the keys that it takes', async () => {
    const { gateway, registry } = aGateway({ settings: new ChosenSettings({ [KEYED]: 'live' }) });
    expect(registry.get(KEYED)).toMatchObject({ mode: 'absent', missing: ['YOUTUBE_API_KEY'], personas: [] });
    await expect(gateway.fetchPosts(KEYED, query, { lane: 'scheduled' })).rejects.toMatchObject({
      code: 'APP_CREDENTIALS_INVALID',
    });
  });

  it('lets nobody read in public where nothing is public, and everybody with consent', async () => {
    const { gateway, scripted } = aGateway();
    let asked = 0;
    scripted(BY_CONSENT, () => Promise.resolve([]).finally(() => (asked += 1)));
    const refused = { code: 'INPUT_PLATFORM_UNSUPPORTED' };
    await expect(gateway.fetchProfiles(BY_CONSENT, [], { lane: 'interactive' })).rejects.toMatchObject(refused);
    await expect(gateway.fetchPosts(BY_CONSENT, query, { lane: 'scheduled', consent: null })).rejects.toMatchObject(
      refused,
    );
    expect(asked).toBe(0);

    const options = { lane: 'scheduled', consent: aConsent([]) } as const;
    await expect(gateway.fetchProfiles(BY_CONSENT, [], options)).resolves.toEqual([]);
    await expect(gateway.fetchPosts(BY_CONSENT, query, options)).resolves.toEqual({ posts: [], nextCursor: null });
  });

  it.each(['AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED', 'AUTH_CHECKPOINT'] as const)(
    'blames no talent where nobody’s consent was used: %s',
    async (code) => {
      const { gateway, scripted } = aGateway();
      scripted(PLATFORM, () => Promise.reject(new PlatformError(code, { note: '/feed: 401' })));

      const read = (consent: FetchContext['consent']) =>
        gateway.fetchPosts(PLATFORM, query, { lane: 'scheduled', consent });

      await expect(read(null)).rejects.toMatchObject({ code: 'APP_CREDENTIALS_INVALID', note: '/feed: 401' });
      await expect(read(aConsent([]))).rejects.toMatchObject({ code });
    },
  );

  it('believes of the accounts of a grant what can be right', async () => {
    const account = { handle: null, displayName: null, avatarUrl: null, usable: true, reason: null };
    const accounts = ['good', 'a\0b', 'good'].map((platformAccountId) => ({
      ...{ ...account, platformAccountId, url: 'https://example.org' },
    }));
    const authorizer = { platform: BY_CONSENT, accounts: () => Promise.resolve(accounts) };
    const { gateway } = aGateway({ authorizers: [authorizer as unknown as Authorizer] });
    const grant = { accessToken: 'token', scopes: [] };
    expect(await gateway.accounts(BY_CONSENT, grant, { lane: 'interactive' })).toEqual([accounts[0]]);
  });

  it('hands the deployment’s own keys to the adapter', async () => {
    const { gateway, scripted } = aGateway({
      settings: new ChosenSettings({ [KEYED]: 'live' }, { YOUTUBE_API_KEY: 'key' }),
    });
    const seen: string[] = [];
    scripted(KEYED, ({ credential }) =>
      Promise.resolve(seen.push(credential.id, credential.secret('YOUTUBE_API_KEY'))).then(() => []),
    );
    await gateway.fetchPosts(KEYED, query, { lane: 'scheduled' });
    expect(seen).toEqual([`deployment:${KEYED}`, 'key']);
  });
});
