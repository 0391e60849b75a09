import { Component, input, output } from '@angular/core';
import { Button } from './button';
import { Icon } from './icon';
import { TimeAgo } from './time-ago';

/** What is shown is old: how old, why, and a way to ask again. Silent where a banner over the page says it for all (`data-away`). */
@Component({
  selector: 'ui-stale-banner',
  imports: [Button, Icon, TimeAgo],
  host: {
    class:
      'flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-care-soft px-3.5 py-2.5 text-sm text-care-ink animate-enter in-data-away:hidden',
    role: 'status',
  },
  template: `
    <ui-icon name="clock" [size]="16" />
    <span class="min-w-0 flex-1">Shown as of <ui-time-ago [at]="at()" class="font-semibold" />. {{ text() }}</span>
    <button uiButton look="secondary" size="sm" type="button" (click)="retry.emit()">Try again</button>
  `,
})
export class StaleBanner {
  readonly at = input.required<Date>();
  readonly text = input.required<string>();
  readonly retry = output();
}
