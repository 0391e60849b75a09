import { Module } from '@nestjs/common';
import { ActivityController } from './activity.controller.js';
import { ActivityRepository } from './activity.repository.js';
import { ActivityService } from './activity.service.js';
import { AuditRepository } from './audit.repository.js';
import { AuditService } from './audit.service.js';

/** Writing what was done, and showing it. The chain is a module of its own, for processes that work in the background. */
@Module({
  controllers: [ActivityController],
  providers: [ActivityRepository, ActivityService, AuditRepository, AuditService],
  exports: [AuditService],
})
export class AuditModule {}
