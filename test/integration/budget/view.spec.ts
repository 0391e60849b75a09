import { Redis } from 'ioredis';
import { PlatformError } from '../../../backend/src/platforms/contract/platform-error.js';
import { SettableClock } from '../../../backend/src/platforms/testing/simulated-network.js';
import { until } from '../../support/until.js';
import { BudgetProcess, call } from './process.js';

const LIMITS = { X_LIMITS: 'users=100/60,own-posts=10/60/account' };

describe('what is seen of the limits', () => {
  let clock: SettableClock;
  let caller: BudgetProcess;
  let looker: BudgetProcess;
  const seen = async (endpointClass: string) =>
    (await looker.view.standings()).find((each) => each.platform === 'x' && each.endpointClass === endpointClass);

  beforeEach(async () => {
    const redis = new Redis(process.env['REDIS_URL'] ?? '');
    await redis.flushdb();
    redis.disconnect();
    clock = new SettableClock();
    [caller, looker] = await Promise.all([BudgetProcess.start(clock, LIMITS), BudgetProcess.start(clock, LIMITS)]);
  });
  afterEach(async () => {
    await Promise.all([caller.kill(), looker.kill()]);
  });

  it('is what all have used, from a process that calls nobody', async () => {
    await caller.passed(30, call());
    await caller.passed(3, call('scheduled', { endpointClass: 'own-posts', subject: 'anna' }));
    expect(looker.view.shareLeft('x')).toBeNull();
    expect(await seen('users')).toEqual({
      ...{ platform: 'x', endpointClass: 'users', credentialId: 'deployment:x', scope: 'app', source: 'X_LIMITS' },
      ...{ limit: 100, windowSeconds: 60, used: 30, resetsAt: null, heldUntil: null, breaker: 'closed' },
    });
    expect(await seen('own-posts')).toMatchObject({ scope: 'account', used: null, limit: 10 });
    expect([caller.view.shareLeft('x'), looker.view.shareLeft('x')]).toEqual([0.7, 0.7]);
    expect(caller.view.shareLeft('x', 'an agency’s own')).toBeNull();
  });

  it('is what a platform said, and that it sent everybody away', async () => {
    const resetAt = new Date(clock.now().getTime() + 40_000);
    await caller.budget.report(call(), { limit: 50, remaining: 10, resetAt });
    await caller.budget.after(call(), new PlatformError('RATE_LIMITED', { retryAt: resetAt }));
    expect(await seen('users')).toMatchObject({ limit: 50, used: 40, resetsAt: resetAt, heldUntil: resetAt });
    expect(looker.view.shareLeft('x')).toBe(0);
  });

  it('is that another process rests a platform that is down', async () => {
    for (let time = 0; time < 10; time += 1)
      await caller.breaker.after(call(), new PlatformError('PLATFORM_UNAVAILABLE'));
    await until('the note has come', async () => (await seen('users'))?.breaker === 'open');
    clock.advance(20_000);
    expect(await seen('users')).toMatchObject({ breaker: 'half-open' });
    await caller.breaker.before(call());
    await caller.breaker.after(call(), 'ok');
    await until('the note is gone', async () => (await seen('users'))?.breaker === 'closed');
  });
});
