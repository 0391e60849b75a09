import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ErasureModule } from '../access/erasure.module.js';
import { ErasureService } from '../access/erasure.service.js';
import { AuditModule } from '../audit/audit.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { QueueModule } from '../core/queue/queue.module.js';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { TalentIntakeModule } from '../talents/talent-intake.module.js';
import { DryRunService } from './dry-run.service.js';
import { ImportListService } from './import-lists.service.js';
import { BullImportQueue, ImportQueue } from './import-queue.js';
import { ImportStore } from './import-store.service.js';
import { ImportRepository } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { IMPORT_QUEUE } from './jobs.js';
import { ProfileReader } from './profile-reader.service.js';

/** Lists of talents and profiles from files: checked, shown, and wished for. Workers do them. */
@Module({
  imports: [
    AuditModule,
    BullModule.registerQueue({ name: IMPORT_QUEUE }),
    ConnectionsModule,
    ErasureModule,
    PlatformsModule,
    QueueModule,
    TalentIntakeModule,
  ],
  controllers: [ImportsController],
  providers: [
    DryRunService,
    ImportListService,
    ImportRepository,
    ImportRowRepository,
    ImportStore,
    ImportsService,
    ProfileReader,
    { provide: ImportQueue, useClass: BullImportQueue },
  ],
  exports: [
    ConnectionsModule,
    ImportQueue,
    ImportRepository,
    ImportRowRepository,
    ImportStore,
    ProfileReader,
    TalentIntakeModule,
  ],
})
export class ImportsModule implements OnModuleInit {
  constructor(
    private readonly erasure: ErasureService,
    private readonly rows: ImportRowRepository,
  ) {}

  onModuleInit(): void {
    this.erasure.alsoForget((tx, agencyId, ids) => this.rows.forget(tx, agencyId, ids));
  }
}
