import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { PlatformsModule } from '../../platforms/platforms.module.js';
import { ConsentRecordRepository } from './consent-record.repository.js';
import { ConsentRecords } from './consent-records.service.js';
import { InvitablePlatforms } from './invitable-platforms.service.js';
import { InvitationArchive } from './invitation-archive.service.js';
import { InvitationDesk } from './invitation-desk.service.js';
import { InvitationPost } from './invitation-post.service.js';
import { InvitationProgress } from './invitation-progress.service.js';
import { InvitationRepository } from './invitation.repository.js';
import { InvitedTalentRepository } from './invited-talent.repository.js';
import { LinkMaker } from './link-maker.service.js';
import { VisitRepository } from './visit.repository.js';

/** Invitations without their doors: what workers need, too. */
@Module({
  imports: [AuditModule, PlatformsModule],
  providers: [
    ConsentRecordRepository,
    ConsentRecords,
    InvitablePlatforms,
    InvitationArchive,
    InvitationDesk,
    InvitationPost,
    InvitationProgress,
    InvitationRepository,
    InvitedTalentRepository,
    LinkMaker,
    VisitRepository,
  ],
  exports: [
    ConsentRecords,
    InvitablePlatforms,
    InvitationArchive,
    InvitationDesk,
    InvitationPost,
    InvitationProgress,
    InvitationRepository,
    InvitedTalentRepository,
    LinkMaker,
    VisitRepository,
  ],
})
export class InvitationsCoreModule {}
