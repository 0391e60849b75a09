import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { InvitationMade } from '../core/api/models';
import { toProblem } from '../core/problem';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Notice } from '../ui/notice';
import { InvitationShown } from './invitation-shown';

export interface FreshLinkData {
  title: string;
  text: string;
  talentName: string;
  /** Makes the link, and mails it where that is wanted and possible. */
  make: (send: boolean) => Promise<InvitationMade>;
}

/** A link made anew: for consent that ended, or in place of one that was lost. Closes with what was made. */
@Component({
  selector: 'app-fresh-link-dialog',
  imports: [Button, DialogFrame, InvitationShown, Notice],
  template: `
    @if (made(); as made) {
      <ui-dialog-frame [title]="'The link for ' + data.talentName" subtitle="It can’t be shown again." [result]="made">
        <app-invitation-shown [made]="made" [name]="data.talentName" />
        <button slot="actions" uiButton type="button" (click)="ref.close(made)">Done</button>
      </ui-dialog-frame>
    } @else {
      <ui-dialog-frame [title]="data.title">
        @if (problem(); as text) {
          <ui-notice tone="bad" class="mb-5">{{ text }}</ui-notice>
        }
        <p class="text-ink-2">{{ data.text }}</p>
        <ng-container slot="actions">
          @if (mails()) {
            <button uiButton type="button" [disabled]="busy()" (click)="make(false)">Make link to copy</button>
            <button uiButton look="primary" type="button" [busy]="busy()" (click)="make(true)">Mail link</button>
          } @else {
            <button uiButton type="button" (click)="ref.close()">Cancel</button>
            <button uiButton look="primary" type="button" [busy]="busy()" (click)="make(false)">Make link</button>
          }
        </ng-container>
      </ui-dialog-frame>
    }
  `,
})
export class FreshLinkDialog {
  protected readonly ref = inject<DialogRef<InvitationMade>>(DialogRef);
  protected readonly data = inject<FreshLinkData>(DIALOG_DATA);
  private readonly session = inject(Session);
  protected readonly mails = computed(() => this.session.me()?.mails ?? false);
  protected readonly busy = signal(false);
  protected readonly made = signal<InvitationMade | null>(null);
  protected readonly problem = signal<string | null>(null);

  protected async make(send: boolean): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.made.set(await this.data.make(send));
      this.ref.disableClose = true;
    } catch (error) {
      this.problem.set(toProblem(error).detail);
    } finally {
      this.busy.set(false);
    }
  }
}
