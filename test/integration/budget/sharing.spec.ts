import { setImmediate as nextTurn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { BudgetRedis } from '../../../backend/src/platforms/budget-redis.js';
import { PlatformError } from '../../../backend/src/platforms/contract/platform-error.js';
import { SettableClock } from '../../../backend/src/platforms/testing/simulated-network.js';
import { BudgetProcess, call } from './process.js';

const LIMIT = 100;
const WINDOW_MS = 60_000;
const LIMITS = { X_LIMITS: `users=${LIMIT}/60,own-posts=10/60/account` };
const LANES = ['interactive', 'scheduled', 'backfill'] as const;

describe('a limit that processes share', () => {
  let clock: SettableClock;
  let redis: Redis;
  let processes: readonly BudgetProcess[];
  const first = () => processes[0] ?? Promise.reject(new Error('no process'));
  const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000);

  beforeEach(async () => {
    clock = new SettableClock();
    redis = new Redis(process.env['REDIS_URL'] ?? '');
    await redis.flushdb();
    processes = await Promise.all([1, 2, 3].map(() => BudgetProcess.start(clock, LIMITS)));
  });
  afterEach(async () => {
    await Promise.all(processes.map((one) => one.kill()));
    redis.disconnect();
  });

  it('takes a moment in which this process stood still for no silence of Redis', async () => {
    const one = await BudgetProcess.start(clock, LIMITS, {}, BudgetRedis);
    processes = [...processes, one];
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const asked = one.refusal(call('interactive'));
    await nextTurn();
    const until = performance.now() + 800;
    while (performance.now() < until); // nothing is read meanwhile

    expect(await asked).toBeNull();

    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  it('is never exceeded by all of them together, however they call at once', async () => {
    const asked = processes.flatMap((one) => Array.from({ length: 60 }, () => one.refusal(call('interactive'))));
    const refused = (await Promise.all(asked)).filter((error) => error !== null);
    expect(refused).toHaveLength(3 * 60 - LIMIT);
    const [some] = refused;
    expect(some).toMatchObject({ code: 'RATE_LIMITED', held: 'limit' });
    clock.advance((some?.retryAt?.getTime() ?? 0) - clock.now().getTime());
    expect(await (await first()).refusal(call('interactive'))).toBeNull();
  });

  it('is kept in every stretch as long as its window, whatever the lanes, and though Redis is wiped in the middle', async () => {
    const step = fc.record({
      who: fc.nat(2),
      lane: fc.constantFrom(...LANES),
      part: fc.constantFrom({}, {}, { need: 7 }, { begun: 0.5 }),
      calls: fc.integer({ min: 1, max: 30 }),
      waitMs: fc.constantFrom(0, 0, 10, 2_999, 3_000, 17_000, 61_000),
      wipe: fc.boolean().map((wiped) => wiped),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        clock.advance(3_600_000);
        await redis.flushdb();
        const sent: number[] = [];
        for (const { who, lane, part, calls, waitMs, wipe } of steps) {
          const one = processes[who];
          const passed = (await one?.passed(calls, call(lane, part))) ?? 0;
          sent.push(...Array.from({ length: passed }, () => clock.now().getTime()));
          if (wipe) await redis.flushdb();
          // Each has called since the wipe, or the others could not know what it did.
          if (wipe) await Promise.all(processes.map((each) => each.refusal(call('scheduled', { units: 1e6 }))));
          clock.advance(waitMs);
        }
        for (const at of sent)
          expect(sent.filter((other) => other >= at && other < at + WINDOW_MS).length).toBeLessThanOrEqual(LIMIT);
      }),
      { numRuns: 40 },
    );
  });

  it('is asked for once where calls come at once, as long as nobody has to be careful', async () => {
    const one = await first();
    const runs = jest.spyOn(BudgetRedis.prototype, 'run');
    const burst = async (calls: number, lane: (typeof LANES)[number]) => {
      runs.mockClear();
      const refused = await Promise.all(Array.from({ length: calls }, () => one.refusal(call(lane))));
      return { passed: refused.filter((error) => error === null).length, asked: runs.mock.calls.length };
    };

    expect(await burst(50, 'scheduled')).toEqual({ passed: 50, asked: 1 });
    expect(await burst(20, 'backfill')).toEqual({ passed: 20, asked: 1 });
    // All of these together are too many: each is asked for, and told when it may come again.
    expect(await burst(20, 'backfill')).toEqual({ passed: 10, asked: 21 });
    expect(await burst(40, 'interactive')).toEqual({ passed: 20, asked: 40 });
    runs.mockRestore();
  });

  it('leaves a reserve to people who wait, and the first part alone to what is long ago', async () => {
    const one = await first();
    expect(await one.passed(200, call('backfill'))).toBe(80);
    // From here on one at a time: what is left is spread out.
    let scheduled = 0;
    for (let second = 0; second < 40; second += 1) {
      scheduled += await one.passed(3, call('scheduled'));
      clock.advance(1_000);
    }
    expect(scheduled).toBe(15);
    expect(await one.passed(50, call('interactive'))).toBe(5);
  });

  it('hands out the places that are left one after the other', async () => {
    const [one, two] = processes;
    await one?.budget.report(call(), { limit: LIMIT, remaining: 16, resetAt: inSeconds(60) });
    expect(await one?.refusal(call('scheduled'))).toBeNull();
    const slots = await Promise.all([one?.refusal(call()), two?.refusal(call()), one?.refusal(call())]);
    const times = slots.map((slot) => slot?.retryAt?.getTime() ?? 0);
    expect(new Set(times).size).toBe(3);
    expect(Math.min(...times)).toBeGreaterThan(clock.now().getTime());
    expect(Math.max(...times)).toBeLessThanOrEqual(inSeconds(60).getTime());
    clock.advance(Math.min(...times) - clock.now().getTime());
    expect(await two?.refusal(call('scheduled'))).toBeNull();
    expect(await two?.refusal(call('scheduled'))).toMatchObject({ held: 'limit' });
  });

  it('forgets nothing when Redis is wiped', async () => {
    const [one, two, three] = processes;
    const before = [await one?.passed(30, call()), await two?.passed(30, call()), await three?.passed(10, call())];
    await one?.budget.after(call('scheduled', { endpointClass: 'posts' }), limitUntil(inSeconds(30)));
    expect(before).toEqual([30, 30, 10]);
    await redis.flushdb();
    for (const each of processes) await each.refusal(call('interactive', { units: 1e6 }));
    expect(await two?.passed(200, call('interactive'))).toBe(LIMIT - 70);
    await one?.refusal(call('scheduled', { endpointClass: 'posts' }));
    expect(await two?.refusal(call('scheduled', { endpointClass: 'posts' }))).toMatchObject({ retryAt: inSeconds(30) });
  });

  it('is the platform’s own as soon as it says more, by all of them', async () => {
    const [one, two] = processes;
    expect(await one?.passed(20, call())).toBe(20);
    await one?.budget.report(call(), { limit: LIMIT, remaining: 30, resetAt: inSeconds(40) });
    await one?.budget.report(call(), { limit: LIMIT, remaining: 90, resetAt: inSeconds(40) }); // an older answer
    expect(await two?.passed(100, call('interactive'))).toBe(30);
    expect(await two?.refusal(call('interactive'))).toMatchObject({ retryAt: inSeconds(40) });
    await one?.budget.report(call(), { remaining: 0, resetAt: new Date(0) });
    clock.advance(40_000);
    expect(await one?.passed(200, call('interactive'))).toBe(LIMIT);
  });

  it('is told as a share where no figures are, and believed until somebody looks again', async () => {
    const discovery = call('interactive', { platform: 'instagram', endpointClass: 'discovery' });
    const [one, two] = processes;
    expect(await one?.passed(10, discovery)).toBe(10);
    await one?.budget.report(discovery, { share: 1 });
    const refused = await two?.refusal(discovery);
    expect(refused?.retryAt?.getTime()).toBeLessThanOrEqual(inSeconds(300).getTime());
    clock.advance(300_000);
    await one?.budget.report(discovery, { share: 0.05 });
    expect(await two?.passed(300, discovery)).toBe(190);
  });

  it('is never raised above what the operator chose', async () => {
    const [one, two] = processes;
    await one?.budget.report(call(), { limit: 10 * LIMIT, remaining: 10 * LIMIT });
    expect(await two?.passed(200, call('interactive'))).toBe(LIMIT);
  });

  it('keeps everybody away whom the platform sent away, until then', async () => {
    const [one, two] = processes;
    await one?.budget.after(call(), limitUntil(inSeconds(30)));
    expect(await two?.refusal(call('interactive'))).toMatchObject({ code: 'RATE_LIMITED', retryAt: inSeconds(30) });
    clock.advance(30_000);
    expect(await two?.refusal(call('interactive'))).toBeNull();
  });

  it('is each account’s own where it says so, and leaves nothing in Redis after its window', async () => {
    const own = (subject: string) => call('interactive', { endpointClass: 'own-posts', subject });
    const [one, two] = processes;
    expect(await one?.passed(6, own('anna'))).toBe(6);
    expect([await two?.passed(20, own('anna')), await two?.passed(20, own('ben'))]).toEqual([4, 10]);
    const keys = await redis.keys('rostrum:budget:*');
    expect(keys).toHaveLength(2);
    const lives = await Promise.all(keys.map((key) => redis.pttl(key)));
    expect(lives.every((life) => life > 0 && life <= 3 * WINDOW_MS)).toBe(true);
  });
});

const limitUntil = (retryAt: Date) => new PlatformError('RATE_LIMITED', { retryAt });
