import { Component, Directive, computed, inject, input } from '@angular/core';
import { Icon } from './icon';

let issued = 0;

/** A label, one control, a hint and an error: all tied to each other for screen readers. */
@Component({
  selector: 'ui-field',
  imports: [Icon],
  host: { class: 'block' },
  template: `
    <label
      class="mb-1.5 flex items-baseline gap-2 text-sm font-semibold"
      [class.visually-hidden]="hideLabel()"
      [for]="id"
    >
      {{ label() }}
      @if (optional()) {
        <span class="text-xs font-normal text-ink-3">optional</span>
      }
    </label>
    <ng-content />
    @if (error(); as text) {
      <p class="mt-1.5 flex items-start gap-1.5 text-sm text-bad-ink" [id]="errorId">
        <ui-icon name="warning" [size]="14" class="mt-0.5" />{{ text }}
      </p>
    } @else if (hint()) {
      <p class="mt-1.5 text-sm text-ink-3" [id]="hintId">{{ hint() }}</p>
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  readonly hint = input<string | null>(null);
  readonly error = input<string | null | undefined>(null);
  readonly optional = input(false);
  readonly hideLabel = input(false);
  readonly id = `field-${++issued}`;
  protected readonly errorId = `${this.id}-error`;
  protected readonly hintId = `${this.id}-hint`;
  readonly describedBy = computed(() => {
    if (this.error()) return this.errorId;
    return this.hint() ? this.hintId : null;
  });
}

/** The control inside a `ui-field`: input, select or textarea. */
@Directive({
  selector: 'input[uiControl], select[uiControl], textarea[uiControl]',
  host: {
    class: 'control',
    '[attr.id]': 'field.id',
    '[attr.aria-describedby]': 'field.describedBy()',
    '[attr.aria-invalid]': 'field.error() ? "true" : null',
  },
})
export class Control {
  protected readonly field = inject(Field);
}
