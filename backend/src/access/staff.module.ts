import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { Passphrases } from './passphrases.js';
import { StaffRepository } from './staff.repository.js';
import { StaffService } from './staff.service.js';

/** The people, without the gate: what the command line and the seed need. */
@Module({
  imports: [AuditModule],
  providers: [StaffService, StaffRepository, Passphrases],
  exports: [StaffService, StaffRepository, Passphrases],
})
export class StaffModule {}
