import { Component, computed, inject, input, output } from '@angular/core';
import type { Invitation, TalentListItem } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { Session } from '../core/session';
import { Badge } from '../ui/badge';
import { BrandIcon } from '../ui/brand-icon';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Menu, type MenuItem } from '../ui/menu';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';
import { ConsentLinks } from './consent-links';
import { aboutWords, isOpen, platformWords, stateWords } from './invitation-words';
import { InvitationsStore } from './invitations-store';

const SHOWN_PAST = 3;

/** What a talent was asked for, how far they are, and the ways to ask again. */
@Component({
  selector: 'app-invitations-card',
  imports: [Badge, BrandIcon, ErrorState, Icon, Menu, Skeleton, StaleBanner, TimeAgo],
  templateUrl: './invitations-card.html',
})
export class InvitationsCard {
  readonly talent = input.required<TalentListItem>();
  /** Somebody wants to ask for consent. */
  readonly ask = output();
  private readonly platforms = inject(PlatformStore);
  private readonly session = inject(Session);
  private readonly links = inject(ConsentLinks);
  protected readonly store = inject(InvitationsStore);
  protected readonly screen = this.store.screen;
  protected readonly mayWrite = computed(() => this.session.can('invitation:write'));
  protected readonly rows = computed(() =>
    [...this.store.open(), ...this.store.past().slice(0, SHOWN_PAST)].map((invitation) => ({
      invitation,
      state: stateWords(invitation),
      about: aboutWords(invitation),
      open: isOpen(invitation),
      items: this.itemsOf(invitation),
      platforms: invitation.platforms.map((asked) => ({
        asked,
        name: this.platforms.name(asked.platform),
        icon: this.platforms.find(asked.platform)?.icon ?? null,
        words: platformWords(asked),
      })),
    })),
  );

  protected async act(item: string, invitation: Invitation): Promise<void> {
    if (item === 'revoke') return this.store.revoke(invitation);
    const made = await this.links.again(invitation, this.talent().name);
    if (made) this.store.made(made);
  }

  private itemsOf(invitation: Invitation): MenuItem[] {
    if (!this.mayWrite() || invitation.state === 'revoked') return [];
    const again: MenuItem = { id: 'again', label: 'Send again…', icon: 'link' };
    const revoke: MenuItem = { id: 'revoke', label: 'Take back', icon: 'unlink', danger: true };
    if (invitation.state === 'completed') return [revoke];
    return isOpen(invitation) ? [again, revoke] : [again];
  }
}
