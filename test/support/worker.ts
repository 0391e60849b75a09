/** Workers on this test file's database: whole ones that go by themselves, and ones that a test drives step by step. */
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { TestingModule, TestingModuleBuilder } from '@nestjs/testing';
import { ConnectionSyncService } from '../../backend/src/connections/connection-sync.service.js';
import type { Claim, ClaimWish, Lease } from '../../backend/src/connections/connection-sync.service.js';
import { CATALOGUE } from '../../backend/src/platforms/catalogue.js';
import { Database } from '../../backend/src/core/database/database.service.js';
import { Dispatcher } from '../../backend/src/ingestion/dispatcher.service.js';
import { SyncQueue } from '../../backend/src/ingestion/sync-queue.js';
import { SyncRunner } from '../../backend/src/ingestion/sync-runner.service.js';
import type { Settings } from '../../backend/src/boot.js';
import { WorkerModule } from '../../backend/src/worker.module.js';
import { KeptLog, logging } from './logs.js';
import type { Network } from './network.js';
import { settingsFor } from './settings.js';

type Environment = Readonly<Record<string, string>>;

/** As in production: claims, works off the queue and looks for lost leases until it is closed. */
export async function startWorker(
  network: Pick<Network, 'url'>,
  environment: Environment = {},
): Promise<INestApplicationContext> {
  const { config, platforms } = settingsFor(network, environment);
  const module = { module: Worker, imports: [KeptLog.with(), WorkerModule.with(config, platforms)] };
  return logging(await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false }));
}

class Worker {}

/** A worker whose clockwork stands still, with what a test puts in the place of its parts. */
export async function aStillWorker(
  { config, platforms }: Settings,
  change: (building: TestingModuleBuilder) => TestingModuleBuilder = (building) => building,
): Promise<TestingModule> {
  const building = Test.createTestingModule({ imports: [KeptLog.with(), WorkerModule.with(config, platforms)] });
  const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };
  return logging(await change(building).setLogger(silent).compile());
}

/** It does what a test says, and nothing else. */
export interface Engine {
  readonly sync: ConnectionSyncService;
  readonly runner: SyncRunner;
  readonly dispatcher: Dispatcher;
  readonly queue: SyncQueue;
  /** Claims everything due and runs it to its end; answers with what was claimed. */
  runDue(): Promise<Claim[]>;
  run(lease: Lease): Promise<void>;
  /** A wish to sync, even where the API would refuse it. */
  request(agencyId: string, connectionId: string): Promise<void>;
  close(): Promise<void>;
}

const OWNER = 'engine';

/** As much as there is of every platform. */
export const wishFor = (owner: string, most = 50): ClaimWish => ({
  owner,
  rooms: CATALOGUE.map(({ descriptor }) => ({ platform: descriptor.id, most, aheadSeconds: 0, multiple: 1 })),
  heldBack: [],
});

export async function anEngine(network: Pick<Network, 'url'>, environment: Environment = {}): Promise<Engine> {
  const module = await aStillWorker(settingsFor(network, environment));
  const sync = module.get(ConnectionSyncService, { strict: false });
  const runner = module.get(SyncRunner, { strict: false });
  return {
    sync,
    runner,
    dispatcher: module.get(Dispatcher, { strict: false }),
    queue: module.get(SyncQueue, { strict: false }),
    runDue: async () => {
      const claims = await sync.claim(wishFor(OWNER));
      await Promise.all(claims.map((claim) => runner.run(claim, OWNER)));
      return claims;
    },
    run: (lease) => runner.run(lease, OWNER),
    request: (agencyId, connectionId) =>
      module
        .get(Database, { strict: false })
        .inAgency(agencyId, (tx) => sync.request(tx, agencyId, connectionId, 'manual')),
    close: () => module.close(),
  };
}
