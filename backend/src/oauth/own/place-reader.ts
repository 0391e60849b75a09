import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.service.js';
import { notFound } from '../../core/errors.js';
import type { InvitationRow } from '../invitations/invitation.repository.js';
import { InvitationRepository } from '../invitations/invitation.repository.js';
import type { PlaceTalent } from './place.repository.js';
import { PlaceRepository } from './place.repository.js';

/** Whom a place is for, and what they were asked. */
@Injectable()
export class PlaceReader {
  constructor(
    private readonly database: Database,
    private readonly talents: PlaceRepository,
    private readonly invitations: InvitationRepository,
  ) {}

  read(of: {
    readonly agencyId: string;
    readonly talentId: string;
    readonly invitationId: string | null;
  }): Promise<{ talent: PlaceTalent; invitation: InvitationRow | null }> {
    const { agencyId, talentId, invitationId } = of;
    return this.database.inAgency(agencyId, async (tx) => {
      const talent = await this.talents.talent(tx, agencyId, talentId);
      if (!talent) throw notFound('talent');
      const invitation = invitationId === null ? null : await this.invitations.find(tx, { agencyId, invitationId });
      return { talent, invitation };
    });
  }
}
