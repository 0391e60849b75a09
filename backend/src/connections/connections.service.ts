/** Connections for the people who use them: shown, changed, synced on demand. Every change is audited with it. */
import { Injectable } from '@nestjs/common';
import { diff } from '../audit/audit.service.js';
import { Database } from '../core/database/database.service.js';
import { conflict, notFound } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import type { Caller } from '../core/request-origin.js';
import { ConnectionDeeds } from './connection-deeds.service.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import { isWithdrawn } from './consent-answer.js';
import { Cooldown } from './cooldown.service.js';
import type { UpdateConnectionRequest } from './dto/connection.requests.js';
import { Watching } from './watching.service.js';

@Injectable()
export class ConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionRepository,
    private readonly deeds: ConnectionDeeds,
    private readonly sync: ConnectionSyncService,
    private readonly cooldown: Cooldown,
    private readonly watching: Watching,
  ) {}

  async get(principal: Principal, id: string): Promise<ConnectionRow> {
    const { agencyId } = principal;
    const found = await this.database.inAgency(agencyId, async (tx) => {
      const row = await this.connections.find(tx, agencyId, id);
      if (!row) throw notFound('connection');
      return row;
    });
    this.watching.seen(principal, [id]);
    return found;
  }

  update(caller: Caller, id: string, change: UpdateConnectionRequest): Promise<ConnectionRow> {
    const { agencyId } = caller.principal;
    return this.deeds.perform(caller, id, async (tx, row) => {
      const { expectedHandle = row.expectedHandle, tier = row.tier } = change;
      const fields = diff(row, { ...row, expectedHandle, tier }, ['expectedHandle', 'tier']);
      if (fields.length === 0) return null;
      await this.connections.setExpectedHandle(tx, agencyId, id, expectedHandle);
      await this.connections.setTier(tx, agencyId, id, tier);
      return { action: 'connection.updated', fields };
    });
  }

  /** Sync now: due at once and first in line, with fresh attempts; a 409 where that makes no sense, a 429 where it is too soon. */
  requestSync(caller: Caller, id: string): Promise<ConnectionRow> {
    const { agencyId } = caller.principal;
    return this.deeds.perform(caller, id, async (tx, row) => {
      refuseSync(row);
      const askedAt = this.cooldown.pass(row.askedAt);
      await this.sync.requestByHand(tx, { agencyId, connectionId: id }, askedAt);
      return { action: 'connection.sync_requested', due: true };
    });
  }
}

function refuseSync(row: ConnectionRow): void {
  if (row.control === 'archived')
    throw conflict('This profile is disconnected.', { action: 'Connect it again to sync it.' });
  if (isWithdrawn(row))
    throw conflict(`${row.talentName} took consent back: nothing of this profile is read.`, {
      action: 'Ask for consent again.',
    });
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
