import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import type { Flow } from '../core/api/models';
import { Avatar } from '../ui/avatar';
import { Button } from '../ui/button';
import { accountName } from '../core/account-name';
import { Speech } from './speech';

/** One of several accounts, or whether the one there is is theirs. Nothing is stored before the answer. */
@Component({
  selector: 'app-account-choice',
  imports: [Avatar, Button],
  host: { class: 'block' },
  template: `
    @let w = speech.w().done;
    <fieldset>
      <legend class="visually-hidden">{{ asks() ? w.isThisYou : w.which }}</legend>
      <div class="flex flex-col gap-2.5">
        @for (one of flow().accounts; track one.id) {
          <label class="choice items-center!" [class.opacity-70]="!one.usable">
            <input
              type="radio"
              name="account"
              class="size-5 shrink-0 accent-accent"
              [class.visually-hidden]="asks()"
              [value]="one.id"
              [checked]="chosen() === one.id"
              [disabled]="!one.usable"
              (change)="chosen.set(one.id)"
            />
            <ui-avatar [name]="one.displayName ?? one.handle ?? '–'" [src]="one.avatarUrl" size="lg" />
            <span class="min-w-0 flex-1">
              <span class="block text-md font-semibold wrap-anywhere">{{ one.displayName ?? name(one.handle) }}</span>
              @if (one.displayName && one.handle) {
                <span class="block wrap-anywhere text-ink-2">{{ name(one.handle) }}</span>
              }
              @if (!one.usable && one.reason) {
                <span class="mt-1 block text-sm text-care-ink">{{ one.reason }}</span>
              }
            </span>
          </label>
        }
      </div>
    </fieldset>
    <div class="mt-6 flex flex-col gap-2 sm:flex-row">
      <button uiButton look="primary" size="lg" type="button" [disabled]="!chosen()" [busy]="busy()" (click)="send()">
        {{ asks() ? w.yes : w.pick }}
      </button>
      <button uiButton size="lg" type="button" [busy]="leaving()" (click)="other.emit()">{{ w.other }}</button>
    </div>
  `,
})
export class AccountChoice {
  readonly flow = input.required<Flow>();
  readonly busy = input(false);
  readonly leaving = input(false);
  readonly picked = output<string>();
  readonly other = output();
  protected readonly speech = inject(Speech);
  protected readonly asks = computed(() => this.flow().why !== 'several');
  private readonly usable = computed(() => this.flow().accounts.filter(({ usable }) => usable));
  /** Where there is but one, it is that one. */
  protected readonly chosen = linkedSignal(() => (this.usable().length === 1 ? this.usable()[0]?.id : null) ?? null);
  protected readonly name = (handle: string | null): string => (handle ? accountName(handle) : '–');

  protected send(): void {
    const id = this.chosen();
    if (id) this.picked.emit(id);
  }
}
