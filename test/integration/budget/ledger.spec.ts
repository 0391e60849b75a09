import { Redis } from 'ioredis';
import { PlatformError } from '../../../backend/src/platforms/contract/platform-error.js';
import { SettableClock } from '../../../backend/src/platforms/testing/simulated-network.js';
import { BudgetProcess, call } from './process.js';

const LIMITS = { YOUTUBE_LIMITS: 'units=100/86400' };
const HOUR_MS = 3_600_000;
const units = (lane: 'interactive' | 'scheduled' | 'backfill' = 'interactive') =>
  call(lane, { platform: 'youtube', credentialId: 'deployment:youtube', endpointClass: 'units' });

describe('the ledger of a day’s quota', () => {
  const clock = new SettableClock();
  let redis: Redis;
  const running: BudgetProcess[] = [];
  const start = async () => {
    const started = await BudgetProcess.start(clock, LIMITS);
    running.push(started);
    return started;
  };
  /** Nothing is left running, and Redis has lost everything. */
  const loseAll = async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await redis.flushdb();
  };

  beforeEach(async () => {
    clock.advance(48 * HOUR_MS); // the ledger of this day is empty
    redis = new Redis(process.env['REDIS_URL'] ?? '');
    await redis.flushdb();
  });
  afterEach(async () => {
    await loseAll();
    redis.disconnect();
  });

  it('survives that every process ends and Redis is lost, and each counts once', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect([await one.passed(30, units()), await two.passed(20, units())]).toEqual([30, 20]);
    await loseAll();
    const [three, four] = await Promise.all([start(), start()]);
    expect(await three.passed(10, units())).toBe(10);
    await redis.flushdb(); // and once more
    expect((await three.passed(25, units())) + (await four.passed(100, units()))).toBe(40);
    const day = (await four.view.standings()).find(({ endpointClass }) => endpointClass === 'units');
    expect(day).toMatchObject({ used: 100, limit: 100, scope: 'app' });
  });

  it('is told to a new process while the others go on', async () => {
    const one = await start();
    expect(await one.passed(60, units())).toBe(60);
    await (await start()).stop();
    const two = await start();
    expect(await two.passed(100, units())).toBe(40);
    running.splice(1, 1);
  });

  it('remembers that the platform sent everybody away', async () => {
    const retryAt = new Date(clock.now().getTime() + HOUR_MS);
    const one = await start();
    expect(await one.passed(1, units())).toBe(1);
    await one.budget.after(units(), new PlatformError('QUOTA_EXHAUSTED', { retryAt }));
    await loseAll();
    expect(await (await start()).refusal(units())).toMatchObject({ code: 'QUOTA_EXHAUSTED', retryAt });
  });

  it('begins anew at midnight', async () => {
    const one = await start();
    expect(await one.passed(200, units())).toBe(100);
    const refused = await one.refusal(units());
    clock.advance((refused?.retryAt?.getTime() ?? 0) - clock.now().getTime());
    await loseAll();
    expect(await (await start()).passed(200, units())).toBe(100);
  });
});
