import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { ImportResponse } from '../core/api/models';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { plural } from '../ui/numbers';

/** Says what goes and what stays. Closes with true when the answer is yes. */
@Component({
  selector: 'app-delete-import-dialog',
  imports: [Button, DialogFrame],
  template: `
    <ui-dialog-frame title="Delete this import?">
      <p class="font-semibold">What goes, for good:</p>
      <ul class="mt-1.5 mb-4 flex list-disc flex-col gap-1 pl-5 text-ink-2">
        <li>
          <bdi class="wrap-anywhere">{{ run.name }}</bdi> with its {{ rows }}, and what is said about each of them
        </li>
        @if (run.counts.ready) {
          <li>the {{ left }} not added yet: for them, the file has to be uploaded again</li>
        }
      </ul>
      <p class="font-semibold">What stays:</p>
      <ul class="mt-1.5 flex list-disc flex-col gap-1 pl-5 text-ink-2">
        @if (run.counts.connected) {
          <li>every talent and profile that it added</li>
        }
        <li>your file, which is still where you chose it from</li>
        <li>the activity log: that it was deleted, when and by whom</li>
      </ul>
      <ng-container slot="actions">
        <button uiButton type="button" (click)="ref.close(false)">Cancel</button>
        <button uiButton look="danger" type="button" (click)="ref.close(true)">Delete import</button>
      </ng-container>
    </ui-dialog-frame>
  `,
})
export class DeleteImportDialog {
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  protected readonly run = inject<ImportResponse>(DIALOG_DATA);
  protected readonly rows = plural(this.run.rows, 'row');
  protected readonly left = plural(this.run.counts.ready, 'row');
}
