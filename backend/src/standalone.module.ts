/** Everything in one process: composition only. */
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ApiModule } from './api.module.js';
import type { Config } from './core/config/config.js';
import type { PlatformSettings } from './platforms/platform.settings.js';
import { SurroundingsModule } from './surroundings.module.js';
import { WorkerModule } from './worker.module.js';

@Module({ imports: [ApiModule, WorkerModule] })
export class StandaloneModule {
  static with(config: Config, settings: PlatformSettings): DynamicModule {
    return { module: StandaloneModule, imports: [SurroundingsModule.with(config, settings)] };
  }
}
