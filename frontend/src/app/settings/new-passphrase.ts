import { Component, type ElementRef, computed, input, signal, viewChild } from '@angular/core';
import { Control, Field } from '../ui/field';
import { strengthOf } from './passphrase-strength';

/** Where a new passphrase is typed, once and in sight if wanted, with what its length is worth. */
@Component({
  selector: 'app-new-passphrase',
  imports: [Control, Field],
  host: { class: 'block' },
  template: `
    <ui-field [label]="label()" [hint]="strength().words" [error]="error()">
      <input
        #field
        uiControl
        [type]="revealed() ? 'text' : 'password'"
        name="new-passphrase"
        autocomplete="new-password"
        required
        (input)="typed.set(field.value)"
      />
      <div class="mt-2 flex gap-1" aria-hidden="true">
        @for (step of [1, 2, 3]; track step) {
          <span
            class="h-1 flex-1 rounded-full transition-colors"
            [class]="strength().level >= step ? 'bg-accent' : 'bg-line-strong'"
          ></span>
        }
      </div>
    </ui-field>
    <label class="mt-2 flex min-h-6 w-fit items-center gap-2 text-sm text-ink-2 touch:min-h-11">
      <input type="checkbox" class="size-4 accent-accent" [checked]="revealed()" (change)="revealed.set(!revealed())" />
      Show {{ label().toLowerCase() }}
    </label>
  `,
})
export class NewPassphrase {
  readonly label = input('New passphrase');
  readonly error = input<string | null>(null);
  protected readonly typed = signal('');
  protected readonly revealed = signal(false);
  protected readonly strength = computed(() => strengthOf(this.typed()));
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  get value(): string {
    return this.field().nativeElement.value;
  }

  focus(): void {
    this.field().nativeElement.focus();
  }

  clear(): void {
    this.field().nativeElement.value = '';
    this.typed.set('');
  }
}
