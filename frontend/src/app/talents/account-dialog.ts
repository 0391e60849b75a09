import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { TalentAccountMade, TalentListItem } from '../core/api/models';
import { newIdempotencyKey } from '../core/idempotency';
import { fieldErrors, toProblem, type Problem } from '../core/problem';
import { wholeLink } from '../core/whole-link';
import { Button } from '../ui/button';
import { CopyOnce } from '../ui/copy-once';
import { DialogFrame } from '../ui/dialog-frame';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { shortDate } from '../ui/relative-time';
import { TalentsApi } from './talents-api';

/** A sign-in of the talent's own: they choose the passphrase, and see nothing but what is theirs. */
@Component({
  selector: 'app-account-dialog',
  imports: [Button, Control, CopyOnce, DialogFrame, Field, Notice],
  template: `
    @if (made(); as made) {
      <ui-dialog-frame
        [title]="'Send ' + talent.name + ' this link'"
        subtitle="It can’t be shown again."
        [result]="true"
      >
        @if (made.mail === 'sent') {
          <ui-notice class="mb-5">It is on its way to {{ made.member.email }} already.</ui-notice>
        }
        <ui-copy-once label="Link" action="Copy link" [value]="link()" />
        <p class="mt-5 text-sm text-ink-2">
          Whoever opens it first sets the passphrase, so send it in a message only {{ talent.name }} reads. It works
          once, until {{ until() }}.
        </p>
        <button slot="actions" uiButton type="button" (click)="ref.close(true)">Done</button>
      </ui-dialog-frame>
    } @else {
      <form novalidate (submit)="make($event, email)">
        <ui-dialog-frame
          [title]="'A sign-in for ' + talent.name"
          subtitle="They see their own profiles alone: what is read, since when, and how to pause, withdraw or download it."
        >
          @if (elsewhere(); as problem) {
            <ui-notice tone="bad" class="mb-5">
              <span class="font-semibold">{{ problem.detail }}</span> {{ problem.action }}
            </ui-notice>
          }
          <ui-field label="E-mail" hint="They sign in with it." [error]="errors()['email']">
            <input
              #email
              uiControl
              type="email"
              name="email"
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              maxlength="254"
              [value]="talent.email ?? ''"
            />
          </ui-field>
          <ng-container slot="actions">
            <button uiButton type="button" (click)="ref.close(false)">Cancel</button>
            <button uiButton look="primary" type="submit" [busy]="busy()">Make link</button>
          </ng-container>
        </ui-dialog-frame>
      </form>
    }
  `,
})
export class AccountDialog {
  private readonly api = inject(TalentsApi);
  /** One key for one intended sign-in: a second press after a lost answer can't make two. */
  private key = newIdempotencyKey();
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  protected readonly talent = inject<TalentListItem>(DIALOG_DATA);
  protected readonly busy = signal(false);
  protected readonly made = signal<TalentAccountMade | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly errors = computed(() => fieldErrors(this.problem()));
  /** What is said beside its field is not said above it as well. */
  protected readonly elsewhere = computed(() => (this.errors()['email'] ? null : this.problem()));
  protected readonly link = computed(() => wholeLink(this.made()?.link));
  protected readonly until = computed(() => shortDate(new Date(this.made()?.expiresAt ?? 0)));

  protected async make(event: Event, email: HTMLInputElement): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.made.set(await this.api.makeAccount(this.talent.id, email.value.trim() || null, this.key));
      this.ref.disableClose = true;
    } catch (error) {
      this.problem.set(toProblem(error));
      if (this.problem()?.status) this.key = newIdempotencyKey();
    } finally {
      this.busy.set(false);
    }
  }
}
