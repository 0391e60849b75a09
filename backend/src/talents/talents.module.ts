import { Module } from '@nestjs/common';
import { ErasureModule } from '../access/erasure.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { BulkTalentsService } from './bulk-talents.service.js';
import { RosterService } from './roster.service.js';
import { TalentListRepository } from './talent-list.repository.js';
import { TalentMergeService } from './talent-merge.service.js';
import { TalentView } from './talent-view.service.js';
import { TalentsController } from './talents.controller.js';
import { TalentsRepository } from './talents.repository.js';
import { TalentsService } from './talents.service.js';

/** Needs ImageLinks from the root, which asks the platforms. */
@Module({
  imports: [AuditModule, ErasureModule],
  controllers: [TalentsController],
  providers: [
    BulkTalentsService,
    RosterService,
    TalentListRepository,
    TalentMergeService,
    TalentView,
    TalentsRepository,
    TalentsService,
  ],
  exports: [RosterService, TalentMergeService, TalentsService],
})
export class TalentsModule {}
