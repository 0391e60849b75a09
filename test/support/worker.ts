/** Workers on this test file's database: whole ones that go by themselves, and ones that a test drives step by step. */
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { ConnectionSyncService } from '../../backend/src/connections/connection-sync.service.js';
import type { Claim, Lease } from '../../backend/src/connections/connection-sync.service.js';
import { Database } from '../../backend/src/core/database/database.service.js';
import { Dispatcher } from '../../backend/src/ingestion/dispatcher.service.js';
import { SyncQueue } from '../../backend/src/ingestion/sync-queue.js';
import { SyncRunner } from '../../backend/src/ingestion/sync-runner.service.js';
import { WorkerModule } from '../../backend/src/worker.module.js';
import type { Network } from './network.js';
import { settingsFor } from './settings.js';

type Environment = Readonly<Record<string, string>>;

/** As in production: claims, works off the queue and looks for lost leases until it is closed. */
export function startWorker(
  network: Pick<Network, 'url'>,
  environment: Environment = {},
): Promise<INestApplicationContext> {
  const { config, platforms } = settingsFor(network, environment);
  return NestFactory.createApplicationContext(WorkerModule.with(config, platforms), {
    logger: false,
    abortOnError: false,
  });
}

/** A worker whose clockwork stands still: it does what a test says, and nothing else. */
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

export async function anEngine(network: Pick<Network, 'url'>, environment: Environment = {}): Promise<Engine> {
  const { config, platforms } = settingsFor(network, environment);
  const module = await Test.createTestingModule({ imports: [WorkerModule.with(config, platforms)] })
    .setLogger({ log: () => undefined, warn: () => undefined, error: () => undefined })
    .compile();
  const sync = module.get(ConnectionSyncService, { strict: false });
  const runner = module.get(SyncRunner, { strict: false });
  return {
    sync,
    runner,
    dispatcher: module.get(Dispatcher, { strict: false }),
    queue: module.get(SyncQueue, { strict: false }),
    runDue: async () => {
      const claims = await sync.claim(OWNER, 50);
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
