import { Module } from '@nestjs/common';
import { AlertsModule } from '../connections/alerts.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { TokensModule } from '../oauth/tokens/tokens.module.js';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { AccountCalls } from './account-calls.service.js';
import { AccountReader } from './account-reader.service.js';
import { Dispatcher, Pace } from './dispatcher.service.js';
import { IngestionModule } from './ingestion.module.js';
import { PostFiguresRepository } from './post-figures.repository.js';
import { PostPictureRepository } from './post-picture.repository.js';
import { PostStore } from './post-store.service.js';
import { SnapshotRepository } from './snapshot.repository.js';
import { SyncEndings } from './sync-endings.service.js';
import { SyncProcessor } from './sync.processor.js';
import { SyncRunner } from './sync-runner.service.js';
import { Upkeep } from './upkeep.service.js';
import { UpkeepRepository } from './upkeep.repository.js';

/** The worker's side: claims what is due, fetches, stores, schedules. */
@Module({
  imports: [AlertsModule, ConnectionsModule, IngestionModule, PlatformsModule, TokensModule],
  providers: [
    AccountCalls,
    AccountReader,
    Dispatcher,
    Pace,
    PostFiguresRepository,
    PostPictureRepository,
    PostStore,
    SnapshotRepository,
    SyncEndings,
    SyncProcessor,
    SyncRunner,
    Upkeep,
    UpkeepRepository,
  ],
})
export class IngestionWorkerModule {}
