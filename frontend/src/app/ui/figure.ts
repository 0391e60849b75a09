import { Component, computed, input } from '@angular/core';
import { compactNumber, exactNumber } from './numbers';
import { Tooltip } from './tooltip';

/** A number: short here, exact on hover and for screen readers. A missing one is a dash that says why, never 0. */
@Component({
  selector: 'ui-figure',
  imports: [Tooltip],
  host: { class: 'figures whitespace-nowrap' },
  template: `
    @if (value() === null) {
      <span class="text-ink-3" [uiTooltip]="why()" aria-hidden="true">—</span>
      <span class="visually-hidden">no number: {{ why() }}</span>
    } @else if (short() === exact()) {
      <span [uiTooltip]="note()">{{ exact() }}</span>
    } @else {
      <span [uiTooltip]="hover()" aria-hidden="true">{{ short() }}</span>
      <span class="visually-hidden">{{ exact() }}</span>
    }
  `,
})
export class Figure {
  readonly value = input.required<number | null>();
  readonly why = input('Not read yet');
  /** What stands under the exact number on hover: where it comes from, how old it is. */
  readonly note = input<string | null>(null);
  protected readonly short = computed(() => compactNumber(this.value() ?? 0));
  protected readonly exact = computed(() => exactNumber(this.value() ?? 0));
  protected readonly hover = computed(() => [this.exact(), this.note()].filter(Boolean).join(' · '));
}
