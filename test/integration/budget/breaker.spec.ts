import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { Clock } from '../../../backend/src/core/clock.js';
import { PlatformError } from '../../../backend/src/platforms/contract/platform-error.js';
import { PlatformGateway } from '../../../backend/src/platforms/platform.gateway.js';
import { PlatformsModule } from '../../../backend/src/platforms/platforms.module.js';
import { SettableClock } from '../../../backend/src/platforms/testing/simulated-network.js';
import { SurroundingsModule } from '../../../backend/src/surroundings.module.js';
import { KeptLog } from '../../support/logs.js';
import { startNetwork, type Network } from '../../support/network.js';
import { settingsFor } from '../../support/settings.js';

const DOWN = { platform: 'bluesky', kind: 'handle', value: 'down.bsky.social' } as const;
const WELL = { platform: 'bluesky', kind: 'handle', value: 'anna.bsky.social' } as const;
const OTHER = { platform: 'youtube', kind: 'handle', value: 'anna' } as const;
const HOUR_SECONDS = 3_600;

describe('a platform that is down', () => {
  let clock: SettableClock;
  let network: Network;
  let module: TestingModule;
  const read = async (locator: typeof DOWN | typeof WELL | typeof OTHER) => {
    const reading = module.get(PlatformGateway).fetchProfiles(locator.platform, [{ locator }], { lane: 'scheduled' });
    return reading.then(
      ([answer]) => (answer?.ok ? 'ok' : answer?.error) ?? 'nothing',
      (error: unknown) => error as PlatformError,
    );
  };
  const sent = async () => (await network.asked('bluesky')).length;

  beforeEach(async () => {
    const redis = new Redis(process.env['REDIS_URL'] ?? '');
    await redis.flushdb();
    redis.disconnect();
    clock = new SettableClock();
    network = await startNetwork();
    const { config, platforms } = settingsFor(network);
    module = await Test.createTestingModule({
      imports: [KeptLog.with(), SurroundingsModule.with(config, platforms), PlatformsModule],
    })
      .overrideProvider(Clock)
      .useValue(clock)
      .compile();
    await module.init();
  });
  afterEach(async () => {
    await module.close();
    await network.stop();
  });

  it('is asked ten times, and then by nothing but probes for as long as it lasts', async () => {
    for (let time = 0; time < 40; time += 1) await read(DOWN);
    expect(await sent()).toBe(10);
    expect(await read(WELL)).toMatchObject({ code: 'PLATFORM_UNAVAILABLE', held: 'outage' });
    for (let second = 0; second < HOUR_SECONDS; second += 5) {
      await read(DOWN);
      clock.advance(5_000);
    }
    const probes = await sent();
    expect(probes).toBeGreaterThan(10);
    expect(probes).toBeLessThan(40);
  });

  it('keeps no other platform waiting, and is read again as soon as a probe goes well', async () => {
    for (let time = 0; time < 40; time += 1) await read(DOWN);
    expect(await read(OTHER)).toBe('ok');
    const held = await read(WELL);
    const retryAt = held instanceof PlatformError ? held.retryAt : undefined;
    clock.advance((retryAt?.getTime() ?? 0) - clock.now().getTime());
    expect(await read(WELL)).toBe('ok');
    expect(await Promise.all([read(WELL), read(WELL)])).toEqual(['ok', 'ok']);
  });
});
