import { Module } from '@nestjs/common';
import { IdempotencyRepository } from './idempotency.repository.js';
import { StoredRepliesService } from './stored-replies.service.js';

@Module({
  providers: [IdempotencyRepository, StoredRepliesService],
  exports: [IdempotencyRepository, StoredRepliesService],
})
export class StoredRepliesModule {}
