import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { AlertDesk } from './alert-desk.service.js';
import { AlertRepository } from './alert.repository.js';
import { AlertService } from './alert.service.js';
import { AlertsController } from './alerts.controller.js';

/** What a person should look at: raised where it happens, closed when it is over or by hand. */
@Module({
  imports: [AuditModule, PlatformsModule],
  controllers: [AlertsController],
  providers: [AlertDesk, AlertRepository, AlertService],
  exports: [AlertService],
})
export class AlertsModule {}
