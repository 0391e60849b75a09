import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { defineJob } from '../../../backend/src/core/queue/job-definition.js';
import { QueueModule } from '../../../backend/src/core/queue/queue.module.js';
import { DISPATCH_DUE, SYNC_QUEUE } from '../../../backend/src/ingestion/jobs.js';
import { BullSyncQueue } from '../../../backend/src/ingestion/sync-queue.js';
import { SurroundingsModule } from '../../../backend/src/surroundings.module.js';
import { KeptLog, logging } from '../../support/logs.js';
import { settingsFor } from '../../support/settings.js';
import { until } from '../../support/until.js';

const IDLE_MS = 10_000;
const WITHIN_MS = 1_000;

@Module({ imports: [QueueModule, BullModule.registerQueue({ name: SYNC_QUEUE })], providers: [BullSyncQueue] })
class TransportModule {
  static async start(): Promise<INestApplicationContext> {
    const { config, platforms } = settingsFor({ url: 'http://127.0.0.1:9/sim' });
    const module = { module: TransportModule, imports: [KeptLog.with(), SurroundingsModule.with(config, platforms)] };
    return logging(await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false }));
  }
}

describe('the transport', () => {
  let near: INestApplicationContext;
  let far: INestApplicationContext;

  beforeEach(async () => {
    [near, far] = await Promise.all([TransportModule.start(), TransportModule.start()]);
  });
  afterEach(async () => {
    await Promise.all([near.close(), far.close()]);
  });

  it('hands over a job within a second after ten seconds without any', async () => {
    const begun: number[] = [];
    far.get(BullSyncQueue).process(DISPATCH_DUE, 1, () => Promise.resolve(void begun.push(performance.now())));
    await near.get(BullSyncQueue).nudge();
    const first = await until('the first job has begun', () => begun[0]);
    await until('ten seconds without a job have passed', () => performance.now() - first > IDLE_MS);
    expect(begun).toHaveLength(1);

    const added = performance.now();
    await near.get(BullSyncQueue).nudge();
    const second = await until('the second job has begun', () => begun[1]);

    expect(second - added).toBeLessThan(WITHIN_MS);
  });

  it('gives the same claim to one worker once, and a later claim again', async () => {
    const begun: string[] = [];
    const job = defineJob('sync-connection', z.object({ connectionId: z.uuid(), leaseToken: z.string() }).loose());
    far.get(BullSyncQueue).process(job, 4, ({ leaseToken }) => Promise.resolve(void begun.push(leaseToken)));
    const lease = (token: bigint) => ({
      agencyId: '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f',
      connectionId: '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e40',
      token,
    });

    await near.get(BullSyncQueue).enqueue([lease(1n), lease(1n), lease(2n)]);
    await near.get(BullSyncQueue).enqueue([lease(3n)]);

    await until('all have begun', () => begun.includes('3'));
    expect([...begun].sort()).toEqual(['1', '2', '3']);
  });
});
