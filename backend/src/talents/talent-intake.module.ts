import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { TalentIntakeRepository } from './talent-intake.repository.js';
import { TalentIntake } from './talent-intake.service.js';

/** Apart from the roster and its routes, so that a worker needs none of them. */
@Module({ imports: [AuditModule], providers: [TalentIntake, TalentIntakeRepository], exports: [TalentIntake] })
export class TalentIntakeModule {}
