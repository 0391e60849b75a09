import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ErasureService } from './erasure.service.js';
import { IdempotencyRepository } from './idempotency.repository.js';

@Module({
  imports: [AuditModule],
  providers: [ErasureService, IdempotencyRepository],
  exports: [ErasureService, IdempotencyRepository],
})
export class ErasureModule {}
