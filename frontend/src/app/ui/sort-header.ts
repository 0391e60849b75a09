import { Component, computed, input, output } from '@angular/core';
import { Icon } from './icon';

/** A column's name that sorts by it: first press in the column's natural direction, second press turns it round. */
@Component({
  selector: 'ui-sort-header',
  imports: [Icon],
  template: `
    <button
      type="button"
      class="-mx-2 inline-flex min-h-8 items-center gap-1 rounded-sm px-2 font-semibold transition-colors hover:text-ink touch:min-h-11"
      [class.text-ink]="direction()"
      [class.flex-row-reverse]="largestFirst()"
      (click)="sorted.emit(next())"
    >
      {{ label() }}
      <ui-icon
        [name]="direction() === 'descending' ? 'arrow-down' : 'arrow-up'"
        [size]="13"
        [class.opacity-0]="!direction()"
      />
    </button>
  `,
})
export class SortHeader {
  readonly label = input.required<string>();
  readonly key = input.required<string>();
  readonly sort = input.required<string>();
  readonly largestFirst = input(false);
  readonly sorted = output<string>();
  protected readonly direction = computed(() => sortDirection(this.sort(), this.key()));
  protected readonly next = computed(() => {
    const direction = this.direction();
    const down = direction ? direction === 'ascending' : this.largestFirst();
    return down ? `-${this.key()}` : this.key();
  });
}

/** For `aria-sort` on the header cell. */
export function sortDirection(sort: string, key: string): 'ascending' | 'descending' | null {
  if (sort === key) return 'ascending';
  return sort === `-${key}` ? 'descending' : null;
}
