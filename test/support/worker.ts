/** Workers on this test file's database: whole ones that go by themselves, and ones that a test drives step by step. */
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { TestingModule, TestingModuleBuilder } from '@nestjs/testing';
import { ConnectionSyncService } from '../../backend/src/connections/connection-sync.service.js';
import type { Claim, ClaimWish, Lease } from '../../backend/src/connections/connection-sync.service.js';
import { CATALOGUE } from '../../backend/src/platforms/catalogue.js';
import { Database } from '../../backend/src/core/database/database.service.js';
import { Claimer } from '../../backend/src/ingestion/claimer.service.js';
import { Dispatcher } from '../../backend/src/ingestion/dispatcher.service.js';
import type { Group } from '../../backend/src/ingestion/groups.js';
import { SyncQueue } from '../../backend/src/ingestion/sync-queue.js';
import { SyncRunner } from '../../backend/src/ingestion/sync-runner.service.js';
import type { Settings } from '../../backend/src/boot.js';
import { WorkerModule } from '../../backend/src/worker.module.js';
import { KeptLog, logging } from './logs.js';
import type { Network } from './network.js';
import { settingsFor } from './settings.js';
import { until } from './until.js';

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
  /** Claims everything due. */
  claimAll(): Promise<Claim[]>;
  /** Runs one by itself. */
  run(lease: Lease): Promise<void>;
  /** Runs groups as they are claimed, to their end. */
  runTogether(claims: readonly Claim[]): Promise<void>;
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

/** A group of one. */
export const alone = ({ agencyId, connectionId, token }: Lease): Group => ({
  platform: 'any',
  urgent: true,
  leases: [{ agencyId, connectionId, token }],
});

/** Everything due. A claim steps over rows that somebody just writes, such as that they were looked at; the next one has them. */
export async function claimAllBy(module: TestingModule, owner: string): Promise<Claim[]> {
  const sync = module.get(ConnectionSyncService, { strict: false });
  const isDue = () =>
    module.get(Database, { strict: false }).asWorker(async (tx) => {
      const due = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM connection_sync s JOIN social_connection c ON c.id = s.connection_id
        WHERE s.next_sync_at <= now() AND s.lease_owner IS NULL AND c.control = 'enabled' LIMIT 1`;
      return due.length > 0;
    });
  const claims: Claim[] = [];
  await until('everything due is claimed', async () => {
    claims.push(...(await sync.claim(wishFor(owner))));
    return !(await isDue());
  });
  return claims;
}

export async function anEngine(network: Pick<Network, 'url'>, environment: Environment = {}): Promise<Engine> {
  const module = await aStillWorker(settingsFor(network, environment));
  const sync = module.get(ConnectionSyncService, { strict: false });
  const runner = module.get(SyncRunner, { strict: false });
  const claimAll = () => claimAllBy(module, OWNER);
  const runTogether = async (claims: readonly Claim[]) => {
    const groups = await module.get(Claimer, { strict: false }).together(claims);
    await Promise.all(groups.map((group) => runner.run(group, OWNER)));
  };
  return {
    sync,
    runner,
    dispatcher: module.get(Dispatcher, { strict: false }),
    queue: module.get(SyncQueue, { strict: false }),
    claimAll,
    runDue: async () => {
      const claims = await claimAll();
      await runTogether(claims);
      return claims;
    },
    run: (lease) => runner.run(alone(lease), OWNER),
    runTogether,
    request: (agencyId, connectionId) =>
      module
        .get(Database, { strict: false })
        .inAgency(agencyId, (tx) => sync.request(tx, agencyId, connectionId, 'manual')),
    close: () => module.close(),
  };
}
