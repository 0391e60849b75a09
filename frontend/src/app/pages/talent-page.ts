import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ConnectionsStore } from '../connections/connections-store';
import { PostsPanel } from '../connections/posts-panel';
import { SocialProfilesCard } from '../connections/social-profiles-card';
import type { ConnectionResponse, TalentListItem } from '../core/api/models';
import type { TalentStatus } from '../core/api-words';
import { plural } from '../ui/numbers';
import { PageTitle } from '../core/page-title';
import { PlatformStore } from '../core/platform-store';
import { toProblem } from '../core/problem';
import { Session } from '../core/session';
import { ConsentLinks } from '../invitations/consent-links';
import { InvitationsCard } from '../invitations/invitations-card';
import { InvitationsStore } from '../invitations/invitations-store';
import type { MergeData } from '../talents/merge-dialog';
import { TalentDetails } from '../talents/talent-details';
import { TalentNotes } from '../talents/talent-notes';
import { TalentStore } from '../talents/talent-store';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Figure } from '../ui/figure';
import { Icon } from '../ui/icon';
import { Menu, type MenuItem } from '../ui/menu';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';

@Component({
  selector: 'app-talent-page',
  imports: [
    Avatar,
    Badge,
    Button,
    Empty,
    ErrorState,
    Figure,
    Icon,
    InvitationsCard,
    Menu,
    PostsPanel,
    RouterLink,
    Skeleton,
    SocialProfilesCard,
    StaleBanner,
    TalentDetails,
    TalentNotes,
    TimeAgo,
  ],
  providers: [TalentStore, ConnectionsStore, InvitationsStore],
  templateUrl: './talent-page.html',
})
export class TalentPage {
  readonly id = input.required<string>();
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);
  private readonly talents = inject(TalentStore);
  private readonly links = inject(ConsentLinks);
  private readonly platforms = inject(PlatformStore);
  private readonly invitations = inject(InvitationsStore);
  protected readonly connections = inject(ConnectionsStore);
  protected readonly screen = this.talents.screen;

  protected readonly mayWrite = computed(() => this.session.can('talent:write'));
  protected readonly face = computed(
    () => this.connections.screen.items().find(({ profile }) => profile?.avatarUrl)?.profile?.avatarUrl ?? null,
  );
  protected readonly items = computed<MenuItem[]>(() => {
    const archived = this.screen.data()?.status === 'archived';
    const move: MenuItem = { id: 'archive', label: archived ? 'Restore' : 'Archive', icon: 'archive' };
    const account: MenuItem = { id: 'account', label: 'Sign-in for the talent…', icon: 'key' };
    const merge: MenuItem = { id: 'merge', label: 'Merge another in…', icon: 'merge' };
    const remove: MenuItem = { id: 'delete', label: 'Delete…', icon: 'trash', danger: true };
    return [...(this.mayWrite() ? [account, move] : []), ...(this.session.can('talent:delete') ? [merge, remove] : [])];
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const id = this.id();
      untracked(() => {
        this.talents.show(id);
        this.connections.show(id);
        this.invitations.show(id);
      });
    });
    effect(() => {
      const name = this.screen.data()?.name;
      if (name) title.set(name);
    });
    // The sum at the top counts the accounts of the list: when a colleague adds one, ask for it again.
    const accounts = computed(() => this.connections.screen.items().length);
    effect(() => {
      const listed = accounts();
      const counted = untracked(() => this.screen.data()?.connections.length ?? 0);
      if (listed > counted) untracked(() => this.refresh());
    });
    // A read that ended changes the sum at the top: ask for it again, quietly.
    effect(() => {
      if (this.connections.settled().size) untracked(() => void this.screen.refresh({ background: true }));
    });
  }

  protected counted({ connections, followersCounted }: TalentListItem): string {
    const all = connections.length;
    return followersCounted === all ? plural(all, 'account') : `${followersCounted} of ${plural(all, 'account')}`;
  }

  protected refresh(): void {
    void this.screen.refresh({ background: true });
  }

  /** What is wanted from the start is ticked; accounts that are known by hand are expected. */
  protected async askConsent(talent: TalentListItem, wanted?: { platform: string; account: string }): Promise<void> {
    const { id, name, email, locale } = talent;
    const byHand = this.connections.screen.items().filter(({ method }) => method === 'MANUAL');
    const handles = new Map(byHand.map(({ platform, handle }) => [platform, handle]));
    if (wanted) handles.set(wanted.platform, wanted.account);
    const platforms = wanted ? [wanted.platform] : [];
    const made = await this.links.invite({ talent: { id, name, email, locale }, handles, platforms });
    if (made) this.invitations.made(made);
  }

  protected async reconnect({ id, handle, platform, talentName }: ConnectionResponse): Promise<void> {
    const connection = { id, handle, platformName: this.platforms.name(platform) };
    const made = await this.links.reconnect(connection, talentName);
    if (made) this.invitations.made(made);
  }

  protected async edit(talent: TalentListItem): Promise<void> {
    const saved = await this.dialogs.open<string, TalentListItem>(
      () => import('../talents/talent-dialog').then((m) => m.TalentDialog),
      talent,
    );
    if (saved) await this.screen.refresh({ background: true });
  }

  protected act(item: string, talent: TalentListItem): Promise<void> {
    if (item === 'merge') return this.merge(talent);
    if (item === 'account') return this.account(talent);
    return item === 'delete' ? this.remove(talent) : this.move(talent);
  }

  private async move(talent: TalentListItem): Promise<void> {
    const status: TalentStatus = talent.status === 'archived' ? 'active' : 'archived';
    try {
      await this.talents.update({ status });
      const words = status === 'archived' ? `${talent.name} is archived.` : `${talent.name} is back on the roster.`;
      this.toasts.undo(words, () => this.talents.update({ status: talent.status }));
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    }
  }

  private async merge(into: TalentListItem): Promise<void> {
    const data: MergeData = { into, merge: (from) => this.talents.takeIn(from) };
    const name = await this.dialogs.open<string>(
      () => import('../talents/merge-dialog').then((m) => m.MergeDialog),
      data,
    );
    if (!name) return;
    this.toasts.good(`${name} is part of ${into.name} now.`);
    await this.connections.screen.refresh({ background: true });
  }

  private async account(talent: TalentListItem): Promise<void> {
    await this.dialogs.open<boolean, TalentListItem>(
      () => import('../talents/account-dialog').then((m) => m.AccountDialog),
      talent,
    );
  }

  private async remove(talent: TalentListItem): Promise<void> {
    const sure = await this.dialogs.open<boolean, TalentListItem>(
      () => import('../talents/delete-talent-dialog').then((m) => m.DeleteTalentDialog),
      talent,
    );
    if (!sure) return;
    try {
      await this.talents.delete();
      this.toasts.good(`${talent.name} was deleted.`);
      await this.router.navigateByUrl('/roster');
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    }
  }
}
