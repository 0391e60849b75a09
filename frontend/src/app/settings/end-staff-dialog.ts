import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { StaffMember } from '../core/api/models';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { plural } from '../ui/numbers';

/** Says what disabling somebody, or taking back an invitation, ends and what it leaves. */
@Component({
  selector: 'app-end-staff-dialog',
  imports: [Button, DialogFrame],
  template: `
    @if (member.status === 'invited') {
      <ui-dialog-frame [title]="'Take back the invitation of ' + member.name + '?'">
        <p class="text-ink-2">
          Their link works no more, and they leave this list. They can be invited again at any time.
        </p>
        <ng-container slot="actions">
          <button uiButton type="button" (click)="ref.close(false)">Cancel</button>
          <button uiButton look="danger" type="button" (click)="ref.close(true)">Take back invitation</button>
        </ng-container>
      </ui-dialog-frame>
    } @else {
      <ui-dialog-frame [title]="'Disable ' + member.name + '?'">
        <p class="text-ink-2">
          They are signed out everywhere at once and cannot sign in; open links for them work no more. What they did
          keeps their name, and talents in their charge stay so. You can enable them again.
        </p>
        @if (member.apiKeys) {
          <p class="mt-3 text-ink-2">
            <strong class="text-ink"
              >{{ keys }} they made {{ member.apiKeys === 1 ? 'goes' : 'go' }} on working.</strong
            >
            Revoke what should stop under API keys.
          </p>
        }
        <ng-container slot="actions">
          <button uiButton type="button" (click)="ref.close(false)">Cancel</button>
          <button uiButton look="danger" type="button" (click)="ref.close(true)">Disable</button>
        </ng-container>
      </ui-dialog-frame>
    }
  `,
})
export class EndStaffDialog {
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  protected readonly member = inject<StaffMember>(DIALOG_DATA);
  protected readonly keys = plural(this.member.apiKeys, 'API key');
}
