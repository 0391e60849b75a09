import { Module } from '@nestjs/common';
import { IngestionModule } from '../ingestion/ingestion.module.js';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { FreshnessRepository } from './freshness.repository.js';
import { FreshnessService } from './freshness.service.js';
import { OperationsController } from './operations.controller.js';

/** How the engine is doing, for those who depend on it. */
@Module({
  imports: [IngestionModule, PlatformsModule],
  controllers: [OperationsController],
  providers: [FreshnessRepository, FreshnessService],
})
export class OperationsModule {}
