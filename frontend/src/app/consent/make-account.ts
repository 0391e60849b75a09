import { Component, type ElementRef, computed, inject, output, signal, viewChild } from '@angular/core';
import type { Me } from '../core/api/models';
import { toProblem, type Problem } from '../core/problem';
import { Button } from '../ui/button';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { ConsentApi } from './consent-api';
import { PlaceStore } from './place-store';
import { problemWords } from './problem-words';
import { Speech } from './speech';

/** A passphrase makes the talent somebody who signs in; offered to whoever came by a fresh link and has none. */
@Component({
  selector: 'app-make-account',
  imports: [Button, Control, Field, Notice],
  host: { class: 'block' },
  template: `
    @let w = speech.w().account;
    @if (offered()) {
      <section class="card p-5 sm:p-6" aria-labelledby="own-account">
        <h2 id="own-account" class="title text-lg">{{ w.title }}</h2>
        <p class="mt-1 mb-4 text-md text-ink-2">{{ w.lead }}</p>
        @if (problem(); as text) {
          <ui-notice tone="bad" class="mb-4">{{ text }}</ui-notice>
        }
        <form class="flex max-w-form flex-col gap-3" novalidate (submit)="make($event, field)">
          <ui-field [label]="w.label" [hint]="w.hint" [error]="error()">
            <input
              #field
              uiControl
              [type]="revealed() ? 'text' : 'password'"
              name="new-passphrase"
              autocomplete="new-password"
              required
            />
          </ui-field>
          <label class="flex min-h-6 w-fit items-center gap-2 text-sm text-ink-2 touch:min-h-11">
            <input
              type="checkbox"
              class="size-4 accent-accent"
              [checked]="revealed()"
              (change)="revealed.set(!revealed())"
            />
            {{ w.show }}
          </label>
          <button uiButton type="submit" class="self-start" [busy]="busy()">{{ w.make }}</button>
        </form>
      </section>
    }
  `,
})
export class MakeAccount {
  readonly made = output<Me>();
  private readonly api = inject(ConsentApi);
  private readonly store = inject(PlaceStore);
  protected readonly speech = inject(Speech);
  protected readonly busy = signal(false);
  protected readonly revealed = signal(false);
  protected readonly error = signal<string | null>(null);
  protected readonly problem = signal<string | null>(null);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  protected readonly offered = computed(() => {
    const place = this.store.place();
    return this.store.byLink() && this.store.mayManage() && place !== null && !place.hasAccount;
  });

  protected async make(event: Event, { value }: HTMLInputElement): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.problem.set(null);
    this.error.set(value ? null : this.speech.w().account.missing);
    if (!value) return this.field()?.nativeElement.focus();
    this.busy.set(true);
    try {
      this.made.emit(await this.api.makeAccount(value));
    } catch (error) {
      this.refused(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }

  private refused(problem: Problem): void {
    const words = this.speech.w();
    if (problem.status === 422) {
      this.error.set(words.account.refused);
      this.field()?.nativeElement.focus();
    } else this.problem.set(problemWords(problem, words, { platform: '', agency: '' }));
  }
}
