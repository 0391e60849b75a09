import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ImportChunk } from './import-chunk.service.js';
import { ImportEndings } from './import-endings.service.js';
import { ImportProcessor } from './imports.processor.js';
import { ImportRunner } from './import-runner.service.js';
import { ImportsModule } from './imports.module.js';

/** The worker's side: does what was started. */
@Module({
  imports: [AuditModule, ImportsModule],
  providers: [ImportChunk, ImportEndings, ImportProcessor, ImportRunner],
})
export class ImportsWorkerModule {}
