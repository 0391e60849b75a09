import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { QueueModule } from '../../../backend/src/core/queue/queue.module.js';
import { DISPATCH_DUE, SYNC_GROUP, SYNC_QUEUE } from '../../../backend/src/ingestion/jobs.js';
import { BullSyncQueue } from '../../../backend/src/ingestion/sync-queue.js';
import { SurroundingsModule } from '../../../backend/src/surroundings.module.js';
import { KeptLog, logging } from '../../support/logs.js';
import { settingsFor } from '../../support/settings.js';
import { until } from '../../support/until.js';

const IDLE_MS = 10_000;
/** Bull asks anew after so long: whoever hears of a job has begun it by then, and whoever is deaf has not. */
const ASKS_ANEW_MS = 5_000;

@Module({ imports: [QueueModule, BullModule.registerQueue({ name: SYNC_QUEUE })], providers: [BullSyncQueue] })
class TransportModule {
  static async start(): Promise<INestApplicationContext> {
    const { config, platforms } = settingsFor({ url: 'http://127.0.0.1:9/sim' });
    const module = { module: TransportModule, imports: [KeptLog.with(), SurroundingsModule.with(config, platforms)] };
    return logging(await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false }));
  }
}

const group = (token: bigint, urgent = false) => ({
  platform: 'network',
  urgent,
  leases: [
    {
      agencyId: '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f',
      connectionId: '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e40',
      token,
    },
  ],
});
const tokensOf = (groups: readonly { readonly leases: readonly { readonly token: bigint }[] }[]) =>
  groups.flatMap(({ leases }) => leases.map(({ token }) => token));

describe('the transport', () => {
  let near: INestApplicationContext;
  let far: INestApplicationContext;

  beforeEach(async () => {
    [near, far] = await Promise.all([TransportModule.start(), TransportModule.start()]);
  });
  afterEach(async () => {
    await Promise.all([near.close(), far.close()]);
  });

  it('hands over a job as it comes, after ten seconds without any', async () => {
    const begun: number[] = [];
    far.get(BullSyncQueue).process(DISPATCH_DUE, 1, () => Promise.resolve(void begun.push(performance.now())));
    await near.get(BullSyncQueue).nudge();
    const first = await until('the first job has begun', () => begun[0]);
    await until('ten seconds without a job have passed', () => performance.now() - first > IDLE_MS);
    expect(begun).toHaveLength(1);

    const added = performance.now();
    await near.get(BullSyncQueue).nudge();
    const second = await until('the second job has begun', () => begun[1]);

    expect(second - added).toBeLessThan(ASKS_ANEW_MS);
  });

  it('gives the same claim to one worker once, and a later claim again', async () => {
    const begun: string[] = [];
    far.get(BullSyncQueue).process(SYNC_GROUP, 4, ({ leases }) => {
      begun.push(...leases.map(({ leaseToken }) => leaseToken));
      return Promise.resolve();
    });

    await near.get(BullSyncQueue).enqueue([group(1n), group(1n), group(2n)]);
    await near.get(BullSyncQueue).enqueue([group(3n)]);

    await until('all have begun', () => begun.includes('3'));
    expect([...begun].sort()).toEqual(['1', '2', '3']);
  });

  it('lets those go first whom somebody waits for, and gives what waits to whoever takes it', async () => {
    const queue = near.get(BullSyncQueue);
    await queue.enqueue([group(1n), group(2n)]);
    await queue.enqueue([group(3n, true)]);
    expect(await queue.waiting()).toBe(3);

    const begun: string[] = [];
    expect(tokensOf(await queue.takeWaiting(1))).toHaveLength(1);
    expect(await queue.waiting()).toBe(2);
    far.get(BullSyncQueue).process(SYNC_GROUP, 1, ({ leases }) => {
      begun.push(...leases.map(({ leaseToken }) => leaseToken));
      return Promise.resolve();
    });

    await until('the others have begun', () => begun.length === 2);
    expect(await far.get(BullSyncQueue).takeWaiting(5)).toEqual([]);
  });
});
