/** Starting, stopping and deleting imports. The work itself is a worker's; the row says that there is some. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { conflict, notFound } from '../core/errors.js';
import { EventBus } from '../core/events.js';
import type { Caller } from '../core/request-origin.js';
import type { ImportStatus } from './import.js';
import { ImportQueue } from './import-queue.js';
import { ImportRepository } from './import.repository.js';
import { ImportsChanged } from './imports.events.js';

type Change = (tx: Tx, agencyId: string) => Promise<void>;

@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly queue: ImportQueue,
    private readonly audit: AuditService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** Starting what runs already changes nothing. Workers find it by themselves within seconds, should the queue be away. */
  async start(caller: Caller, id: string): Promise<void> {
    const begin: Change = (tx, agencyId) => this.imports.start(tx, agencyId, id, this.clock.now());
    const started = await this.change(caller, id, 'import.started', (status) => {
      if (status === 'done') throw conflict('This import is done. Upload the file again for what has changed in it.');
      return status === 'running' ? null : begin;
    });
    if (started) await this.queue.nudge().catch(() => undefined);
  }

  /** What is done stays, and what is under way is finished first. Cancelling what does not run changes nothing. */
  async cancel(caller: Caller, id: string): Promise<void> {
    const end: Change = (tx, agencyId) => this.imports.end(tx, agencyId, id, 'cancelled', this.clock.now());
    await this.change(caller, id, 'import.cancelled', (status) => {
      if (status === 'checked') throw conflict('This import was not started. Delete it if it is not wanted.');
      return status === 'running' ? end : null;
    });
  }

  async remove(caller: Caller, id: string): Promise<void> {
    const erase: Change = (tx, agencyId) => this.imports.erase(tx, agencyId, id);
    await this.change(caller, id, 'import.deleted', (status) => {
      if (status === 'running')
        throw conflict('This import is running. Cancel it first.', { action: 'Cancel it first.' });
      return erase;
    });
  }

  /** Whatever the status calls for, with its record; false where it calls for nothing. */
  private async change(
    { principal, origin }: Caller,
    id: string,
    action: string,
    choose: (status: ImportStatus) => Change | null,
  ): Promise<boolean> {
    const { agencyId } = principal;
    const changed = await this.database.inAgency(agencyId, async (tx) => {
      const before = await this.imports.lock(tx, agencyId, id);
      if (!before) throw notFound('import');
      const change = choose(before.status);
      if (!change) return false;
      await change(tx, agencyId);
      const target = { type: 'import', id, name: before.name };
      await this.audit.record(tx, agencyId, { actor: principal, origin, action, target });
      return true;
    });
    if (changed) this.events.publish(new ImportsChanged(agencyId, [id]));
    return changed;
  }
}
