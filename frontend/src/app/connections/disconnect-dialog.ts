import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { accountName } from '../core/account-name';
import type { ConnectionResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';

export interface DisconnectData {
  connection: ConnectionResponse;
}

/** Says what goes and what stays, and asks which of the two it shall be. Closes with the answer. */
@Component({
  selector: 'app-disconnect-dialog',
  imports: [Button, DialogFrame],
  templateUrl: './disconnect-dialog.html',
})
export class DisconnectDialog {
  protected readonly ref = inject<DialogRef<'erase' | 'keep'>>(DialogRef);
  protected readonly connection = inject<DisconnectData>(DIALOG_DATA).connection;
  protected readonly handle = accountName(this.connection.handle);
  protected readonly platform = inject(PlatformStore).name(this.connection.platform);
  /** Disconnected before, with its data kept: only that data is left to decide about. */
  protected readonly kept = this.connection.status === 'DISCONNECTED';
  protected readonly choice = signal<'erase' | 'keep'>('erase');
  protected readonly verb = computed(() => {
    if (this.kept) return 'Erase';
    return this.choice() === 'erase' ? 'Disconnect & erase' : 'Disconnect & keep data';
  });
}
