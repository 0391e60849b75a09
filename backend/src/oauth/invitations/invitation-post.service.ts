/** How the words of a link reach the talent: by mail where there is a way, and ready to paste in any case. */
import { Injectable } from '@nestjs/common';
import { accountName } from '../../core/account-name.js';
import { Config } from '../../core/config/config.js';
import { Database } from '../../core/database/database.service.js';
import { Mailer } from '../../core/mail/mailer.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import type { MailOutcome } from './dto/invitation.responses.js';
import type { DraftedLink } from './invitation-desk.service.js';
import { InvitationRepository } from './invitation.repository.js';
import { writeLetter } from './letters.js';
import type { WrittenLetter } from './letters.js';
import { LinkMaker } from './link-maker.service.js';

export type PostOutcome = Exclude<MailOutcome, 'not-asked'>;

export interface Addressee {
  readonly name: string;
  readonly email: string | null;
}

@Injectable()
export class InvitationPost {
  constructor(
    private readonly mailer: Mailer,
    private readonly config: Config,
    private readonly registry: PlatformRegistry,
    private readonly invitations: InvitationRepository,
    private readonly database: Database,
    private readonly links: LinkMaker,
  ) {}

  /** Whether a link can be mailed at all: without PUBLIC_URL nobody could follow it. */
  get configured(): boolean {
    return this.mailer.configured && this.config.values.PUBLIC_URL !== undefined;
  }

  letterOf(drafted: DraftedLink): WrittenLetter {
    const { purpose, language, talent, link, expiresAt: until, platforms } = drafted;
    const [first] = platforms;
    const names = platforms.map(({ platform }) => this.registry.words(platform).name);
    return writeLetter(purpose === 'reconnect' ? 'reconnect' : 'invitation', language, {
      talent: talent.name,
      agency: talent.agencyName,
      link,
      until,
      platforms: names,
      platform: names[0] ?? '',
      account: accountOf(first?.expectedHandle ?? null, names[0] ?? ''),
    });
  }

  /** After the commit of what the letter tells. */
  async send({ name, email }: Addressee, letter: WrittenLetter): Promise<PostOutcome> {
    if (!this.configured) return 'not-configured';
    if (email === null) return 'no-address';
    return (await this.mailer.send({ to: { name, address: email }, ...letter })) ? 'sent' : 'failed';
  }

  /** The same for an invitation, which remembers where it was sent to. */
  async sendInvitation(agencyId: string, drafted: DraftedLink, letter: WrittenLetter): Promise<PostOutcome> {
    const { talent, invitationId } = drafted;
    const outcome = await this.send(talent, letter);
    const { email } = talent;
    if (outcome === 'sent' && email !== null)
      await this.database.inAgency(agencyId, (tx) =>
        this.invitations.sent(tx, { agencyId, invitationId }, email, this.links.now),
      );
    return outcome;
  }
}

/** As its owner calls it. */
export const accountOf = (handle: string | null, platform: string): string =>
  handle === null ? platform : accountName(handle);
