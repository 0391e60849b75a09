/** Connecting a profile by hand: one transaction makes the connection and its wish to sync; nothing is fetched here. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { invalid, notFound } from '../core/errors.js';
import { EventBus } from '../core/events.js';
import type { Caller } from '../core/request-origin.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { targetOf } from './connection-target.js';
import { duplicateProblem } from './connection-problems.js';
import { ConnectionRepository } from './connection.repository.js';
import type { NewConnection } from './connection.repository.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import { ConnectionRequested, ConnectionsChanged } from './connections.events.js';
import type { CreateConnectionRequest } from './dto/connection.requests.js';
import { ProfileInputService } from './profile-input.service.js';

@Injectable()
export class ConnectService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionRepository,
    private readonly sync: ConnectionSyncService,
    private readonly inputs: ProfileInputService,
    private readonly audit: AuditService,
    private readonly events: EventBus,
  ) {}

  async connect(caller: Caller, request: CreateConnectionRequest): Promise<ConnectionRow> {
    const { agencyId } = caller.principal;
    const draft = this.inputs.draft(agencyId, request.talentId, this.locatorOf(request));
    const row = await this.database.inAgency(agencyId, (tx) => this.create(tx, caller, draft));
    this.events.publish(new ConnectionsChanged(agencyId, [row.id]));
    this.events.publish(new ConnectionRequested(row.id));
    return row;
  }

  private locatorOf(request: CreateConnectionRequest): Locator {
    if (request.url !== undefined && (request.handle !== undefined || request.platform !== undefined)) {
      throw invalid('url', 'Give either url, or platform and handle.', 'exclusive');
    }
    if (request.url !== undefined) return this.inputs.read(request.url);
    if (request.platform === undefined) throw invalid('platform', 'Give url, or platform and handle.', 'required');
    if (request.handle === undefined) throw invalid('handle', 'Give url, or platform and handle.', 'required');
    return this.inputs.read(request.handle, request.platform);
  }

  private async create(tx: Tx, { principal, origin }: Caller, draft: NewConnection): Promise<ConnectionRow> {
    await this.inputs.requireTalent(tx, draft.agencyId, draft.talentId);
    if (!(await this.connections.insert(tx, draft))) {
      const holder = await this.connections.holder(tx, draft.agencyId, draft.locator.platform, {
        normalizedHandle: draft.normalizedHandle,
        accountId: null,
      });
      throw duplicateProblem(this.inputs.platform(draft.locator.platform), holder);
    }
    await this.sync.request(tx, draft.agencyId, draft.id, 'first');
    const row = await this.connections.find(tx, draft.agencyId, draft.id);
    if (!row) throw notFound('connection');
    await this.audit.record(tx, draft.agencyId, {
      actor: principal,
      origin,
      action: 'connection.created',
      target: targetOf(row),
      fields: [
        { field: 'platform', before: null, after: row.platform },
        { field: 'handle', before: null, after: row.handle },
      ],
    });
    return row;
  }
}
