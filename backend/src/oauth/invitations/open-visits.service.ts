/** Browsers that opened a link: each gets a cookie of its own, good for as long as its link lets it. */
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { AuditService } from '../../audit/audit.service.js';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { newId } from '../../core/database/ids.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { ConsentCookie } from './consent-cookie.js';
import { InvitationRepository } from './invitation.repository.js';
import type { GoodLink } from './link-reader.service.js';
import { newToken } from './link-token.js';
import { VisitRepository } from './visit.repository.js';

const LONGEST_MS = 2 * 3_600_000;

@Injectable()
export class OpenVisits {
  constructor(
    private readonly database: Database,
    private readonly visits: VisitRepository,
    private readonly invitations: InvitationRepository,
    private readonly cookie: ConsentCookie,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** `take` uses the link up in the same transaction, and refuses by throwing. True where something became known by it. */
  async begin(
    { visitor, expiresAt }: GoodLink,
    origin: RequestOrigin,
    response: Response,
    take?: (tx: Tx, now: Date) => Promise<void>,
  ): Promise<boolean> {
    const { agencyId, talentId, invitationId, rights } = visitor;
    const { token, hash: tokenHash } = newToken();
    const now = this.clock.now();
    const until = new Date(Math.min(expiresAt.getTime(), now.getTime() + LONGEST_MS));
    const visit = {
      id: newId(),
      agencyId,
      talentId,
      invitationId,
      rights,
      tokenHash,
      createdAt: now,
      expiresAt: until,
    };
    const news = await this.database.inAgency(agencyId, async (tx) => {
      await take?.(tx, now);
      await this.visits.insert(tx, visit);
      const action = await this.newsOf(tx, visitor, now);
      if (action === null) return false;
      const target = { type: 'talent', id: talentId, name: visitor.name };
      await this.audit.record(tx, agencyId, { actor: visitor, origin, action, target });
      return true;
    });
    this.cookie.set(response, token, until.getTime() - now.getTime());
    return news;
  }

  /** What is worth a record: an invitation’s first opening, and each fresh link. */
  private async newsOf(
    tx: Tx,
    { agencyId, invitationId, rights }: GoodLink['visitor'],
    now: Date,
  ): Promise<string | null> {
    if (rights === 'manage') return 'consent.link_used';
    if (invitationId === null) return null;
    return (await this.invitations.opened(tx, { agencyId, invitationId }, now)) ? 'invitation.opened' : null;
  }
}
