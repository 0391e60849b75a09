/** What talents do about their own connections, whichever way they came. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { ConnectionsChanged } from '../../connections/connections.events.js';
import { OwnConnections } from '../../connections/own-connections.service.js';
import { Database } from '../../core/database/database.service.js';
import { accountName } from '../../core/account-name.js';
import { conflict } from '../../core/errors.js';
import { EventBus } from '../../core/events.js';
import type { Caller } from '../../core/request-origin.js';
import { InvitationsChanged } from '../invitations/invitations.events.js';
import { ConsentEnd } from './consent-end.service.js';
import type { WithdrawRequest } from './dto/own.requests.js';

/** A talent, proved to be one: by a fresh link, or signed in. */
export interface OwnCaller extends Caller {
  readonly talentId: string;
  readonly via: 'link' | 'account';
}

@Injectable()
export class OwnDeeds {
  constructor(
    private readonly database: Database,
    private readonly connections: OwnConnections,
    private readonly end: ConsentEnd,
    private readonly audit: AuditService,
    private readonly events: EventBus,
  ) {}

  pause(caller: OwnCaller, id: string): Promise<void> {
    return this.connections.pause(caller, caller.talentId, id);
  }

  resume(caller: OwnCaller, id: string): Promise<void> {
    return this.connections.resume(caller, caller.talentId, id);
  }

  /**
   * `keep`: what was read stays with the agency, and public data is read on where it was before the consent. `erase`: the
   * connection goes with everything that was ever read of it. 409 where there is no consent to take back.
   */
  async withdraw(caller: OwnCaller, id: string, { data }: WithdrawRequest): Promise<void> {
    const { principal, origin, talentId, via } = caller;
    const { agencyId } = principal;
    await this.database.inAgency(agencyId, async (tx) => {
      const { platform, auth, talentName, handle } = await this.connections.hold(tx, agencyId, talentId, id);
      if (auth === 'none' || auth === 'revoked')
        throw conflict('This connection is not read by your consent.', {
          action: 'Only public data of it is read, if any. Pause it, or talk to your agency.',
        });
      const of = { agencyId, talentId, connectionId: id, platform, via, address: origin.address };
      await this.end.withdraw(tx, of);
      if (data === 'erase') await this.connections.erase(tx, agencyId, id);
      const name = data === 'erase' ? null : `${talentName} · ${accountName(handle)}`;
      await this.audit.record(tx, agencyId, {
        actor: principal,
        origin,
        action: 'consent.withdrawn',
        target: { type: 'connection', id, name },
        fields: [{ field: 'data', before: null, after: data }],
      });
    });
    this.events.publish(new ConnectionsChanged(agencyId, [id]));
    this.events.publish(new InvitationsChanged(agencyId, [talentId]));
  }
}
