/** The same deed on many connections, each in a transaction of its own: one that refuses holds up no other. */
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import { itemProblem } from '../core/edge/item-problem.dto.js';
import { invalid, notFound } from '../core/errors.js';
import { inTurns } from '../core/in-turns.js';
import type { Caller } from '../core/request-origin.js';
import { ConnectionControlRepository } from './connection-control.repository.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ConnectionsService } from './connections.service.js';
import { ControlService } from './control.service.js';
import type { BulkConnectionResult, BulkConnectionResults } from './dto/bulk.responses.js';
import type { BulkAction, BulkConnectionsRequest } from './dto/control.requests.js';

const MOST = 500;
/** Leaves connections to the database for everybody else. */
const AT_ONCE = 4;

interface Named {
  readonly connectionId: string | null;
  readonly talentId: string | null;
}

@Injectable()
export class BulkConnectionsService {
  private readonly log = new Logger(BulkConnectionsService.name);

  constructor(
    private readonly database: Database,
    private readonly controls: ConnectionControlRepository,
    private readonly connections: ConnectionsService,
    private readonly control: ControlService,
  ) {}

  async run(caller: Caller, request: BulkConnectionsRequest): Promise<BulkConnectionResults> {
    if (!request.ids && !request.talentIds) throw invalid('ids', 'Give ids of connections, or of talents.', 'required');
    const named = await this.named(caller.principal.agencyId, request);
    const results = await inTurns(named.slice(0, MOST), AT_ONCE, (one) => this.one(caller, request.action, one));
    return { results, left: Math.max(0, named.length - MOST) };
  }

  /** The connections as they are asked for, each once; a talent that is not there has a line of its own. */
  private named(agencyId: string, { action, ids = [], talentIds = [] }: BulkConnectionsRequest): Promise<Named[]> {
    const control = action === 'resume' ? 'paused' : 'enabled';
    return this.database.inAgency(agencyId, async (tx) => {
      const owners = await this.controls.talentsOf(tx, agencyId, ids);
      const known = await this.controls.knownTalents(tx, agencyId, talentIds);
      const theirs = await this.controls.ofTalents(tx, agencyId, talentIds, control);
      const asked = new Set(ids);
      return [
        ...ids.map((connectionId) => ({ connectionId, talentId: owners.get(connectionId) ?? null })),
        ...talentIds.filter((id) => !known.has(id)).map((talentId) => ({ connectionId: null, talentId })),
        ...theirs.filter(({ connectionId }) => !asked.has(connectionId)),
      ];
    });
  }

  private async one(caller: Caller, action: BulkAction, named: Named): Promise<BulkConnectionResult> {
    const { connectionId } = named;
    try {
      if (connectionId === null) throw notFound('talent');
      await this.perform(caller, action, connectionId);
      return { ...named, ok: true, problem: null };
    } catch (error) {
      const problem = itemProblem(error);
      if (problem.status >= 500) this.log.error({ err: error, connectionId }, 'One of many failed');
      return { ...named, ok: false, problem };
    }
  }

  private perform(caller: Caller, action: BulkAction, id: string): Promise<ConnectionRow> {
    if (action === 'sync') return this.connections.requestSync(caller, id);
    return action === 'pause' ? this.control.pause(caller, id, null) : this.control.resume(caller, id);
  }
}
