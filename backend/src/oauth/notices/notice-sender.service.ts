/** Sends what is due, one mail at a time. The link is made when the mail is, so that no token waits anywhere. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import { EventBus } from '../../core/events.js';
import { InvitationsChanged } from '../invitations/invitations.events.js';
import { NoticeLetters } from './notice-letters.service.js';
import { isNeeded, nextTry } from './notice-policy.js';
import type { ClaimedNotice, NoticeOutcome } from './notice.repository.js';
import { NoticeRepository } from './notice.repository.js';

/** Longer than a mail server may take. */
const LEASE_MS = 2 * 60_000;

@Injectable()
export class NoticeSender {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
    private readonly letters: NoticeLetters,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** False where nothing was due. */
  async sendNext(): Promise<boolean> {
    const now = this.clock.now();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const notice = await this.database.asWorker((tx) => this.notices.claim(tx, now, leaseUntil));
    if (!notice) return false;
    await this.settle(notice, await this.send(notice));
    return true;
  }

  /** Null where it has to be tried again. */
  private async send(notice: ClaimedNotice): Promise<NoticeOutcome | null> {
    const { agencyId, connectionId, kind } = notice;
    const connection = await this.database.inAgency(agencyId, (tx) =>
      this.notices.connection(tx, agencyId, connectionId),
    );
    if (!connection || !isNeeded(kind, connection, this.clock.now())) return 'not-needed';
    if (!this.letters.possible) return 'no-mail';
    if (connection.email === null) return 'no-address';
    const drafted = await this.letters.draft(notice);
    if (drafted === null) return 'not-needed';
    this.events.publish(new InvitationsChanged(agencyId, [drafted.talent.id]));
    const outcome = await this.letters.send(notice, drafted, connection);
    return outcome === 'failed' ? null : outcome;
  }

  private async settle(notice: ClaimedNotice, outcome: NoticeOutcome | null): Promise<void> {
    const now = this.clock.now();
    const next = outcome === null ? nextTry(notice, now) : null;
    await this.database.inAgency(notice.agencyId, (tx) =>
      next === null ? this.notices.end(tx, notice, outcome ?? 'given-up', now) : this.notices.again(tx, notice, next),
    );
  }
}
