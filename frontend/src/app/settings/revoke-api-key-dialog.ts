import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { ApiKeyItem } from '../core/api/models';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';

@Component({
  selector: 'app-revoke-api-key-dialog',
  imports: [Button, DialogFrame],
  template: `
    <ui-dialog-frame [title]="'Revoke “' + key.name + '”?'">
      <p class="text-ink-2">
        Programs that use it are refused from the next call on. This can’t be undone; a new key can be made at any time.
        The key stays listed as revoked.
      </p>
      <ng-container slot="actions">
        <button uiButton type="button" (click)="ref.close(false)">Cancel</button>
        <button uiButton look="danger" type="button" (click)="ref.close(true)">Revoke key</button>
      </ng-container>
    </ui-dialog-frame>
  `,
})
export class RevokeApiKeyDialog {
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  protected readonly key = inject<ApiKeyItem>(DIALOG_DATA);
}
