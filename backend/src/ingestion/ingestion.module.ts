import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ConnectionRequested } from '../connections/connections.events.js';
import { EventBus } from '../core/events.js';
import { QueueModule } from '../core/queue/queue.module.js';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { PostListService, RunListService } from './ingested-lists.service.js';
import { IngestionController } from './ingestion.controller.js';
import { SYNC_QUEUE } from './jobs.js';
import { PostRepository } from './post.repository.js';
import { BullSyncQueue, SyncQueue } from './sync-queue.js';
import { SyncRunRepository } from './sync-run.repository.js';

/** What was ingested, and the wish to sync: the API's side. Workers add the processors. */
@Module({
  imports: [BullModule.registerQueue({ name: SYNC_QUEUE }), ConnectionsModule, PlatformsModule, QueueModule],
  controllers: [IngestionController],
  providers: [
    PostListService,
    PostRepository,
    RunListService,
    SyncRunRepository,
    { provide: SyncQueue, useClass: BullSyncQueue },
  ],
  exports: [PostRepository, SyncQueue, SyncRunRepository],
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
