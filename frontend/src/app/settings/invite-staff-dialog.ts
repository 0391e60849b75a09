import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { InviteStaffBody, StaffInvitation } from '../core/api/models';
import { fieldErrors, toProblem, type Problem } from '../core/problem';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { RoleChoice } from './role-choice';
import { rolesToGive, type StaffRole } from './roles';
import { StaffApi } from './staff-api';
import { StaffLinkShown } from './staff-link-shown';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Asks who and as what, then shows the link: here, once, and nowhere else ever again. */
@Component({
  selector: 'app-invite-staff-dialog',
  imports: [Button, Control, DialogFrame, Field, Notice, RoleChoice, StaffLinkShown],
  templateUrl: './invite-staff-dialog.html',
})
export class InviteStaffDialog {
  private readonly api = inject(StaffApi);
  private readonly session = inject(Session);
  protected readonly ref = inject<DialogRef<void>>(DialogRef);
  protected readonly roles = computed(() => rolesToGive(this.session.me()?.role ?? null));
  protected readonly role = signal<StaffRole>('manager');
  protected readonly busy = signal(false);
  protected readonly made = signal<StaffInvitation | null>(null);
  protected readonly missing = signal<{ name?: string; email?: string }>({});
  protected readonly problem = signal<Problem | null>(null);
  protected readonly errors = computed(() => fieldErrors(this.problem()));

  protected async send(event: Event, name: HTMLInputElement, email: HTMLInputElement): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.missing.set({
      ...(name.value.trim() ? {} : { name: 'Enter a name.' }),
      ...(EMAIL.test(email.value.trim()) ? {} : { email: 'Enter an e-mail address, such as jo@example.com.' }),
    });
    const first = this.missing().name ? name : this.missing().email ? email : null;
    if (first) return first.focus();
    await this.invite({ name: name.value.trim(), email: email.value.trim(), role: this.role() });
  }

  private async invite(body: InviteStaffBody): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.made.set(await this.api.invite(body));
      this.ref.disableClose = true;
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
