import type { Budget, CallDescription } from './budget.js';
import { PlatformError } from './contract/platform-error.js';
import { aBudget } from './testing/lonely-budget.js';
import { SettableClock } from './testing/simulated-network.js';

const LIMITS = { X_LIMITS: 'users=100/60,own-posts=100/60/account', YOUTUBE_LIMITS: 'units=40/86400' };
const WINDOW_MS = 60_000;
const SLACK_MS = WINDOW_MS / 20;

const call = (lane: CallDescription['lane'] = 'scheduled', more: Partial<CallDescription> = {}): CallDescription => ({
  ...{ platform: 'x', credentialId: 'deployment:x', endpointClass: 'users', lane, units: 1, subject: null },
  ...more,
});
const own = (subject: string | null) => call('scheduled', { endpointClass: 'own-posts', subject });

describe('SharedBudget in a process without Redis', () => {
  let clock: SettableClock;
  let budget: Budget;
  const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000);
  const refusal = (which: CallDescription): Promise<PlatformError | null> =>
    budget.before(which).then(
      () => null,
      (error: unknown) => error as PlatformError,
    );
  const passed = async (times: number, which: CallDescription) => {
    let count = 0;
    for (let time = 0; time < times; time += 1) if ((await refusal(which)) === null) count += 1;
    return count;
  };

  beforeEach(() => {
    clock = new SettableClock();
    budget = aBudget(clock, { limits: LIMITS });
  });

  it('sends nobody before the time that a refusal named', async () => {
    const until = inSeconds(60);
    await budget.after(call(), new PlatformError('QUOTA_EXHAUSTED', { retryAt: until }));
    const held = { code: 'QUOTA_EXHAUSTED', retryAt: until, held: 'limit' };
    await expect(budget.before(call('interactive'))).rejects.toMatchObject(held);
    await expect(budget.before(call('interactive', { endpointClass: 'posts' }))).resolves.toBeUndefined();
    clock.advance(60_000);
    await expect(budget.before(call('interactive'))).resolves.toBeUndefined();
  });

  it('keeps the one account waiting whose own limit was reached', async () => {
    const refused = new PlatformError('RATE_LIMITED', { retryAt: inSeconds(60) });
    await budget.after(own('anna'), refused);
    await budget.after(own(null), refused);
    await budget.after(call(), new PlatformError('RATE_LIMITED', { retryAt: inSeconds(60), scope: 'account' }));
    expect(await refusal(call())).toBeNull();
    expect(await refusal(own('anna'))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await refusal(own('ben'))).toBeNull();
  });

  it('does not take its own refusals for the platform’s', async () => {
    await budget.after(call(), new PlatformError('RATE_LIMITED', { retryAt: inSeconds(60), held: 'limit' }));
    expect(await refusal(call())).toBeNull();
  });

  it('leaves what is left to people who wait where nothing is known but that it is little', async () => {
    const elsewhere = (lane: CallDescription['lane']) => call(lane, { endpointClass: 'unheard-of' });
    const until = inSeconds(300);
    await budget.report(elsewhere('scheduled'), { remaining: 0, resetAt: until });
    for (const lane of ['scheduled', 'backfill'] as const)
      await expect(budget.before(elsewhere(lane))).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAt: until });
    expect(await refusal(elsewhere('interactive'))).toBeNull();
    expect(await refusal(call('scheduled'))).toBeNull();
    clock.advance(300_000);
    expect(await refusal(elsewhere('scheduled'))).toBeNull();
  });

  it('takes half of each limit, for there may be another process', async () => {
    expect(await passed(200, call('backfill'))).toBe(40);
    expect(await passed(200, call('scheduled'))).toBe(7);
    expect(await passed(200, call('interactive'))).toBe(3);
    const refused = await refusal(call('interactive'));
    expect(refused).toMatchObject({ code: 'RATE_LIMITED', held: 'limit' });
    expect(refused?.retryAt?.getTime()).toBeLessThanOrEqual(clock.now().getTime() + WINDOW_MS + SLACK_MS);
    clock.advance(WINDOW_MS + SLACK_MS);
    expect(await passed(200, call('interactive'))).toBe(50);
  });

  it('counts each account for itself, and nobody where no account is known', async () => {
    expect([await passed(100, own('anna')), await passed(100, own('ben'))]).toEqual([47, 47]);
    expect(await passed(300, own(null))).toBe(300);
  });

  it('counts what a call costs', async () => {
    expect(await passed(20, call('interactive', { units: 10 }))).toBe(5);
  });

  it('begins a day’s quota anew at the zone’s midnight', async () => {
    const units = call('interactive', { platform: 'youtube', endpointClass: 'units' });
    expect(await passed(40, units)).toBe(20);
    const refused = await refusal(units);
    expect(refused).toMatchObject({ code: 'QUOTA_EXHAUSTED' });
    const midnight = refused?.retryAt ?? new Date(0);
    expect(midnight.toLocaleString('en-GB', { timeZone: 'America/Los_Angeles' })).toContain('00:00:00');
    clock.advance(midnight.getTime() - clock.now().getTime());
    expect(await passed(40, units)).toBe(20);
  });

  it('believes what the platform says is left, and when it begins anew', async () => {
    await budget.report(call(), { limit: 100, remaining: 10, resetAt: inSeconds(30) });
    expect(await passed(50, call('scheduled'))).toBe(0);
    expect(await refusal(call())).toMatchObject({ retryAt: inSeconds(30) });
    clock.advance(30_000);
    expect(await passed(100, call('scheduled'))).toBe(47);
  });

  it.each([
    ['a window that is over', { remaining: 0, resetAt: new Date(0) }],
    ['more left than was ever there', { remaining: 1e12 }],
    ['nonsense', { remaining: Number.NaN, share: Number.NaN, limit: -5 }],
  ])('does not believe %s', async (_what, usage) => {
    await budget.report(call(), usage);
    expect(await passed(100, call('scheduled'))).toBe(47);
  });

  it('takes a reset in years for one within the window', async () => {
    await budget.report(call(), { remaining: 0, resetAt: inSeconds(1e9) });
    const refused = await refusal(call('interactive'));
    expect(refused?.retryAt).toEqual(inSeconds(60));
  });
});
