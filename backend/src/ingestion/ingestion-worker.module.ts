import { Module } from '@nestjs/common';
import { AlertsModule } from '../connections/alerts.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { TokensModule } from '../oauth/tokens/tokens.module.js';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { AccountCalls } from './account-calls.service.js';
import { Claimer } from './claimer.service.js';
import { Dispatcher } from './dispatcher.service.js';
import { FiguresReader } from './figures-reader.service.js';
import { GroupEndings } from './group-endings.service.js';
import { GroupReader } from './group-reader.service.js';
import { GroupReturns } from './group-returns.service.js';
import { Hands } from './hands.service.js';
import { IngestionModule } from './ingestion.module.js';
import { NewPosts } from './new-posts.service.js';
import { Pace } from './pace.js';
import { PostFiguresRepository } from './post-figures.repository.js';
import { PostPictureRepository } from './post-picture.repository.js';
import { PostReader } from './post-reader.service.js';
import { PostStore } from './post-store.service.js';
import { ProfileReader } from './profile-reader.service.js';
import { SnapshotRepository } from './snapshot.repository.js';
import { SyncEndings } from './sync-endings.service.js';
import { SyncProcessor } from './sync.processor.js';
import { SyncRunner } from './sync-runner.service.js';
import { SyncWriter } from './sync-writer.service.js';
import { Upkeep } from './upkeep.service.js';
import { UpkeepRepository } from './upkeep.repository.js';

/** The worker's side: claims what is due, fetches, stores, schedules. */
@Module({
  imports: [AlertsModule, ConnectionsModule, IngestionModule, PlatformsModule, TokensModule],
  providers: [
    AccountCalls,
    Claimer,
    Dispatcher,
    FiguresReader,
    GroupEndings,
    GroupReader,
    GroupReturns,
    Hands,
    NewPosts,
    Pace,
    PostFiguresRepository,
    PostPictureRepository,
    PostReader,
    PostStore,
    ProfileReader,
    SnapshotRepository,
    SyncEndings,
    SyncProcessor,
    SyncRunner,
    SyncWriter,
    Upkeep,
    UpkeepRepository,
  ],
})
export class IngestionWorkerModule {}
