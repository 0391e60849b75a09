import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import type { StaffLinkAnswer, StaffMember } from '../core/api/models';
import { toProblem } from '../core/problem';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Notice } from '../ui/notice';
import { StaffApi } from './staff-api';
import { StaffLinkShown } from './staff-link-shown';

/** A new link for somebody who lost theirs, or their passphrase. Nothing is made before it is asked for. */
@Component({
  selector: 'app-staff-link-dialog',
  imports: [Button, DialogFrame, Notice, StaffLinkShown],
  template: `
    @if (made(); as made) {
      <ui-dialog-frame [title]="'Send ' + member.name + ' this link'" subtitle="It can’t be shown again.">
        <app-staff-link-shown [name]="member.name" [made]="made" />
        <button slot="actions" uiButton type="button" (click)="ref.close()">Done</button>
      </ui-dialog-frame>
    } @else {
      <ui-dialog-frame [title]="invited ? 'New invitation link?' : 'New passphrase link?'">
        @if (problem(); as text) {
          <ui-notice tone="bad" class="mb-5">{{ text }}</ui-notice>
        }
        <p class="text-ink-2">
          @if (invited) {
            The link sent before works no more. {{ member.name }} opens the new one, chooses a passphrase and is in.
          } @else {
            {{ member.name }} opens it and chooses a new passphrase; that ends every place they are signed in. Until
            then the present passphrase goes on working.
          }
        </p>
        <ng-container slot="actions">
          <button uiButton type="button" (click)="ref.close()">Cancel</button>
          <button uiButton look="primary" type="button" [busy]="busy()" (click)="make()">Make link</button>
        </ng-container>
      </ui-dialog-frame>
    }
  `,
})
export class StaffLinkDialog {
  private readonly api = inject(StaffApi);
  protected readonly ref = inject<DialogRef<void>>(DialogRef);
  protected readonly member = inject<StaffMember>(DIALOG_DATA);
  protected readonly invited = this.member.status === 'invited';
  protected readonly busy = signal(false);
  protected readonly made = signal<StaffLinkAnswer | null>(null);
  protected readonly problem = signal<string | null>(null);

  protected async make(): Promise<void> {
    this.busy.set(true);
    try {
      this.made.set(await this.api.newLink(this.member.id));
      this.ref.disableClose = true;
    } catch (error) {
      this.problem.set(toProblem(error).detail);
    } finally {
      this.busy.set(false);
    }
  }
}
