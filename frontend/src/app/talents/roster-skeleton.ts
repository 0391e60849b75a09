import { Component } from '@angular/core';
import { Skeleton } from '../ui/skeleton';

/** The roster before its rows are there, in their places. */
@Component({
  selector: 'app-roster-skeleton',
  imports: [Skeleton],
  host: { class: 'block', 'aria-busy': 'true', role: 'status', 'aria-label': 'Loading talents' },
  template: `
    <div class="h-11 border-b border-line"></div>
    @for (row of rows; track row) {
      <div class="flex h-16 items-center gap-6 border-b border-line px-5 last:border-b-0">
        <ui-skeleton width="2.25rem" height="2.25rem" [round]="true" />
        <ui-skeleton class="max-w-44 flex-1" />
        <ui-skeleton class="ml-auto hidden max-w-28 flex-1 md:block" />
        <ui-skeleton class="hidden max-w-20 flex-1 md:block" />
        <ui-skeleton class="max-w-16 flex-1" />
      </div>
    }
  `,
})
export class RosterSkeleton {
  protected readonly rows = Array.from({ length: 8 }, (_, index) => index);
}
