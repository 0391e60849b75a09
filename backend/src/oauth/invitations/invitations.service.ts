/** Links by which talents are asked for consent: made, sent anew, taken back. */
import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { notFound } from '../../core/errors.js';
import { EventBus } from '../../core/events.js';
import type { Caller } from '../../core/request-origin.js';
import { authorOf } from './author.js';
import type { CreateInvitationRequest, SendRequest } from './dto/invitation.requests.js';
import type { Invitation, InvitationList, InvitationMade } from './dto/invitation.responses.js';
import { InvitationArchive } from './invitation-archive.service.js';
import { InvitationDesk } from './invitation-desk.service.js';
import type { DraftedLink } from './invitation-desk.service.js';
import { InvitationPost } from './invitation-post.service.js';
import { InvitationsChanged } from './invitations.events.js';
import { InvitablePlatforms } from './invitable-platforms.service.js';

@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly platforms: InvitablePlatforms,
    private readonly desk: InvitationDesk,
    private readonly post: InvitationPost,
    private readonly archive: InvitationArchive,
    private readonly events: EventBus,
  ) {}

  /** 400 for unknown platforms and for what is no handle, 409 for platforms that cannot be asked for. */
  async create(caller: Caller, body: CreateInvitationRequest): Promise<InvitationMade> {
    const platforms: { platform: string; expectedHandle: string | null }[] = [];
    for (const { platform: id, expectedHandle = null } of body.platforms) {
      const platform = await this.platforms.assertCanAsk(caller.principal.agencyId, id);
      platforms.push({
        platform: id,
        expectedHandle: expectedHandle === null ? null : this.platforms.handleOf(platform, expectedHandle),
      });
    }
    return this.made(caller, body.send, (tx) => this.desk.draft(tx, authorOf(caller), { ...body, platforms }));
  }

  /** For this one account: another one is refused. */
  async reconnect(caller: Caller, connectionId: string, { send }: SendRequest): Promise<InvitationMade> {
    const { agencyId } = caller.principal;
    await this.platforms.assertCanAsk(agencyId, await this.archive.platformOf(agencyId, connectionId));
    return this.made(caller, send, (tx) => this.desk.draftReconnect(tx, authorOf(caller), connectionId));
  }

  async list(agencyId: string, talentId: string): Promise<InvitationList> {
    return { items: await this.archive.list(agencyId, talentId) };
  }

  resend(caller: Caller, id: string, { send }: SendRequest): Promise<InvitationMade> {
    return this.made(caller, send, (tx) => this.desk.renew(tx, authorOf(caller), id));
  }

  /** What was connected by it stays connected. */
  async revoke(caller: Caller, id: string): Promise<Invitation> {
    const { agencyId } = caller.principal;
    await this.database.inAgency(agencyId, (tx) => this.desk.revoke(tx, authorOf(caller), id));
    return this.told(agencyId, id);
  }

  private async made(
    caller: Caller,
    send: boolean | undefined,
    draft: (tx: Tx) => Promise<DraftedLink>,
  ): Promise<InvitationMade> {
    const { agencyId } = caller.principal;
    const drafted = await this.database.inAgency(agencyId, draft);
    const letter = this.post.letterOf(drafted);
    const mail = send === true ? await this.post.sendInvitation(agencyId, drafted, letter) : 'not-asked';
    const invitation = await this.told(agencyId, drafted.invitationId);
    return { invitation, link: drafted.link, message: letter.text, mail };
  }

  private async told(agencyId: string, id: string): Promise<Invitation> {
    const invitation = await this.archive.find(agencyId, id);
    // Deleted with its talent meanwhile.
    if (!invitation) throw notFound('invitation');
    this.events.publish(new InvitationsChanged(agencyId, [invitation.talentId]));
    return invitation;
  }
}
