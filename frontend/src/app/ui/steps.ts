import { Component, input } from '@angular/core';
import { Icon } from './icon';

/** Where one stands in a short sequence. */
@Component({
  selector: 'ui-steps',
  imports: [Icon],
  host: { class: 'block' },
  template: `
    <ol class="flex items-center gap-2 text-sm" aria-label="Steps">
      @for (name of names(); track name; let index = $index) {
        @if (index) {
          <li aria-hidden="true" class="h-px w-6 bg-line-strong"></li>
        }
        <li
          class="flex items-center gap-2"
          [class]="index === at() ? 'font-semibold text-ink' : 'text-ink-3'"
          [attr.aria-current]="index === at() ? 'step' : null"
        >
          <span
            class="figures grid size-5 place-items-center rounded-full text-2xs font-semibold transition-colors"
            [class]="index <= at() ? 'bg-accent text-on-accent' : 'bg-sunken text-ink-2'"
          >
            @if (index < at()) {
              <ui-icon name="check" [size]="12" />
              <span class="visually-hidden">done</span>
            } @else {
              {{ index + 1 }}
            }
          </span>
          {{ name }}
        </li>
      }
    </ol>
  `,
})
export class Steps {
  readonly names = input.required<readonly string[]>();
  readonly at = input.required<number>();
}
