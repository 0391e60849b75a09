import type { CallDescription } from './budget.js';
import { RememberedLimits } from './budget.js';
import { PlatformError } from './contract/platform-error.js';
import { SettableClock } from './testing/simulated-network.js';

const call = (lane: CallDescription['lane'], endpointClass = 'reads'): CallDescription => ({
  platform: 'p',
  credentialId: 'deployment:p',
  endpointClass,
  lane,
  units: 1,
  subject: null,
});

describe('RememberedLimits', () => {
  let clock: SettableClock;
  let limits: RememberedLimits;
  const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000);

  beforeEach(() => {
    clock = new SettableClock();
    limits = new RememberedLimits(clock);
  });

  it('sends nobody before the time that a refusal named', async () => {
    const until = inSeconds(60);
    await limits.after(call('scheduled'), new PlatformError('QUOTA_EXHAUSTED', { retryAt: until }));
    await expect(limits.before(call('interactive'))).rejects.toMatchObject({ code: 'QUOTA_EXHAUSTED', retryAt: until });
    await expect(limits.before(call('interactive', 'others'))).resolves.toBeUndefined();
    clock.advance(60_000);
    await expect(limits.before(call('interactive'))).resolves.toBeUndefined();
  });

  it('leaves what is left to people who wait, until the time that was named', async () => {
    const until = inSeconds(300);
    await limits.report(call('scheduled'), { remaining: 0, resetAt: until });
    for (const lane of ['scheduled', 'backfill'] as const)
      await expect(limits.before(call(lane))).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAt: until });
    await expect(limits.before(call('interactive'))).resolves.toBeUndefined();
    await expect(limits.before(call('scheduled', 'others'))).resolves.toBeUndefined();
    clock.advance(300_000);
    await expect(limits.before(call('scheduled'))).resolves.toBeUndefined();
  });
});
