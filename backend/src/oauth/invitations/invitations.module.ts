import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { PlatformsModule } from '../../platforms/platforms.module.js';
import { ConsentRecordRepository } from './consent-record.repository.js';
import { ConsentRecords } from './consent-records.service.js';
import { InvitationProgress } from './invitation-progress.service.js';
import { InvitationsController, ReconnectController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { Visitors } from './visitors.service.js';

/** Links by which talents consent without an account here. */
@Module({
  imports: [AuditModule, PlatformsModule],
  controllers: [InvitationsController, ReconnectController],
  providers: [ConsentRecordRepository, ConsentRecords, InvitationProgress, Invitations, Visitors],
  exports: [ConsentRecords, InvitationProgress, Invitations, Visitors],
})
export class InvitationsModule {}
