/** Connections for the talents whose they are. Another talent's is not there, like one that never was. */
import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { conflict, notFound } from '../core/errors.js';
import type { Caller } from '../core/request-origin.js';
import { ConnectionListsService } from './connection-lists.service.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ConnectionRepository } from './connection.repository.js';
import { ControlService } from './control.service.js';
import { Departures } from './departures.service.js';
import type { ConnectionResponse } from './dto/connection.response.js';
import { OwnConnectionRepository } from './own-connection.repository.js';

/** More than any one person has. */
const MOST = 100;

@Injectable()
export class OwnConnections {
  constructor(
    private readonly database: Database,
    private readonly own: OwnConnectionRepository,
    private readonly connections: ConnectionRepository,
    private readonly lists: ConnectionListsService,
    private readonly control: ControlService,
    private readonly departures: Departures,
  ) {}

  /** The oldest first; disconnected ones are left out. */
  async list(agencyId: string, talentId: string): Promise<readonly ConnectionResponse[]> {
    return (await this.lists.list(agencyId, { talentId, sort: 'created', limit: MOST })).items;
  }

  /** Staff see by whom. Pausing what is paused changes nothing. */
  async pause(caller: Caller, talentId: string, id: string): Promise<void> {
    await this.find(caller, talentId, id);
    await this.control.pause(caller, id, null, talentId);
  }

  /** 409 for what the agency paused: only it knows why. */
  async resume(caller: Caller, talentId: string, id: string): Promise<void> {
    const { control, byTalent } = await this.find(caller, talentId, id);
    if (control === 'paused' && !byTalent)
      throw conflict('The agency paused this connection.', { action: 'Ask it to resume.' });
    await this.control.resume(caller, id, talentId);
  }

  /** Locks it for the caller's transaction. */
  async hold(tx: Tx, agencyId: string, talentId: string, id: string): Promise<ConnectionRow> {
    const row = (await this.connections.lock(tx, agencyId, id)) && (await this.connections.find(tx, agencyId, id));
    if (!row || row.talentId !== talentId || row.control === 'archived') throw notFound('connection');
    return row;
  }

  /** The connection goes with everything below it. Hold it first. */
  erase(tx: Tx, agencyId: string, id: string): Promise<void> {
    return this.departures.erase(tx, agencyId, id);
  }

  private async find({ principal: { agencyId } }: Caller, talentId: string, id: string) {
    const row = await this.database.inAgency(agencyId, (tx) => this.own.find(tx, agencyId, talentId, id));
    if (!row) throw notFound('connection');
    return row;
  }
}
