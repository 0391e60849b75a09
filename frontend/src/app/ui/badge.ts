import { Component, computed, input } from '@angular/core';
import { Icon, type IconName } from './icon';

export type BadgeTone = 'good' | 'busy' | 'rest' | 'care' | 'bad';

const INK: Record<BadgeTone, string> = {
  good: 'text-good-ink',
  busy: 'text-busy-ink',
  rest: 'text-rest-ink',
  care: 'text-care-ink',
  bad: 'text-bad-ink',
};
const SOFT: Record<BadgeTone, string> = {
  good: 'bg-good-soft',
  busy: 'bg-busy-soft',
  rest: 'bg-rest-soft',
  care: 'bg-care-soft',
  bad: 'bg-bad-soft',
};
const DOT: Record<BadgeTone, string> = {
  good: 'bg-good',
  busy: 'bg-busy animate-pulse',
  rest: 'bg-rest',
  care: 'bg-care',
  bad: 'bg-bad',
};
/** Colour alone must not carry it: what needs a hand also gets a sign. */
const SIGN: Partial<Record<BadgeTone, IconName>> = { care: 'warning', bad: 'warning' };

/** A state in one word: dot or sign, and the word. `plain` leaves out the pill, for quiet rows. */
@Component({
  selector: 'ui-badge',
  imports: [Icon],
  host: { '[class]': 'classes()' },
  template: `
    @if (sign(); as name) {
      <ui-icon [name]="name" [size]="13" />
    } @else if (dot()) {
      <span [class]="dotClasses()" aria-hidden="true"></span>
    }
    <ng-content />
  `,
})
export class Badge {
  readonly tone = input<BadgeTone>('rest');
  readonly plain = input(false);
  readonly dot = input(true);
  protected readonly sign = computed(() => (this.dot() ? (SIGN[this.tone()] ?? null) : null));
  protected readonly dotClasses = computed(() => `size-[0.4375rem] shrink-0 rounded-full ${DOT[this.tone()]}`);
  protected readonly classes = computed(() => {
    const shape = this.plain() ? '' : `rounded-full px-2.5 py-[0.1875rem] ${SOFT[this.tone()]}`;
    return `inline-flex items-center gap-1.5 text-xs font-semibold whitespace-nowrap ${INK[this.tone()]} ${shape}`;
  });
}
