/** Disconnecting: everything below goes, or stays archived; a sync that runs writes nothing from the commit on. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Database } from '../core/database/database.service.js';
import { notFound } from '../core/errors.js';
import { EventBus } from '../core/events.js';
import type { Caller } from '../core/request-origin.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionsChanged } from './connections.events.js';
import { ControlService } from './control.service.js';
import { Departures } from './departures.service.js';
import type { DeleteConnectionQuery } from './dto/connection.requests.js';

@Injectable()
export class DisconnectService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionRepository,
    private readonly control: ControlService,
    private readonly audit: AuditService,
    private readonly departures: Departures,
    private readonly events: EventBus,
  ) {}

  async disconnect(caller: Caller, id: string, { data }: DeleteConnectionQuery): Promise<void> {
    await (data === 'erase' ? this.erase(caller, id) : this.control.archive(caller, id));
  }

  private async erase({ principal, origin }: Caller, id: string): Promise<void> {
    const { agencyId } = principal;
    await this.database.inAgency(agencyId, async (tx) => {
      if (!(await this.connections.lock(tx, agencyId, id))) throw notFound('connection');
      await this.departures.erase(tx, agencyId, id);
      const target = { type: 'connection', id, name: null };
      await this.audit.record(tx, agencyId, { actor: principal, origin, action: 'connection.erased', target });
    });
    this.events.publish(new ConnectionsChanged(agencyId, [id]));
  }
}
