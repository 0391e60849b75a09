/** Talents who came by a link: who they are, by the cookie of a link that was opened, or by a link's token itself. */
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../core/clock.js';
import { sha256 } from '../../core/crypto/keyed-hash.js';
import { Database } from '../../core/database/database.service.js';
import { ConsentCookie } from './consent-cookie.js';
import { LinkReader } from './link-reader.service.js';
import type { FoundVisit } from './visit.repository.js';
import { VisitRepository } from './visit.repository.js';
import type { Visitor } from './visitor.js';

export type { Visitor };

@Injectable()
export class Visitors {
  constructor(
    private readonly database: Database,
    private readonly visits: VisitRepository,
    private readonly links: LinkReader,
    private readonly cookie: ConsentCookie,
    private readonly clock: Clock,
  ) {}

  /** Null where no link was opened in this browser, or its time is up. */
  async of(request: Request): Promise<Visitor | null> {
    const found = await this.found(request);
    return found && visitorOf(found);
  }

  /** By an invitation's token, without opening it. 404 for one that was never given out, 410 for one that works no more. */
  byToken(token: string): Promise<Visitor> {
    return this.links.read(token);
  }

  /** Forgets this browser; the link stays good. Answers with whom it knew. */
  async forget(request: Request, response: Response): Promise<Visitor | null> {
    const found = await this.found(request);
    this.cookie.clear(response);
    if (!found) return null;
    await this.database.inAgency(found.agencyId, (tx) => this.visits.end(tx, found.agencyId, found.sessionId));
    return visitorOf(found);
  }

  private async found(request: Request): Promise<FoundVisit | null> {
    const token = this.cookie.read(request);
    if (token === null) return null;
    const found = await this.database.readOutside((reader) => this.visits.find(reader, sha256(token)));
    return found && found.expiresAt > this.clock.now() ? found : null;
  }
}

const visitorOf = ({ agencyId, agencyName, talentId, talentName, invitationId, rights }: FoundVisit): Visitor => ({
  kind: 'invitation',
  agencyId,
  agencyName,
  talentId,
  name: talentName,
  invitationId,
  rights,
});
