import { Component, input } from '@angular/core';
import { Icon, type IconName } from './icon';

/** Nothing here yet, and the one next step (projected). */
@Component({
  selector: 'ui-empty',
  imports: [Icon],
  host: { class: 'flex flex-col items-center px-6 py-14 text-center' },
  template: `
    <span class="mb-4 grid size-12 place-items-center rounded-full bg-accent-soft text-accent-ink">
      <ui-icon [name]="icon()" [size]="22" />
    </span>
    <p class="title text-lg">{{ title() }}</p>
    <p class="mt-1.5 mb-5 max-w-form text-pretty text-ink-2">{{ text() }}</p>
    <ng-content />
  `,
})
export class Empty {
  readonly icon = input<IconName>('roster');
  readonly title = input.required<string>();
  readonly text = input.required<string>();
}
