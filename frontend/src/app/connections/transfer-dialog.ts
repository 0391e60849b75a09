import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { accountName } from '../core/account-name';
import type { ConnectionResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Picker, type PickerOption } from '../ui/picker';
import { ConnectionsApi } from './connections-api';

/** Whose the profile shall be from now on. Closes with that talent. */
@Component({
  selector: 'app-transfer-dialog',
  imports: [Button, DialogFrame, Picker],
  template: `
    <ui-dialog-frame
      [title]="'Transfer ' + handle"
      [subtitle]="'Now with ' + connection.talentName + ', on ' + platform + '.'"
    >
      <ui-picker
        label="To which talent?"
        [search]="search"
        [error]="error()"
        [chosen]="chosen()"
        (chosenChange)="pick($event)"
      />
      <p class="mt-5 text-sm text-ink-2">
        The profile goes with its posts, numbers and their history, and goes on being read. The activity log keeps who
        moved it. {{ connection.talentName }} keeps everything else.
      </p>
      <ng-container slot="actions">
        <button uiButton type="button" (click)="ref.close()">Cancel</button>
        <button uiButton look="primary" type="button" (click)="confirm()">Transfer</button>
      </ng-container>
    </ui-dialog-frame>
  `,
})
export class TransferDialog {
  private readonly api = inject(ConnectionsApi);
  protected readonly ref = inject<DialogRef<PickerOption>>(DialogRef);
  protected readonly connection = inject<ConnectionResponse>(DIALOG_DATA);
  protected readonly handle = accountName(this.connection.handle);
  protected readonly platform = inject(PlatformStore).name(this.connection.platform);
  protected readonly chosen = signal<PickerOption | null>(null);
  protected readonly error = signal<string | null>(null);
  protected readonly search = async (text: string): Promise<readonly PickerOption[]> =>
    (await this.api.talentsLike(text)).filter(({ id }) => id !== this.connection.talentId);

  protected pick(option: PickerOption | null): void {
    this.chosen.set(option);
    this.error.set(null);
  }

  protected confirm(): void {
    const chosen = this.chosen();
    if (chosen) this.ref.close(chosen);
    else this.error.set('Choose a talent.');
  }
}
