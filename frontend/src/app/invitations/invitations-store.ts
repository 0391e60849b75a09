/** What one talent was asked for, kept live: the talent answers elsewhere, and it shows here by itself. */
import { Injectable, computed, inject, signal } from '@angular/core';
import { Announcer } from '../core/announcer';
import type { Invitation, InvitationMade } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { pollWhileAlive } from '../core/poller';
import { toProblem } from '../core/problem';
import { Screen } from '../core/screen';
import { Toasts } from '../ui/toasts';
import { isOpen, stateWords } from './invitation-words';
import { InvitationsApi } from './invitations-api';

@Injectable()
export class InvitationsStore {
  private readonly api = inject(InvitationsApi);
  private readonly announcer = inject(Announcer);
  private readonly platforms = inject(PlatformStore);
  private readonly toasts = inject(Toasts);
  private readonly poller = pollWhileAlive(() => this.poll());
  private talentId = '';
  readonly screen = new Screen(({ background }) => this.api.ofTalent(this.talentId, background));
  readonly items = computed(() => this.screen.data()?.items ?? []);
  readonly open = computed(() => this.items().filter(isOpen));
  readonly past = computed(() => this.items().filter((invitation) => !isOpen(invitation)));
  /** Invitations for which an answer is awaited. */
  readonly asking = signal<ReadonlySet<string>>(new Set());

  show(talentId: string): void {
    this.talentId = talentId;
    void this.screen.restart();
  }

  /** One was made elsewhere on the page. */
  made({ invitation }: InvitationMade): void {
    this.take(invitation);
    this.poller.watch();
  }

  async revoke(invitation: Invitation): Promise<void> {
    const { id } = invitation;
    if (this.asking().has(id)) return;
    this.asking.update((ids) => new Set([...ids, id]));
    try {
      this.take(await this.api.revoke(id));
      this.toasts.good('The link works no more.');
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    } finally {
      this.asking.update((ids) => new Set([...ids].filter((other) => other !== id)));
    }
  }

  private async poll(): Promise<void> {
    const before = new Map(this.items().map((invitation) => [invitation.id, invitation]));
    await this.screen.refresh({ background: true });
    for (const after of this.items()) this.tell(before.get(after.id), after);
  }

  private take(invitation: Invitation): void {
    if (!this.screen.data()) return void this.screen.refresh();
    this.screen.change(({ items }) => ({
      items: items.some(({ id }) => id === invitation.id)
        ? items.map((other) => (other.id === invitation.id ? invitation : other))
        : [invitation, ...items],
    }));
  }

  private tell(before: Invitation | undefined, after: Invitation): void {
    if (!before) return;
    for (const { platform, state } of after.platforms) {
      const was = before.platforms.find((other) => other.platform === platform)?.state;
      if (was === 'open' && state !== was)
        this.announcer.say(`${this.platforms.name(platform)}: ${state} by the talent`);
    }
    if (before.state !== after.state) this.announcer.say(`Invitation: ${stateWords(after).label}`);
  }
}
