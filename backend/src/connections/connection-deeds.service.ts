/** One deed on one connection: the row locked, the change recorded with it, and told when it is committed. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { FieldChange } from '../audit/audit.service.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { notFound } from '../core/errors.js';
import { EventBus } from '../core/events.js';
import type { Caller } from '../core/request-origin.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { targetOf } from './connection-target.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionRequested, ConnectionsChanged } from './connections.events.js';

/** What was done, for the record. */
export interface Deed {
  readonly action: string;
  readonly fields?: readonly FieldChange[];
  /** It is due now: a dispatcher may know. */
  readonly due?: boolean;
}

/** Work on the locked row; null where there was nothing to do, which leaves no record. */
export type Work = (tx: Tx, row: ConnectionRow) => Promise<Deed | null>;

@Injectable()
export class ConnectionDeeds {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionRepository,
    private readonly audit: AuditService,
    private readonly events: EventBus,
  ) {}

  /** `before` runs ahead of the lock, for rows that every writer takes first. Answers with the connection as it is then. */
  async perform(caller: Caller, id: string, work: Work, before?: (tx: Tx) => Promise<void>): Promise<ConnectionRow> {
    const { agencyId } = caller.principal;
    const { row, deed } = await this.database.inAgency(agencyId, async (tx) => {
      await before?.(tx);
      const held = (await this.connections.lock(tx, agencyId, id)) && (await this.connections.find(tx, agencyId, id));
      if (!held) throw notFound('connection');
      const done = await work(tx, held);
      if (!done) return { row: held, deed: null };
      const after = await this.connections.find(tx, agencyId, id);
      if (!after) throw notFound('connection');
      await this.record(tx, caller, after, done);
      return { row: after, deed: done };
    });
    if (deed) this.events.publish(new ConnectionsChanged(agencyId, [id]));
    if (deed?.due) this.events.publish(new ConnectionRequested(id));
    return row;
  }

  private async record(tx: Tx, { principal, origin }: Caller, row: ConnectionRow, deed: Deed): Promise<void> {
    const { action, fields = [] } = deed;
    await this.audit.record(tx, principal.agencyId, {
      actor: principal,
      origin,
      action,
      target: targetOf(row),
      fields,
    });
  }
}
