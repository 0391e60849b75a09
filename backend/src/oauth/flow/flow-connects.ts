/** Makes a consent a connection, in one transaction: or nothing of it, and the tokens are given back. */
import { Injectable } from '@nestjs/common';
import { AlertService } from '../../connections/alert.service.js';
import { ConsentedConnections } from '../../connections/consented-connections.service.js';
import type { ConsentedConnection, HeldElsewhere } from '../../connections/consented-connections.service.js';
import { ConnectionRequested, ConnectionsChanged } from '../../connections/connections.events.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { EventBus } from '../../core/events.js';
import { InvitationsChanged } from '../invitations/invitations.events.js';
import type { Chosen } from './chosen.js';
import { FlowDeeds } from './flow-deeds.js';
import { FlowEndings } from './flow-endings.js';
import type { FlowRow } from './flow.repository.js';
import { nameOf } from './right-account.js';

/** The link is good no more: nothing of this stays. */
class LinkDead extends Error {
  constructor(readonly code: ConnectionCode) {
    super(code);
  }
}

@Injectable()
export class FlowConnects {
  constructor(
    private readonly database: Database,
    private readonly consents: ConsentedConnections,
    private readonly deeds: FlowDeeds,
    private readonly endings: FlowEndings,
    private readonly alerts: AlertService,
    private readonly events: EventBus,
  ) {}

  /** `by-handle`: only with the talent's word · `over`: it had ended before, and nothing was done. */
  async connect(chosen: Chosen): Promise<'done' | 'by-handle' | 'over'> {
    const { agencyId } = chosen.flow;
    try {
      const made = await this.database.inAgency(agencyId, (tx) => this.inOne(tx, chosen));
      if (typeof made === 'string') return made;
      this.tell(chosen.flow, 'heldBy' in made ? { connectionId: made.heldBy, due: false } : made);
    } catch (error) {
      if (!(error instanceof LinkDead)) throw error;
      const { flow, grant, origin } = chosen;
      await this.endings.end(flow, { outcome: 'failed', code: error.code, grant, origin });
    }
    return 'done';
  }

  private async inOne(tx: Tx, chosen: Chosen): Promise<ConsentedConnection | HeldElsewhere | 'by-handle' | 'over'> {
    const { flow, grant, account, origin } = chosen;
    if (!(await this.deeds.hold(tx, flow))) return 'over';
    const given = this.deeds.given(flow, account);
    const standing = await this.consents.standing(tx, flow.agencyId, flow.talentId, given.account);
    const own = standing.kind === 'by-handle' && standing.connectionId === flow.connectionId;
    const made = await this.consents.connect(tx, { ...given, byHandle: chosen.byHandle || own });
    if (made === 'by-handle') return made;
    if ('heldBy' in made) {
      const of = { agencyId: flow.agencyId, connectionId: made.heldBy };
      await this.alerts.claimed(tx, of, flow.talentId);
      const signedInAs = nameOf(account);
      await this.endings.endIn(tx, flow, { outcome: 'conflict', code: 'PROFILE_DUPLICATE', signedInAs, grant, origin });
      return made;
    }
    const refusal = await this.deeds.refusal(tx, flow, made.connectionId);
    if (refusal !== null) throw new LinkDead(refusal);
    await this.deeds.settle(tx, chosen, made);
    return made;
  }

  private tell(
    { agencyId, talentId, invitationId }: FlowRow,
    { connectionId, due }: Pick<ConsentedConnection, 'connectionId' | 'due'>,
  ): void {
    if (invitationId !== null) this.events.publish(new InvitationsChanged(agencyId, [talentId]));
    this.events.publish(new ConnectionsChanged(agencyId, [connectionId]));
    if (due) this.events.publish(new ConnectionRequested(connectionId));
  }
}
