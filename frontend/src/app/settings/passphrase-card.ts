import { Component, inject, output, signal, viewChild } from '@angular/core';
import { fieldErrors, toProblem, type Problem } from '../core/problem';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { Toasts } from '../ui/toasts';
import { AccountApi } from './account-api';
import { NewPassphrase } from './new-passphrase';

/** Changing one's own passphrase: folded away until it is wanted. */
@Component({
  selector: 'app-passphrase-card',
  imports: [Button, Control, Field, NewPassphrase, Notice],
  host: { class: 'block' },
  template: `
    <section class="card p-5" aria-labelledby="passphrase">
      <div class="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 id="passphrase" class="title text-lg">Passphrase</h2>
          <p class="text-sm text-ink-3">Changing it signs you out everywhere else.</p>
        </div>
        @if (!open()) {
          <button uiButton size="sm" type="button" (click)="open.set(true)">Change passphrase</button>
        }
      </div>
      @if (open()) {
        <form class="mt-5 flex max-w-form flex-col gap-4" novalidate (submit)="save($event, current)">
          @if (problem(); as problem) {
            @if (!problem.errors.length) {
              <ui-notice tone="bad">{{ problem.detail }}</ui-notice>
            }
          }
          <input
            class="hidden"
            type="email"
            name="email"
            autocomplete="username"
            readonly
            [value]="session.me()?.user?.email ?? ''"
          />
          <ui-field label="Present passphrase" [error]="errors().current">
            <input #current uiControl type="password" name="current" autocomplete="current-password" required />
          </ui-field>
          <app-new-passphrase [error]="errors().next ?? null" />
          <div class="flex flex-wrap gap-2">
            <button uiButton look="primary" type="submit" [busy]="busy()">Change passphrase</button>
            <button uiButton type="button" (click)="close()">Cancel</button>
          </div>
        </form>
      }
    </section>
  `,
})
export class PassphraseCard {
  private readonly api = inject(AccountApi);
  private readonly toasts = inject(Toasts);
  protected readonly session = inject(Session);
  readonly changed = output();
  protected readonly open = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly errors = signal<{ current?: string; next?: string }>({});
  private readonly next = viewChild(NewPassphrase);

  protected close(): void {
    this.open.set(false);
    this.problem.set(null);
    this.errors.set({});
  }

  protected async save(event: Event, current: HTMLInputElement): Promise<void> {
    event.preventDefault();
    const next = this.next();
    if (!next || this.busy()) return;
    this.problem.set(null);
    this.errors.set({
      ...(current.value ? {} : { current: 'Enter the passphrase you use now.' }),
      ...(next.value ? {} : { next: 'Enter a new passphrase.' }),
    });
    if (this.errors().current) return current.focus();
    if (this.errors().next) return next.focus();
    await this.send(current, next);
  }

  private async send(current: HTMLInputElement, next: NewPassphrase): Promise<void> {
    this.busy.set(true);
    try {
      await this.api.changePassphrase(current.value, next.value);
      this.close();
      this.toasts.good('Your passphrase is changed. Everywhere else you are signed out.');
      this.changed.emit();
    } catch (error) {
      const problem = toProblem(error);
      this.problem.set(problem);
      this.errors.set(fieldErrors(problem));
      if (this.errors().current) current.select();
    } finally {
      this.busy.set(false);
    }
  }
}
