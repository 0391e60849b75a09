/** The product's own services in this process, and a record of what they say to PostgreSQL. */
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { inRoot } from '../../scripts/lib/paths.mjs';
import type { System } from './system.ts';

/** A module of the built backend. */
export const built = (path: string): Promise<unknown> => import(inRoot('dist', 'backend', ...path.split('/')));

type ConfigModule = typeof import('../../backend/src/core/config/config.js');
type PlatformConfigModule = typeof import('../../backend/src/platforms/platform.config.js');
type SurroundingsModule = typeof import('../../backend/src/surroundings.module.js');
type ConnectionsModule = typeof import('../../backend/src/connections/connections.module.js');
type PostsModule = typeof import('../../backend/src/ingestion/post.repository.js');
type PostStoreModule = typeof import('../../backend/src/ingestion/post-store.service.js');
type PicturesModule = typeof import('../../backend/src/ingestion/post-picture.repository.js');
type SnapshotModule = typeof import('../../backend/src/ingestion/snapshot.repository.js');

/** Connections and the store of posts as they are wired in the product, without a queue or a worker that would start to claim. */
export async function openProduct({ environment }: System): Promise<INestApplicationContext> {
  const { readConfig } = (await built('core/config/config.js')) as ConfigModule;
  const { ConfiguredPlatformSettings, PLATFORM_KEYS } = (await built(
    'platforms/platform.config.js',
  )) as PlatformConfigModule;
  const { SurroundingsModule } = (await built('surroundings.module.js')) as SurroundingsModule;
  const { ConnectionsModule } = (await built('connections/connections.module.js')) as ConnectionsModule;
  const { PostRepository } = (await built('ingestion/post.repository.js')) as PostsModule;
  const { PostPictureRepository } = (await built('ingestion/post-picture.repository.js')) as PicturesModule;
  const { PostStore } = (await built('ingestion/post-store.service.js')) as PostStoreModule;
  const { SnapshotRepository } = (await built('ingestion/snapshot.repository.js')) as SnapshotModule;
  const config = readConfig({ ...environment, LOG_LEVEL: 'warn' }, PLATFORM_KEYS);
  const surroundings = SurroundingsModule.with(config, new ConfiguredPlatformSettings(config));
  class Product {}
  return NestFactory.createApplicationContext(
    {
      module: Product,
      imports: [surroundings, ConnectionsModule],
      providers: [PostPictureRepository, PostRepository, PostStore, SnapshotRepository],
    },
    { abortOnError: false, logger: ['error', 'warn'] },
  );
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
