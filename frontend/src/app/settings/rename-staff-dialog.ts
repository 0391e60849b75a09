import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { StaffMember } from '../core/api/models';
import { fieldErrors, toProblem, type Problem } from '../core/problem';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { StaffApi } from './staff-api';

/** Closes with the member as they are called now. */
@Component({
  selector: 'app-rename-staff-dialog',
  imports: [Button, Control, DialogFrame, Field, Notice],
  template: `
    <form novalidate (submit)="save($event, name)">
      <ui-dialog-frame
        [title]="'Rename ' + member.name"
        subtitle="What Activity has recorded keeps the name of then; e-mail and role stay."
      >
        @if (problem() && !errors()['name']) {
          <ui-notice tone="bad" class="mb-5">{{ problem()?.detail }}</ui-notice>
        }
        <ui-field label="Name" [error]="missing() ?? errors()['name']">
          <input
            #name
            uiControl
            name="name"
            dir="auto"
            autocomplete="off"
            required
            maxlength="100"
            [value]="member.name"
          />
        </ui-field>
        <ng-container slot="actions">
          <button uiButton type="button" (click)="ref.close()">Cancel</button>
          <button uiButton look="primary" type="submit" [busy]="busy()">Rename</button>
        </ng-container>
      </ui-dialog-frame>
    </form>
  `,
})
export class RenameStaffDialog {
  private readonly api = inject(StaffApi);
  protected readonly ref = inject<DialogRef<StaffMember>>(DialogRef);
  protected readonly member = inject<StaffMember>(DIALOG_DATA);
  protected readonly busy = signal(false);
  protected readonly missing = signal<string | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly errors = computed(() => fieldErrors(this.problem()));

  protected async save(event: Event, field: HTMLInputElement): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const name = field.value.trim();
    this.problem.set(null);
    this.missing.set(name ? null : 'Enter a name.');
    if (!name) return field.focus();
    if (name === this.member.name) return this.ref.close();
    this.busy.set(true);
    try {
      this.ref.close(await this.api.change(this.member.id, { name }));
    } catch (error) {
      this.problem.set(toProblem(error));
      field.focus();
    } finally {
      this.busy.set(false);
    }
  }
}
