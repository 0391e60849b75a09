/** Links of 15 minutes, mailed to the talent’s own address: who has the mail may manage what is theirs. Each works once. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { newId } from '../../core/database/ids.js';
import { conflict } from '../../core/errors.js';
import { maskedAddress } from '../../core/mail/mailer.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { InvitationPost } from './invitation-post.service.js';
import type { InvitedTalent } from './invited-talent.repository.js';
import { InvitedTalentRepository } from './invited-talent.repository.js';
import { languageOf } from './languages.js';
import type { Language } from './languages.js';
import { writeLetter } from './letters.js';
import { FRESH_MINUTES, LinkMaker } from './link-maker.service.js';
import { goneLink, unknownLink } from './link-reader.service.js';
import { VisitRepository } from './visit.repository.js';
import type { Visitor } from './visitor.js';

@Injectable()
export class FreshLinks {
  constructor(
    private readonly database: Database,
    private readonly visits: VisitRepository,
    private readonly talents: InvitedTalentRepository,
    private readonly post: InvitationPost,
    private readonly links: LinkMaker,
    private readonly audit: AuditService,
  ) {}

  /** Answers with the masked address. 409 where there is none, or no way to write to it. */
  async mail(visitor: Visitor, language: Language | null, origin: RequestOrigin): Promise<string> {
    const { agencyId, talentId, invitationId } = visitor;
    const { link, ...made } = this.links.fresh();
    const talent = await this.database.inAgency(agencyId, async (tx) => {
      const found = await this.reachable(tx, visitor);
      await this.visits.insertLink(tx, { id: newId(), agencyId, talentId, invitationId, ...made });
      const target = { type: 'talent', id: talentId, name: found.name };
      await this.audit.record(tx, agencyId, { actor: visitor, origin, action: 'consent.link_asked', target });
      return found;
    });
    const letter = writeLetter('fresh', language ?? languageOf(talent.locale), {
      talent: talent.name,
      agency: talent.agencyName,
      link,
      minutes: FRESH_MINUTES,
    });
    if ((await this.post.send(talent, letter)) !== 'sent')
      throw conflict('The mail could not be sent.', { action: 'Try again in a few minutes, or ask your agency.' });
    return maskedAddress(talent.email ?? '');
  }

  private async reachable(tx: Tx, { agencyId, agencyName, talentId }: Visitor): Promise<InvitedTalent> {
    const talent = await this.talents.find(tx, agencyId, talentId);
    if (!talent) throw unknownLink();
    if (talent.email === null)
      throw conflict('There is no address to mail a link to.', {
        action: `Ask ${agencyName} to put your e-mail on your page, or to make you an account.`,
      });
    if (!this.post.configured)
      throw conflict('No mail can be sent from here.', {
        action: `Ask ${agencyName} to make you an account: signed in, you can do this yourself.`,
      });
    return talent;
  }

  /** For one caller alone, while it is good; 410 with the reason for everybody else. */
  async take(tx: Tx, agencyId: string, linkId: string, now: Date): Promise<void> {
    if (await this.visits.takeLink(tx, agencyId, linkId, now)) return;
    const link = await this.visits.link(tx, agencyId, linkId);
    throw link?.usedAt
      ? goneLink('This link was used before.', 'Ask for a new one from your page.')
      : goneLink('This link has expired: it was good for 15 minutes.', 'Ask for a new one from your page.');
  }
}
