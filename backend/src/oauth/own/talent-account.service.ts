/** Accounts for talents, made and removed by staff. */
import { Injectable } from '@nestjs/common';
import { TalentAccounts } from '../../access/talent-accounts.service.js';
import { invalid } from '../../core/errors.js';
import type { Caller } from '../../core/request-origin.js';
import { InvitationPost } from '../invitations/invitation-post.service.js';
import { languageOf } from '../invitations/languages.js';
import { writeLetter } from '../invitations/letters.js';
import type { TalentAccountMade } from './dto/own.responses.js';
import type { TalentAccountRequest } from './dto/talent-account.request.js';
import { PlaceReader } from './place-reader.js';

@Injectable()
export class TalentAccountService {
  constructor(
    private readonly accounts: TalentAccounts,
    private readonly reader: PlaceReader,
    private readonly post: InvitationPost,
  ) {}

  /** Mailed where there is a way; the link is in the answer in any case. */
  async make(caller: Caller, talentId: string, body: TalentAccountRequest): Promise<TalentAccountMade> {
    const { agencyId } = caller.principal;
    const { talent } = await this.reader.read({ agencyId, talentId, invitationId: null });
    const email = body.email ?? talent.email;
    if (email === null)
      throw invalid('email', 'This talent has no e-mail yet. Give the one they will sign in with.', 'email-needed');
    const { name, agencyName, locale } = talent;
    const { member, link, expiresAt } = await this.accounts.invite(caller, {
      agencyId,
      agencyName,
      talentId,
      name,
      email,
    });
    const letter = writeLetter('account', languageOf(locale), {
      talent: name,
      agency: agencyName,
      link,
      until: expiresAt,
    });
    const mail = await this.post.send({ name, email: member.email }, letter);
    return { member, link, expiresAt: expiresAt.toISOString(), mail };
  }

  remove(caller: Caller, talentId: string): Promise<void> {
    return this.accounts.remove(caller, talentId);
  }
}
