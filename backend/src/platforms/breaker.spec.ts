import { SamplingCircuitBreaker } from './breaker.js';
import type { CallDescription } from './budget.js';
import { PlatformError } from './contract/platform-error.js';
import { SettableClock } from './testing/simulated-network.js';

const MOST_MS = 300_000;

const call = (endpointClass = 'reads', platform = 'p'): CallDescription => ({
  ...{ platform, endpointClass, credentialId: `deployment:${platform}` },
  ...{ lane: 'scheduled', units: 1, subject: null },
});
const down = new PlatformError('PLATFORM_UNAVAILABLE');

describe('SamplingCircuitBreaker', () => {
  let clock: SettableClock;
  let breaker: SamplingCircuitBreaker;

  beforeEach(() => {
    clock = new SettableClock();
    breaker = new SamplingCircuitBreaker(clock);
  });

  const fail = async (times: number, outcome: PlatformError | 'ok' = down, which = call()) => {
    for (let time = 0; time < times; time += 1) await breaker.after(which, outcome);
  };
  const refusal = async (which = call()): Promise<PlatformError | null> =>
    breaker.before(which).then(
      () => null,
      (error: unknown) => error as PlatformError,
    );

  it('opens on outages and time-outs, and says when it is worth another try', async () => {
    await fail(5);
    await fail(4, new PlatformError('SYNC_TIMEOUT'));
    expect(await refusal()).toBeNull();
    await fail(1);
    const held = await refusal();
    expect(held).toMatchObject({ code: 'PLATFORM_UNAVAILABLE', held: 'outage' });
    expect(held?.retryAt?.getTime()).toBeGreaterThanOrEqual(clock.now().getTime() + 5_000);
    expect(breaker.standing(call())).toBe('open');
  });

  it('leaves other classes and other platforms alone', async () => {
    await fail(20);
    expect(await Promise.all([refusal(call('others')), refusal(call('reads', 'q'))])).toEqual([null, null]);
    expect(breaker.standing(call('others'))).toBe('closed');
  });

  it.each([
    'RATE_LIMITED',
    'QUOTA_EXHAUSTED',
    'PROFILE_NOT_FOUND',
    'PLATFORM_CONTRACT_CHANGED',
    'WORKER_LOST',
  ] as const)('stays closed on %s', async (code) => {
    await fail(40, new PlatformError(code));
    expect(await refusal()).toBeNull();
  });

  it('stays closed while four calls of ten fail', async () => {
    for (let turn = 0; turn < 30; turn += 1) {
      await fail(3, 'ok');
      await fail(2);
    }
    expect(await refusal()).toBeNull();
  });

  it('forgets what is long ago', async () => {
    await fail(9);
    clock.advance(600_000);
    await fail(9);
    expect(await refusal()).toBeNull();
  });

  it('lets one probe through after its pause, and closes when that goes well', async () => {
    await fail(10);
    const held = await refusal();
    clock.advance((held?.retryAt?.getTime() ?? 0) - clock.now().getTime());
    expect(breaker.standing(call())).toBe('half-open');
    expect(await refusal()).toBeNull();
    expect(await refusal()).toMatchObject({ held: 'outage' });
    await breaker.after(call(), 'ok');
    expect(breaker.standing(call())).toBe('closed');
    expect(await refusal()).toBeNull();
  });

  it('gives the probe’s place to another where it was never sent', async () => {
    await fail(10);
    clock.advance(10_000);
    expect(await refusal()).toBeNull();
    await breaker.after(call(), new PlatformError('RATE_LIMITED', { held: 'limit' }));
    expect(await refusal()).toBeNull();
    expect(await refusal()).toMatchObject({ held: 'outage' });
    clock.advance(60_000); // nobody told how that one went
    expect(await refusal()).toBeNull();
  });

  it('sends nothing but probes while it lasts, ever more seldom, up to five minutes apart', async () => {
    await fail(10);
    const pauses: number[] = [];
    const until = clock.now().getTime() + 3_600_000;
    for (let sentAt = clock.now().getTime(); clock.now().getTime() < until; clock.advance(1_000)) {
      if ((await refusal()) !== null) continue;
      pauses.push(clock.now().getTime() - sentAt);
      sentAt = clock.now().getTime();
      await breaker.after(call(), down);
    }
    expect(pauses.length).toBeLessThan(40);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(MOST_MS + 1_000);
    expect(Math.min(...pauses.slice(8))).toBeGreaterThan(MOST_MS / 2 - 1);
  });
});
