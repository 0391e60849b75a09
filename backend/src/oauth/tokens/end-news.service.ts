/** What is written when a consent comes close to its end, or its end was put off. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { NO_ORIGIN } from '../../core/request-origin.js';
import { Notices } from '../notices/notices.service.js';
import { ConsentDesk } from './consent-desk.service.js';
import { CredentialRepository } from './credential.repository.js';
import { isEnd } from './credential.js';
import type { CredentialRow, Holder } from './credential.js';
import { SYSTEM } from './losses.service.js';
import type { EndStanding } from './token-life.js';

type Locked = NonNullable<Awaited<ReturnType<CredentialRepository['lockConnection']>>>;

@Injectable()
export class EndNews {
  constructor(
    private readonly database: Database,
    private readonly rows: CredentialRepository,
    private readonly desk: ConsentDesk,
    private readonly notices: Notices,
    private readonly audit: AuditService,
  ) {}

  /** Tells what is new by the row as it is under its lock; answers with the row where the consent is over. */
  async tell(of: Holder, standingOf: (row: CredentialRow) => EndStanding): Promise<CredentialRow | null> {
    const { over, changed } = await this.database.inAgency(of.agencyId, async (tx) => {
      const connection = await this.rows.lockConnection(tx, of);
      const row = connection && (await this.rows.lock(tx, of));
      if (!row || isEnd(row.code)) return { over: null, changed: false };
      const standing = standingOf(row);
      if (standing.kind === 'over') return { over: row, changed: false };
      return { over: null, changed: await this.write(tx, row, connection, standing) };
    });
    if (changed) this.desk.tell(of.agencyId, of.connectionId);
    return over;
  }

  private async write(tx: Tx, row: CredentialRow, connection: Locked, standing: EndStanding): Promise<boolean> {
    if (standing.kind === 'soon') return this.warn(tx, row, connection, standing);
    if (standing.kind !== 'put-off') return false;
    await this.rows.warned(tx, row, null);
    return this.desk.good(tx, row);
  }

  private async warn(
    tx: Tx,
    { agencyId, connectionId }: CredentialRow,
    { talentId, name }: Locked,
    { end, days }: Extract<EndStanding, { kind: 'soon' }>,
  ): Promise<boolean> {
    const [date] = end.toISOString().split('T');
    await this.rows.warned(tx, { agencyId, connectionId }, days);
    await this.desk.expiring(tx, { agencyId, connectionId });
    const once = `expiring:${connectionId}:${date ?? ''}:${String(days)}`;
    await this.notices.due(tx, { agencyId, talentId, connectionId, kind: 'expiring', once });
    await this.audit.record(tx, agencyId, {
      actor: SYSTEM,
      origin: NO_ORIGIN,
      action: 'consent.expiring',
      target: { type: 'connection', id: connectionId, name },
      fields: [{ field: 'ends', before: null, after: end.toISOString() }],
    });
    return true;
  }
}
