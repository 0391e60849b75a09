/** Disconnecting: everything below goes, or stays archived; a sync that runs writes nothing from the commit on. */
import { Injectable } from '@nestjs/common';
import { ErasureService } from '../access/erasure.service.js';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { notFound } from '../core/errors.js';
import { actorId } from '../core/principal.js';
import type { Caller } from '../core/request-origin.js';
import { targetOf } from './connection-target.js';
import { ConnectionRepository } from './connection.repository.js';
import type { DeleteConnectionQuery } from './dto/connection.requests.js';

@Injectable()
export class DisconnectService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionRepository,
    private readonly audit: AuditService,
    private readonly erasure: ErasureService,
    private readonly clock: Clock,
  ) {}

  async disconnect(caller: Caller, id: string, { data }: DeleteConnectionQuery): Promise<void> {
    await this.database.inAgency(caller.principal.agencyId, (tx) =>
      data === 'erase' ? this.erase(tx, caller, id) : this.archive(tx, caller, id),
    );
  }

  private async erase(tx: Tx, { principal, origin }: Caller, id: string): Promise<void> {
    const { agencyId } = principal;
    if (!(await this.connections.lock(tx, agencyId, id))) throw notFound('connection');
    await this.connections.erase(tx, agencyId, id);
    await this.erasure.forget(tx, agencyId, [id]);
    const target = { type: 'connection', id, name: null };
    await this.audit.record(tx, agencyId, { actor: principal, origin, action: 'connection.erased', target });
  }

  /** Archiving what is archived changes nothing. */
  private async archive(tx: Tx, { principal, origin }: Caller, id: string): Promise<void> {
    const { agencyId } = principal;
    const row = (await this.connections.lock(tx, agencyId, id)) && (await this.connections.find(tx, agencyId, id));
    if (!row) throw notFound('connection');
    if (row.control === 'archived') return;
    await this.connections.archive(tx, agencyId, id, actorId(principal), this.clock.now());
    const target = targetOf(row);
    await this.audit.record(tx, agencyId, { actor: principal, origin, action: 'connection.disconnected', target });
  }
}
