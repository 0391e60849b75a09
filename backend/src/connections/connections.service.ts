/** Connections for the people who use them: made, listed, synced on demand, removed. Every change is audited with it. */
import { Injectable } from '@nestjs/common';
import { AuditService, diff } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { conflict, notFound } from '../core/errors.js';
import { EventBus } from '../core/events.js';
import type { Principal } from '../core/principal.js';
import { actorId } from '../core/principal.js';
import type { RequestOrigin } from '../core/request-origin.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ConnectionDisconnected, ConnectionRequested } from './connections.events.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import type { DeleteConnectionQuery, UpdateConnectionRequest } from './dto/connection.requests.js';

/** Who asks, and from where: what every change is recorded with. */
export interface Caller {
  readonly principal: Principal;
  readonly origin: RequestOrigin;
}

@Injectable()
export class ConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionRepository,
    private readonly sync: ConnectionSyncService,
    private readonly audit: AuditService,
    private readonly events: EventBus,
    private readonly clock: Clock,
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

  /** Erases everything below the connection, or keeps it archived; a sync that runs writes nothing from the commit on. */
  async remove({ principal, origin }: Caller, id: string, { data }: DeleteConnectionQuery): Promise<void> {
    const { agencyId } = principal;
    await this.database.inAgency(agencyId, async (tx) => {
      const row = await this.lockOne(tx, agencyId, id);
      if (row.control === 'archived' && data === 'keep') return;
      if (data === 'erase') await this.connections.erase(tx, agencyId, id);
      else await this.connections.archive(tx, agencyId, id, actorId(principal), this.clock.now());
      if (data === 'erase') await this.audit.eraseDetails(tx, id);
      const target = data === 'erase' ? { ...targetOf(row), name: null } : targetOf(row);
      const action = data === 'erase' ? 'connection.erased' : 'connection.disconnected';
      await this.audit.record(tx, agencyId, { actor: principal, origin, action, target, fields: [] });
    });
    this.events.publish(new ConnectionDisconnected(id));
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

const targetOf = (row: ConnectionRow) => ({
  type: 'connection',
  id: row.id,
  name: `${row.talentName} · @${row.handle}`,
});

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
