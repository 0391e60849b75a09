import { Component, computed, inject } from '@angular/core';
import type { StaffMember } from '../core/api/models';
import { toProblem } from '../core/problem';
import { ListScreen } from '../core/screen';
import { Session } from '../core/session';
import { Badge, type BadgeTone } from '../ui/badge';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { roleName } from './roles';
import { StaffApi } from './staff-api';
import { deedsFor, type StaffDeed } from './staff-deeds';

const STATUSES: Record<StaffMember['status'], { label: string; tone: BadgeTone }> = {
  active: { label: 'Active', tone: 'good' },
  invited: { label: 'Invited', tone: 'busy' },
  disabled: { label: 'Disabled', tone: 'rest' },
};

/** Who signs in for this agency, as what, and what can be done about it. */
@Component({
  selector: 'app-staff-panel',
  imports: [Badge, Button, ErrorState, Icon, Menu, Skeleton, StaleBanner, TimeAgo],
  host: { class: 'block' },
  templateUrl: './staff-panel.html',
})
export class StaffPanel {
  private readonly api = inject(StaffApi);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);
  protected readonly screen = new ListScreen<StaffMember>((cursor) => this.api.list(cursor));
  protected readonly mayManage = computed(() => this.session.can('staff:manage'));
  protected readonly rows = computed(() =>
    this.screen.items().map((member) => ({
      member,
      role: roleName(member.role),
      status: STATUSES[member.status],
      self: this.session.me()?.user?.id === member.id,
      deeds: deedsFor(this.session.me(), member),
    })),
  );

  constructor() {
    void this.screen.refresh();
  }

  protected async invite(): Promise<void> {
    await this.dialogs.open(() => import('./invite-staff-dialog').then((m) => m.InviteStaffDialog));
    await this.screen.refresh({ background: true });
  }

  protected async do(deed: string, member: StaffMember): Promise<void> {
    const deeds: Record<StaffDeed, () => Promise<string | null>> = {
      rename: () => this.rename(member),
      role: () => this.changeRole(member),
      link: () => this.newLink(member),
      disable: () => this.disable(member),
      enable: () => this.enable(member),
      withdraw: () => this.withdraw(member),
    };
    try {
      const said = await deeds[deed as StaffDeed]();
      if (said) this.toasts.good(said);
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    }
    await this.screen.refresh({ background: true });
  }

  private async rename(member: StaffMember): Promise<string | null> {
    const renamed = await this.dialogs.open<StaffMember>(
      () => import('./rename-staff-dialog').then((m) => m.RenameStaffDialog),
      member,
    );
    if (!renamed) return null;
    if (renamed.id === this.session.me()?.user?.id) await this.session.reread();
    return `${member.name} is called ${renamed.name} now.`;
  }

  private async changeRole(member: StaffMember): Promise<string | null> {
    const changed = await this.dialogs.open<StaffMember>(
      () => import('./change-role-dialog').then((m) => m.ChangeRoleDialog),
      member,
    );
    return changed && changed.role !== member.role ? `${member.name} is ${roleName(changed.role)} now.` : null;
  }

  private async newLink(member: StaffMember): Promise<null> {
    await this.dialogs.open(() => import('./staff-link-dialog').then((m) => m.StaffLinkDialog), member);
    return null;
  }

  private async disable(member: StaffMember): Promise<string | null> {
    if (!(await this.sure(member))) return null;
    await this.api.change(member.id, { status: 'disabled' });
    return `${member.name} is disabled and signed out everywhere.`;
  }

  private async enable(member: StaffMember): Promise<string> {
    const { status } = await this.api.change(member.id, { status: 'active' });
    return status === 'invited'
      ? `${member.name} is invited again. Make a new link.`
      : `${member.name} can sign in again.`;
  }

  private async withdraw(member: StaffMember): Promise<string | null> {
    if (!(await this.sure(member))) return null;
    await this.api.withdraw(member.id);
    return `The invitation of ${member.name} is taken back.`;
  }

  private sure(member: StaffMember): Promise<boolean | undefined> {
    return this.dialogs.open<boolean>(() => import('./end-staff-dialog').then((m) => m.EndStaffDialog), member);
  }
}
