/** Connections for the people who use them: shown, changed, synced on demand. Every change is audited with it. */
import { Injectable } from '@nestjs/common';
import { AuditService, diff } from '../audit/audit.service.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { conflict, notFound } from '../core/errors.js';
import { EventBus } from '../core/events.js';
import type { Caller } from '../core/request-origin.js';
import { targetOf } from './connection-target.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ConnectionRequested } from './connections.events.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import type { UpdateConnectionRequest } from './dto/connection.requests.js';

@Injectable()
export class ConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionRepository,
    private readonly sync: ConnectionSyncService,
    private readonly audit: AuditService,
    private readonly events: EventBus,
  ) {}

  get(agencyId: string, id: string): Promise<ConnectionRow> {
    return this.database.inAgency(agencyId, (tx) => this.require(tx, agencyId, id));
  }

  async update({ principal, origin }: Caller, id: string, change: UpdateConnectionRequest): Promise<ConnectionRow> {
    const { agencyId } = principal;
    return this.database.inAgency(agencyId, async (tx) => {
      const row = await this.lockOne(tx, agencyId, id);
      if (change.expectedHandle !== undefined) {
        await this.connections.setExpectedHandle(tx, agencyId, id, change.expectedHandle);
        const fields = diff({ expectedHandle: row.expectedHandle }, { expectedHandle: change.expectedHandle }, [
          'expectedHandle',
        ]);
        await this.audit.record(tx, agencyId, {
          actor: principal,
          origin,
          action: 'connection.updated',
          target: targetOf(row),
          fields,
        });
      }
      return this.require(tx, agencyId, id);
    });
  }

  /** Sync now: due at once and first in line, with fresh attempts; a 409 where that makes no sense. */
  async requestSync({ principal, origin }: Caller, id: string): Promise<ConnectionRow> {
    const { agencyId } = principal;
    const row = await this.database.inAgency(agencyId, async (tx) => {
      const before = await this.lockOne(tx, agencyId, id);
      refuseSync(before);
      await this.sync.request(tx, agencyId, id, 'manual');
      await this.audit.record(tx, agencyId, {
        actor: principal,
        origin,
        action: 'connection.sync_requested',
        target: targetOf(before),
        fields: [],
      });
      return this.require(tx, agencyId, id);
    });
    this.events.publish(new ConnectionRequested(id));
    return row;
  }

  private async lockOne(tx: Tx, agencyId: string, id: string): Promise<ConnectionRow> {
    if (!(await this.connections.lock(tx, agencyId, id))) throw notFound('connection');
    return this.require(tx, agencyId, id);
  }

  private async require(tx: Tx, agencyId: string, id: string): Promise<ConnectionRow> {
    const row = await this.connections.find(tx, agencyId, id);
    if (!row) throw notFound('connection');
    return row;
  }
}

function refuseSync(row: ConnectionRow): void {
  if (row.control === 'archived')
    throw conflict('This profile is disconnected.', { action: 'Connect it again to sync it.' });
  if (row.control === 'paused') throw conflict('This connection is paused.', { action: 'Resume it first.' });
  if (row.activity === 'running')
    throw conflict('A sync is already running.', { action: 'It shows here as soon as it is done.' });
  if (row.activity === 'waiting_limit' && row.blockedUntil) {
    throw conflict('The platform asked us to wait.', {
      action: 'It resumes by itself.',
      extra: { until: row.blockedUntil.toISOString() },
    });
  }
}
