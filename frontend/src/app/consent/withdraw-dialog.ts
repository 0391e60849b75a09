import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import type { PlacePlatform, WithdrawRequest } from '../core/api/models';
import { externalUrl } from '../core/external-link';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import type { Words } from './words/en';

export interface WithdrawData {
  readonly words: Words;
  readonly platform: string;
  readonly account: string;
  readonly agency: string;
  readonly removal: PlacePlatform['removal'];
}

/** Says what goes and what stays, and asks which of the two it shall be. Closes with the answer. */
@Component({
  selector: 'app-withdraw-dialog',
  imports: [Button, DialogFrame],
  templateUrl: './withdraw-dialog.html',
})
export class WithdrawDialog {
  protected readonly ref = inject<DialogRef<WithdrawRequest['data']>>(DialogRef);
  protected readonly given = inject<WithdrawData>(DIALOG_DATA);
  protected readonly removalUrl = externalUrl(this.given.removal.url);
  protected readonly choice = signal<WithdrawRequest['data']>('keep');
  protected readonly choices = (({ keep, keepText, erase, eraseText }) => [
    { value: 'keep' as const, label: keep, text: keepText(this.given.agency) },
    { value: 'erase' as const, label: erase, text: eraseText(this.given.agency) },
  ])(this.given.words.withdraw);
}
