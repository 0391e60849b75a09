import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { TalentListItem } from '../core/api/models';
import { plural } from '../ui/numbers';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';

/** Says what goes and what stays. Closes with true when the answer is yes. */
@Component({
  selector: 'app-delete-talent-dialog',
  imports: [Button, DialogFrame],
  template: `
    <ui-dialog-frame [title]="'Delete ' + talent.name + '?'">
      <p class="font-semibold">What goes, for good:</p>
      <ul class="mt-1.5 mb-4 flex list-disc flex-col gap-1 pl-5 text-ink-2">
        <li>{{ talent.name }} with all details and notes</li>
        @if (talent.connections.length) {
          <li>{{ profiles }}, with posts, numbers and their history</li>
        }
      </ul>
      <p class="font-semibold">What stays:</p>
      <ul class="mt-1.5 flex list-disc flex-col gap-1 pl-5 text-ink-2">
        <li>the accounts on the platforms, which we never touch</li>
        <li>the activity log: that it was deleted, when and by whom</li>
      </ul>
      <p class="mt-4 text-ink-2">To stop reading but keep what is here, archive instead.</p>
      <ng-container slot="actions">
        <button uiButton type="button" (click)="ref.close(false)">Cancel</button>
        <button uiButton look="danger" type="button" (click)="ref.close(true)">Delete talent</button>
      </ng-container>
    </ui-dialog-frame>
  `,
})
export class DeleteTalentDialog {
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  protected readonly talent = inject<TalentListItem>(DIALOG_DATA);
  protected readonly profiles = plural(this.talent.connections.length, 'connected profile');
}
