/** Tells the link that an authorization was begun by how it gets on, and whoever looks at the link that it did. */
import { Injectable } from '@nestjs/common';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { Tx } from '../../core/database/database.service.js';
import { EventBus } from '../../core/events.js';
import { InvitationProgress } from '../invitations/invitation-progress.service.js';
import { InvitationsChanged } from '../invitations/invitations.events.js';

interface OfLink {
  readonly agencyId: string;
  readonly talentId: string;
  readonly invitationId: string | null;
}

@Injectable()
export class FlowNews {
  constructor(
    private readonly progress: InvitationProgress,
    private readonly events: EventBus,
  ) {}

  async started(tx: Tx, { agencyId, invitationId }: OfLink): Promise<void> {
    if (invitationId !== null) await this.progress.started(tx, { agencyId, invitationId });
  }

  /** Nothing was connected; the link keeps why. */
  async ended(
    tx: Tx,
    { agencyId, invitationId, platform }: OfLink & { platform: string },
    code: ConnectionCode,
  ): Promise<void> {
    if (invitationId !== null) await this.progress.declined(tx, { agencyId, invitationId }, platform, code);
  }

  /** After the commit. */
  tell({ agencyId, talentId, invitationId }: OfLink): void {
    if (invitationId !== null) this.events.publish(new InvitationsChanged(agencyId, [talentId]));
  }
}
