/** The worker: composition only. */
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AuditChainModule } from './audit/audit-chain.module.js';
import type { Config } from './core/config/config.js';
import { ImportsWorkerModule } from './imports/imports-worker.module.js';
import { IngestionWorkerModule } from './ingestion/ingestion-worker.module.js';
import { HintsModule } from './live/hints.module.js';
import { OauthWorkerModule } from './oauth/oauth-worker.module.js';
import type { PlatformSettings } from './platforms/platform.settings.js';
import { SurroundingsModule } from './surroundings.module.js';

@Module({ imports: [AuditChainModule, HintsModule, ImportsWorkerModule, IngestionWorkerModule, OauthWorkerModule] })
export class WorkerModule {
  static with(config: Config, settings: PlatformSettings): DynamicModule {
    return { module: WorkerModule, imports: [SurroundingsModule.with(config, settings)] };
  }
}
