/** What somebody who came by a link says without a platform: no, or goodbye. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { FieldChange } from '../../audit/audit.service.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { conflict, invalid } from '../../core/errors.js';
import { EventBus } from '../../core/events.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { InvitationProgress } from './invitation-progress.service.js';
import { InvitationRepository } from './invitation.repository.js';
import { InvitationsChanged } from './invitations.events.js';
import type { Visitor } from './visitor.js';

@Injectable()
export class VisitorSteps {
  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationRepository,
    private readonly progress: InvitationProgress,
    private readonly audit: AuditService,
    private readonly events: EventBus,
  ) {}

  /** To one platform, or with null to all that are open. What is connected stays so, and no can become yes later. */
  async decline(visitor: Visitor, platform: string | null, origin: RequestOrigin): Promise<void> {
    const { agencyId, talentId, invitationId } = visitor;
    if (invitationId === null)
      throw conflict('This link asks for nothing.', { action: 'What is connected can be withdrawn one by one.' });
    const declined = await this.database.inAgency(agencyId, async (tx) => {
      const of = { agencyId, invitationId };
      const invited = (await this.invitations.hold(tx, of))?.platforms ?? [];
      if (platform !== null && !invited.some((one) => one.platform === platform))
        throw invalid('platform', 'This link does not ask for that platform.', 'unknown-platform');
      const open = invited.filter((one) => one.state === 'open' && (platform ?? one.platform) === one.platform);
      for (const one of open) await this.progress.declined(tx, of, one.platform, 'CONSENT_DECLINED');
      const names = open.map((one) => one.platform);
      if (names.length > 0)
        await this.record(tx, visitor, origin, 'invitation.declined', [
          { field: 'platforms', before: null, after: names },
        ]);
      return names.length > 0;
    });
    if (declined) this.events.publish(new InvitationsChanged(agencyId, [talentId]));
  }

  left(visitor: Visitor, origin: RequestOrigin): Promise<void> {
    return this.database.inAgency(visitor.agencyId, (tx) => this.record(tx, visitor, origin, 'consent.left', []));
  }

  private async record(
    tx: Tx,
    visitor: Visitor,
    origin: RequestOrigin,
    action: string,
    fields: readonly FieldChange[],
  ): Promise<void> {
    const target = { type: 'talent', id: visitor.talentId, name: visitor.name };
    await this.audit.record(tx, visitor.agencyId, { actor: visitor, origin, action, target, fields });
  }
}
