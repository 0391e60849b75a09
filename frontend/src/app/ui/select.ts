import { Component } from '@angular/core';
import { Icon } from './icon';

/** Draws the arrow over a native select, which stays native: the platform's own list is the best one on every device. */
@Component({
  selector: 'ui-select',
  imports: [Icon],
  host: { class: 'relative block' },
  template: `
    <ng-content />
    <ui-icon
      name="chevron-down"
      [size]="16"
      class="pointer-events-none absolute inset-y-0 right-2.5 items-center text-ink-3"
    />
  `,
})
export class Select {}
