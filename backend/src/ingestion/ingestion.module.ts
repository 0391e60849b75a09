import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { ConnectionHistoryModule } from '../connections/connection-history.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ConnectionRequested } from '../connections/connections.events.js';
import { EventBus } from '../core/events.js';
import { QueueModule } from '../core/queue/queue.module.js';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { Attainable } from './attainable.service.js';
import { DemandRepository } from './demand.repository.js';
import { HistoryController, TalentPostsController } from './history.controller.js';
import { IngestionController } from './ingestion.controller.js';
import { SYNC_QUEUE } from './jobs.js';
import { MetricsRepository } from './metrics.repository.js';
import { MetricsService } from './metrics.service.js';
import { PostListRepository } from './post-list.repository.js';
import { PostListService } from './post-list.service.js';
import { PostRepository } from './post.repository.js';
import { RunListService } from './run-list.service.js';
import { BullSyncQueue, SyncQueue } from './sync-queue.js';
import { SyncRunRepository } from './sync-run.repository.js';
import { TimelineRepository } from './timeline.repository.js';
import { TimelineService } from './timeline.service.js';

/** What was ingested, and the wish to sync: the API's side. Workers add the processors. */
@Module({
  imports: [
    BullModule.registerQueue({ name: SYNC_QUEUE }),
    ConnectionHistoryModule,
    ConnectionsModule,
    PlatformsModule,
    QueueModule,
  ],
  controllers: [HistoryController, IngestionController, TalentPostsController],
  providers: [
    Attainable,
    DemandRepository,
    MetricsRepository,
    MetricsService,
    PostListRepository,
    PostListService,
    PostRepository,
    RunListService,
    SyncRunRepository,
    TimelineRepository,
    TimelineService,
    { provide: SyncQueue, useClass: BullSyncQueue },
  ],
  exports: [Attainable, PostRepository, SyncQueue, SyncRunRepository],
})
export class IngestionModule implements OnModuleInit, OnModuleDestroy {
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly events: EventBus,
    private readonly queue: SyncQueue,
  ) {}

  /** A nudge saves up to a second; without it a dispatcher finds the due row by itself, so that nobody waits for it. */
  onModuleInit(): void {
    this.unsubscribe = this.events.subscribe(ConnectionRequested, () => this.queue.nudge().catch(() => undefined));
  }

  onModuleDestroy(): void {
    this.unsubscribe?.();
  }
}
