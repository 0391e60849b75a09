import { Redis } from 'ioredis';
import type { CallDescription } from '../../../backend/src/platforms/budget.js';
import { SettableClock } from '../../../backend/src/platforms/testing/simulated-network.js';
import { BudgetProcess, call } from './process.js';

const LIMIT = 400;
/** What is there for calls that nobody waits for, and from where on they are spread out. */
const STOP = 380;
const SLOW = 320;
const WINDOW_MS = 3_600_000;

describe('calls that belong together, before a limit', () => {
  let clock: SettableClock;
  let redis: Redis;
  let one: BudgetProcess;
  let two: BudgetProcess;
  const begin = (need: number) => call('scheduled', { need });
  const goOn = (reach: number) => call('scheduled', { begun: reach });
  const retryAt = async (by: BudgetProcess, which: CallDescription) =>
    ((await by.refusal(which))?.retryAt?.getTime() ?? clock.now().getTime()) - clock.now().getTime();
  /** So much is used by people, one part of the window after the other. */
  const used = async (units: number) => {
    for (let left = units; left > 0; left -= 40) {
      await one.refusal(call('interactive', { units: Math.min(40, left) }));
      clock.advance(60_000);
    }
  };

  beforeEach(async () => {
    clock = new SettableClock();
    redis = new Redis(process.env['REDIS_URL'] ?? '');
    await redis.flushdb();
    [one, two] = (await Promise.all(
      [1, 2].map(() => BudgetProcess.start(clock, { X_LIMITS: `users=${LIMIT}/3600` })),
    )) as [BudgetProcess, BudgetProcess];
  });
  afterEach(async () => {
    await Promise.all([one.kill(), two.kill()]);
    redis.disconnect();
  });

  it('begin where there is room for all of them, and take of it only what is called', async () => {
    await used(STOP - 10);
    expect(await two.refusal(begin(11))).toMatchObject({ code: 'RATE_LIMITED', held: 'limit' });
    expect(await two.refusal(begin(10))).toBeNull();
    expect(await two.refusal(begin(10))).not.toBeNull();
    expect(await two.refusal(begin(9))).toBeNull();
  });

  it('come again when all of that is free, and not when the first part is', async () => {
    await used(STOP);
    const [little, much] = [await retryAt(two, begin(5)), await retryAt(two, begin(60))];
    expect(much).toBe(little + 60_000);
    clock.advance(much);
    expect(await two.refusal(begin(60))).toBeNull();
  });

  it('begin with a part of a limit that never has room for all', async () => {
    await used(STOP * 0.75 - 1);
    expect(await two.refusal(begin(10 * LIMIT))).toBeNull();
  });

  it('begin with whatever is left where people wait for them', async () => {
    await used(LIMIT - 1);
    expect(await two.refusal(call('interactive', { need: 5 }))).toBeNull();
    expect(await two.refusal(call('interactive', { need: 5 }))).toMatchObject({ held: 'limit' });
  });

  it('go on though others have to wait for their turn, and reach into what is kept for people as far as they may', async () => {
    await used(SLOW);
    let begun = 0;
    while ((await one.refusal(begin(1))) === null) begun += 1;
    expect(begun).toBeLessThan(STOP - SLOW);
    expect(await two.passed(LIMIT, goOn(0))).toBe(STOP - SLOW - begun);
    expect(await two.passed(LIMIT, goOn(0.25))).toBe(5);
    expect(await two.passed(LIMIT, goOn(0.5))).toBe(5);
    expect(await one.passed(LIMIT, call('interactive'))).toBe(10);
  });

  it('have their turns one after the other, each as long as all of them take', async () => {
    await used(SLOW);
    while ((await one.refusal(begin(1))) === null);
    const turns = [await retryAt(one, begin(19)), await retryAt(two, begin(19)), await retryAt(one, begin(19))];
    const each = (WINDOW_MS * 19) / STOP;
    expect(turns.slice(1).map((turn, index) => turn - (turns[index] ?? 0))).toEqual([each, each]);
  });

  it('begin at the same moment with others one by one, as soon as anybody has to be careful', async () => {
    await used(STOP - 25);
    const answers = await Promise.all(Array.from({ length: 5 }, () => one.refusal(begin(24))));
    expect(answers.filter((refused) => refused === null)).toHaveLength(2);
  });

  it('are asked for at once where they come at once, also where others are spread out', async () => {
    await used(SLOW);
    const answers = await Promise.all(Array.from({ length: 50 }, () => one.refusal(goOn(0))));
    expect(answers.filter((refused) => refused === null)).toHaveLength(50);
  });
});
