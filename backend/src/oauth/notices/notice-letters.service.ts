/** The letters that reminders are: a link of their own for each, and the words in the talent's language. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import { ApiError } from '../../core/errors.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import { rostrumItself } from '../invitations/author.js';
import { InvitationDesk } from '../invitations/invitation-desk.service.js';
import type { DraftedLink } from '../invitations/invitation-desk.service.js';
import { accountOf, InvitationPost } from '../invitations/invitation-post.service.js';
import { writeLetter } from '../invitations/letters.js';
import { daysLeft } from './notice-policy.js';
import type { ClaimedNotice, NoticedConnection } from './notice.repository.js';

@Injectable()
export class NoticeLetters {
  constructor(
    private readonly database: Database,
    private readonly desk: InvitationDesk,
    private readonly post: InvitationPost,
    private readonly registry: PlatformRegistry,
    private readonly clock: Clock,
  ) {}

  /** Whether mail can be sent at all. */
  get possible(): boolean {
    return this.post.configured;
  }

  /** Null where there is nobody to write to any more: the connection went, or its talent was put aside. */
  async draft({ agencyId, connectionId }: ClaimedNotice): Promise<DraftedLink | null> {
    try {
      return await this.database.inAgency(agencyId, (tx) =>
        this.desk.reminder(tx, rostrumItself(agencyId), connectionId),
      );
    } catch (error) {
      if (error instanceof ApiError && error.status < 500) return null;
      throw error;
    }
  }

  async send(
    { agencyId, kind }: ClaimedNotice,
    drafted: DraftedLink,
    { platform, handle, endsAt }: NoticedConnection,
  ): Promise<'sent' | 'no-address' | 'no-mail' | 'failed'> {
    const { language, talent, link, expiresAt: until } = drafted;
    const { name } = this.registry.words(platform);
    const now = this.clock.now();
    const letter = writeLetter(kind, language, {
      talent: talent.name,
      agency: talent.agencyName,
      link,
      until,
      platform: name,
      account: accountOf(handle, name),
      days: endsAt === null ? 0 : daysLeft(endsAt, now),
    });
    const outcome = await this.post.sendInvitation(agencyId, drafted, letter);
    return outcome === 'not-configured' ? 'no-mail' : outcome;
  }
}
