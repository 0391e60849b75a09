import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { StaffMember } from '../core/api/models';
import { toProblem } from '../core/problem';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Notice } from '../ui/notice';
import { RoleChoice } from './role-choice';
import { rolesToGive, type StaffRole } from './roles';
import { StaffApi } from './staff-api';

@Component({
  selector: 'app-change-role-dialog',
  imports: [Button, DialogFrame, Notice, RoleChoice],
  template: `
    <form novalidate (submit)="save($event)">
      <ui-dialog-frame [title]="'Role of ' + member.name" subtitle="It counts from their next click on.">
        @if (problem(); as text) {
          <ui-notice tone="bad" class="mb-5">{{ text }}</ui-notice>
        }
        <app-role-choice [roles]="roles()" [(role)]="role" />
        <ng-container slot="actions">
          <button uiButton type="button" (click)="ref.close()">Cancel</button>
          <button uiButton look="primary" type="submit" [busy]="busy()">Change role</button>
        </ng-container>
      </ui-dialog-frame>
    </form>
  `,
})
export class ChangeRoleDialog {
  private readonly api = inject(StaffApi);
  private readonly session = inject(Session);
  protected readonly ref = inject<DialogRef<StaffMember>>(DialogRef);
  protected readonly member = inject<StaffMember>(DIALOG_DATA);
  protected readonly roles = computed(() => rolesToGive(this.session.me()?.role ?? null));
  protected readonly role = signal(this.member.role as StaffRole);
  protected readonly busy = signal(false);
  protected readonly problem = signal<string | null>(null);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    try {
      this.ref.close(await this.api.change(this.member.id, { role: this.role() }));
    } catch (error) {
      this.problem.set(toProblem(error).detail);
    } finally {
      this.busy.set(false);
    }
  }
}
