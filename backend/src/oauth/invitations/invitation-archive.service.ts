/** Invitations as they are read. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import { notFound } from '../../core/errors.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import type { Invitation } from './dto/invitation.responses.js';
import { shownInvitation } from './invitation-answer.js';
import type { InvitationRow } from './invitation.repository.js';
import { InvitationRepository } from './invitation.repository.js';
import { InvitedTalentRepository } from './invited-talent.repository.js';

@Injectable()
export class InvitationArchive {
  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationRepository,
    private readonly talents: InvitedTalentRepository,
    private readonly registry: PlatformRegistry,
    private readonly clock: Clock,
  ) {}

  /** The newest first; 404 for a talent that is not there. */
  async list(agencyId: string, talentId: string): Promise<Invitation[]> {
    const rows = await this.database.inAgency(agencyId, async (tx) => {
      if (!(await this.talents.find(tx, agencyId, talentId))) throw notFound('talent');
      return this.invitations.ofTalent(tx, agencyId, talentId);
    });
    return rows.map((row) => this.shown(row));
  }

  async find(agencyId: string, invitationId: string): Promise<Invitation | null> {
    const row = await this.database.inAgency(agencyId, (tx) => this.invitations.find(tx, { agencyId, invitationId }));
    return row && this.shown(row);
  }

  /** 404 for a connection that is not there. */
  async platformOf(agencyId: string, connectionId: string): Promise<string> {
    const account = await this.database.inAgency(agencyId, (tx) => this.talents.connected(tx, agencyId, connectionId));
    if (!account) throw notFound('connection');
    return account.platform;
  }

  private shown(row: InvitationRow): Invitation {
    return shownInvitation(row, this.clock.now(), (platform) => this.registry.words(platform));
  }
}
