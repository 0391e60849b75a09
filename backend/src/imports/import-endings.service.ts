/** How imports end: done, with a record of it; and, a month later, gone. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { NO_ORIGIN } from '../core/request-origin.js';
import { ImportRepository } from './import.repository.js';
import type { HeldImport } from './import.repository.js';

/** A file names people: it is kept no longer than somebody may want to look something up in it. */
const KEEP_MS = 30 * 24 * 3_600_000;

@Injectable()
export class ImportEndings {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async finish(tx: Tx, { agencyId, id, name, actor }: HeldImport): Promise<void> {
    await this.imports.end(tx, agencyId, id, 'done', this.clock.now());
    const found = await this.imports.find(tx, agencyId, id);
    const { connected = 0, known = 0, failed = 0 } = found?.counts ?? {};
    await this.audit.record(tx, agencyId, {
      ...{ actor, origin: NO_ORIGIN, action: 'import.finished', target: { type: 'import', id, name } },
      fields: Object.entries({ connected, known, failed }).map(([field, after]) => ({ field, before: null, after })),
    });
  }

  /** Answers how many were old enough to go. */
  sweep(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEEP_MS);
    return this.database.asWorker((tx) => this.imports.sweep(tx, before));
  }
}
