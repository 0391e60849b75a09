/** Alerts for the people who look after them: listed, and closed by hand. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { describeCode } from '../core/connection-codes.js';
import { DatedPages } from '../core/database/dated-pages.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import type { Page } from '../core/database/page.js';
import { notFound } from '../core/errors.js';
import type { Caller } from '../core/request-origin.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { AlertRepository } from './alert.repository.js';
import type { AlertRow } from './alert.repository.js';
import { targetOf } from './connection-target.js';
import { causeFacts } from './attention.js';
import type { AlertResponse, ListAlertsQuery } from './dto/alert.dto.js';

@Injectable()
export class AlertDesk {
  constructor(
    private readonly database: Database,
    private readonly pages: DatedPages,
    private readonly alerts: AlertRepository,
    private readonly registry: PlatformRegistry,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async list(agencyId: string, query: ListAlertsQuery): Promise<Page<AlertResponse>> {
    const { open, connectionId } = query;
    const page = await this.pages.page<AlertRow>(
      {
        name: 'alerts',
        agencyId,
        filter: { open: open === undefined ? undefined : String(open), connectionId },
        read: (reader, slice) => this.alerts.page(reader, agencyId, { open, connectionId }, slice),
        at: (row) => row.raisedAt,
      },
      query,
    );
    return { items: page.items.map((row) => this.show(row)), nextCursor: page.nextCursor };
  }

  /** Closing what is closed changes nothing. */
  close(caller: Caller, id: string): Promise<AlertResponse> {
    const { agencyId, name } = caller.principal;
    return this.database.inAgency(agencyId, async (tx) => {
      if (await this.alerts.close(tx, agencyId, id, name, this.clock.now())) await this.record(tx, caller, id);
      return this.show(await this.require(tx, agencyId, id));
    });
  }

  private async record(tx: Tx, { principal, origin }: Caller, id: string): Promise<void> {
    const { code, ...row } = await this.require(tx, principal.agencyId, id);
    await this.audit.record(tx, principal.agencyId, {
      actor: principal,
      origin,
      action: 'alert.closed',
      target: targetOf({ ...row, id: row.connectionId }),
      fields: [{ field: 'alert', before: code, after: null }],
    });
  }

  private async require(tx: Tx, agencyId: string, id: string): Promise<AlertRow> {
    const row = await this.alerts.find(tx, agencyId, id);
    if (!row) throw notFound('alert');
    return row;
  }

  private show({ code, raisedAt, closedAt, ...row }: AlertRow): AlertResponse {
    const words = this.registry.words(row.platform);
    const { text, action } = 'claimedBy' in row.facts ? causeFacts('CLAIMED', words) : describeCode(code, words);
    return { ...row, code, text, action, raisedAt: raisedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null };
  }
}
