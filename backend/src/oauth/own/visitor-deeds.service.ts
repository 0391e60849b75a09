/** What only somebody who came by a link does: say no, ask for a fresh link, make an account, leave. */
import { Injectable } from '@nestjs/common';
import { PublicThrottle } from '../../access/public-throttle.service.js';
import { TalentAccounts } from '../../access/talent-accounts.service.js';
import type { Me } from '../../access/talent-accounts.service.js';
import { conflict } from '../../core/errors.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { FreshLinks } from '../invitations/fresh-links.service.js';
import { VisitorSteps } from '../invitations/visitor-steps.service.js';
import type { Visitor } from '../invitations/visitors.service.js';
import type { FreshLink } from './dto/own.responses.js';
import { PlaceReader } from './place-reader.js';
import type { Visit } from './visit.js';
import type { Manager } from './visitor-rights.js';

const LINKS = { name: 'fresh-link', points: 3, seconds: 15 * 60 } as const;
/** Whoever was sent the link on could fill a mailbox otherwise, a quarter of an hour at a time. */
const A_DAY = { name: 'fresh-link-day', points: 12, seconds: 24 * 3600 } as const;
/** Each is a read of everything that there is of a talent. */
const FILES = { name: 'visitor-file', points: 6, seconds: 15 * 60 } as const;
/** Each costs a digest that is slow on purpose. */
const PASSPHRASES = { name: 'visitor-passphrase', points: 10, seconds: 15 * 60 } as const;

@Injectable()
export class VisitorDeeds {
  private readonly door: (key: string) => Promise<void>;
  private readonly dailyDoor: (key: string) => Promise<void>;
  private readonly fileDoor: (key: string) => Promise<void>;
  private readonly passphraseDoor: (key: string) => Promise<void>;

  constructor(
    throttle: PublicThrottle,
    private readonly reader: PlaceReader,
    private readonly fresh: FreshLinks,
    private readonly steps: VisitorSteps,
    private readonly accounts: TalentAccounts,
  ) {
    this.door = throttle.door(LINKS, 'Several links were asked for just now. Look for the newest one in your mail.');
    this.fileDoor = throttle.door(FILES, 'Your data was downloaded several times just now. Wait a few minutes.');
    this.passphraseDoor = throttle.door(PASSPHRASES, 'Too many passphrases were tried. Wait a few minutes.');
    this.dailyDoor = throttle.door(A_DAY, 'Too many links were asked for today. Look for the newest one in your mail.');
  }

  decline(visitor: Visitor, platform: string | null, origin: RequestOrigin): Promise<void> {
    return this.steps.decline(visitor, platform, origin);
  }

  /** A few in a quarter of an hour, however many browsers ask: it is one talent's mailbox. */
  async freshLink(visitor: Visitor, origin: RequestOrigin): Promise<FreshLink> {
    await this.door(visitor.talentId);
    await this.dailyDoor(visitor.talentId);
    const { invitation } = await this.reader.read(visitor);
    return { to: await this.fresh.mail(visitor, invitation?.language ?? null, origin) };
  }

  mayDownload({ principal }: Manager): Promise<void> {
    return this.fileDoor(principal.talentId);
  }

  /** Signed in at once. The address is the one that the fresh link was mailed to. */
  async account({ principal, origin }: Manager, passphrase: string, { request, response }: Visit): Promise<Me> {
    const { agencyId, agencyName, talentId } = principal;
    await this.passphraseDoor(talentId);
    const { talent } = await this.reader.read(principal);
    if (talent.email === null)
      throw conflict('There is no e-mail to sign in with.', { action: `Ask ${agencyName} to put it on your page.` });
    const of = { agencyId, agencyName, talentId, name: talent.name, email: talent.email };
    return this.accounts.join(of, passphrase, { principal, origin }, { request, response });
  }

  left(visitor: Visitor, origin: RequestOrigin): Promise<void> {
    return this.steps.left(visitor, origin);
  }
}
