import { Redis } from 'ioredis';
import { BudgetRedis } from '../../../backend/src/platforms/budget-redis.js';
import { SettableClock } from '../../../backend/src/platforms/testing/simulated-network.js';
import { openRedisLine, type RedisLine } from '../../support/redis-line.js';
import { until } from '../../support/until.js';
import { BudgetProcess, call } from './process.js';

const LIMIT = 100;
const LIMITS = { X_LIMITS: `users=${LIMIT}/60` };
/** Two commands' time-outs, and then some: nobody waits longer for a Redis that is silent. */
const PATIENCE_MS = 5_000;

describe('a limit while Redis is away', () => {
  let clock: SettableClock;
  let line: RedisLine;
  let processes: readonly BudgetProcess[];

  beforeEach(async () => {
    const redis = new Redis(process.env['REDIS_URL'] ?? '');
    await redis.flushdb();
    redis.disconnect();
    clock = new SettableClock();
    line = await openRedisLine();
    const start = () => BudgetProcess.start(clock, LIMITS, { REDIS_URL: line.url });
    processes = await Promise.all([start(), start()]);
  });
  afterEach(async () => {
    await Promise.all(processes.map((one) => one.kill()));
    await line.close();
  });

  it('is kept by each to its own part, and known by all again when it is back', async () => {
    const [one, two] = processes;
    expect([await one?.passed(20, call()), await two?.passed(20, call())]).toEqual([20, 20]);
    await line.refuse();
    // Each remembers what it saw last: one saw its own twenty, and two saw forty.
    const alone = [await one?.passed(200, call('interactive')), await two?.passed(200, call('interactive'))];
    expect(alone).toEqual([40, 30]);
    await line.mend();
    await until('both are heard again', async () => {
      const seen = await Promise.all(processes.map((each) => each.view.standings()));
      return seen.every((standings) => standings.some(({ used }) => used === 110));
    });
    expect(await one?.passed(50, call('interactive'))).toBe(0);
  });

  it('holds nobody up while Redis is silent', async () => {
    const one = await BudgetProcess.start(clock, LIMITS, { REDIS_URL: line.url }, BudgetRedis);
    processes = [...processes, one];
    await one.passed(1, call());
    line.silence();
    const began = performance.now();
    expect(await one.passed(20, call('interactive'))).toBe(20);
    expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
  });
});
