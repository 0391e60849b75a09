/** The product's own services in this process, and a record of what they say to PostgreSQL. */
import { ConsoleLogger } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import { inRoot } from '../../scripts/lib/paths.mjs';
import type { System } from './system.ts';

/** A module of the built backend. */
export const built = (path: string): Promise<unknown> => import(inRoot('dist', 'backend', ...path.split('/')));

type ConfigModule = typeof import('../../backend/src/core/config/config.js');
type PlatformConfigModule = typeof import('../../backend/src/platforms/platform.config.js');
type WorkerModuleFile = typeof import('../../backend/src/worker.module.js');

/** A worker as it is wired in the product, whose clockwork stands still: it does what it is told, and claims nothing by itself. */
export async function openProduct({ environment }: System): Promise<INestApplicationContext> {
  const { readConfig } = (await built('core/config/config.js')) as ConfigModule;
  const { ConfiguredPlatformSettings, PLATFORM_KEYS } = (await built(
    'platforms/platform.config.js',
  )) as PlatformConfigModule;
  const { WorkerModule } = (await built('worker.module.js')) as WorkerModuleFile;
  const config = readConfig({ ...environment, LOG_LEVEL: 'warn' }, PLATFORM_KEYS);
  const settings = new ConfiguredPlatformSettings(config);
  return Test.createTestingModule({ imports: [WorkerModule.with(config, settings)] })
    .setLogger(new ConsoleLogger({ logLevels: ['error', 'warn'] }))
    .compile();
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Runs the work and keeps every statement that reaches the driver meanwhile, in order. */
export async function recorded<T>(work: () => Promise<T>): Promise<{ result: T; statements: Statement[] }> {
  const statements: Statement[] = [];
  const prototype = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown };
  const { query } = prototype;
  prototype.query = function (this: unknown, ...given: unknown[]) {
    statements.push(toStatement(given));
    return query.apply(this, given);
  };
  try {
    return { result: await work(), statements };
  } finally {
    prototype.query = query;
  }
}

function toStatement([first, second]: readonly unknown[]): Statement {
  const { text, values } = typeof first === 'string' ? { text: first, values: second } : (first as Partial<Statement>);
  return { text: String(text), values: Array.isArray(values) ? values : Array.isArray(second) ? second : [] };
}
