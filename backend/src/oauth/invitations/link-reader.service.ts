/** From a link's token to whom it is for. Only digests are compared, by looking them up. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { ApiError } from '../../core/errors.js';
import type { FoundInvitation, InvitationRow } from './invitation.repository.js';
import { InvitationRepository } from './invitation.repository.js';
import { stateOf } from './invitation-state.js';
import { InvitedTalentRepository } from './invited-talent.repository.js';
import { tokenHash } from './link-token.js';
import { VisitRepository } from './visit.repository.js';
import type { Visitor } from './visitor.js';

/** A link that was given out and still works. */
export interface GoodLink {
  readonly visitor: Visitor;
  readonly expiresAt: Date;
  /** Of a link of 15 minutes; it is used up when it is opened. */
  readonly linkId: string | null;
}

@Injectable()
export class LinkReader {
  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationRepository,
    private readonly talents: InvitedTalentRepository,
    private readonly visits: VisitRepository,
    private readonly clock: Clock,
  ) {}

  /** Null for what was never given out; 410 for an invitation that works no more. */
  async find(token: string): Promise<GoodLink | null> {
    const hash = tokenHash(token);
    const found = hash && (await this.database.readOutside((reader) => this.invitations.byToken(reader, hash)));
    if (!found) return null;
    const { agencyId } = found;
    return this.database.inAgency(agencyId, async (tx) => {
      const row = await this.invitations.find(tx, found);
      if (!row) return null;
      this.assertGood(row, found);
      return { visitor: await this.visitor(tx, found, 'see'), expiresAt: row.expiresAt, linkId: null };
    });
  }

  /** A link of 15 minutes, whether it is still good or not: that is seen when it is taken. */
  async findFresh(token: string): Promise<GoodLink | null> {
    const hash = tokenHash(token);
    const found = hash && (await this.database.readOutside((reader) => this.visits.findLink(reader, hash)));
    if (!found) return null;
    const { agencyId, talentId, linkId } = found;
    return this.database.inAgency(agencyId, async (tx) => {
      const link = await this.visits.link(tx, agencyId, linkId);
      if (!link) return null;
      const { invitationId, expiresAt } = link;
      return { visitor: await this.visitor(tx, { agencyId, talentId, invitationId }, 'manage'), expiresAt, linkId };
    });
  }

  async read(token: string): Promise<Visitor> {
    const found = await this.find(token);
    if (!found) throw unknownLink();
    return found.visitor;
  }

  private assertGood(row: InvitationRow, { replaced }: FoundInvitation): void {
    if (row.revokedAt !== null || stateOf(row, this.clock.now()) === 'revoked')
      throw goneLink('This link was taken back.', 'Ask the agency, if you would still like to connect your accounts.');
    if (replaced)
      throw goneLink(
        'A newer link took the place of this one.',
        'Look for the newest message, or ask for another link.',
      );
    if (row.expiresAt <= this.clock.now())
      throw goneLink('This link has expired.', 'Ask the agency for a new one; what you connected stays connected.');
  }

  private async visitor(
    tx: Tx,
    { agencyId, talentId, invitationId }: Pick<Visitor, 'agencyId' | 'talentId' | 'invitationId'>,
    rights: Visitor['rights'],
  ): Promise<Visitor> {
    const talent = await this.talents.find(tx, agencyId, talentId);
    if (!talent) throw unknownLink();
    const { name, agencyName } = talent;
    return { kind: 'invitation', agencyId, agencyName, talentId, name, invitationId, rights };
  }
}

export const unknownLink = () =>
  new ApiError('NOT_FOUND', 'This link is not known here.', { action: 'Copy it whole, or ask for a new one.' });

/** The token was proved, so saying what became of it reveals nothing to a guesser. */
export const goneLink = (message: string, action: string) =>
  new ApiError('NOT_FOUND', message, { status: 410, connectionCode: 'CONSENT_LINK_EXPIRED', action });
