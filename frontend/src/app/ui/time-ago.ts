import { Component, computed, inject, input } from '@angular/core';
import { Now } from './now';
import { exactTime, relativeTime, sinceTick, toDate } from './relative-time';
import { Tooltip } from './tooltip';

/** "4 min ago", with the exact moment on hover and in the markup. */
@Component({
  selector: 'ui-time-ago',
  imports: [Tooltip],
  host: { class: 'figures whitespace-nowrap' },
  template: `
    @if (date(); as moment) {
      <time [attr.datetime]="moment.toISOString()" [uiTooltip]="exact()">{{ words() }}</time>
    } @else {
      <span>{{ never() }}</span>
    }
  `,
})
export class TimeAgo {
  readonly at = input.required<string | Date | null>();
  readonly never = input('never');
  private readonly now = inject(Now).now;
  protected readonly date = computed(() => toDate(this.at()));
  protected readonly words = computed(() => {
    const date = this.date();
    return date ? relativeTime(date, sinceTick(date, this.now())) : '';
  });
  protected readonly exact = computed(() => {
    const date = this.date();
    return date ? exactTime(date) : null;
  });
}
