import { Component } from '@angular/core';
import { Skeleton } from '../ui/skeleton';

@Component({
  selector: 'app-connections-skeleton',
  imports: [Skeleton],
  host: { class: 'block', role: 'status', 'aria-busy': 'true', 'aria-label': 'Loading profiles' },
  template: `
    @for (row of [0, 1, 2]; track row) {
      <div class="flex items-center gap-4 border-b border-line px-5 py-4 last:border-b-0">
        <ui-skeleton width="2.75rem" height="2.75rem" [round]="true" />
        <div class="flex flex-1 flex-col gap-2">
          <ui-skeleton width="9rem" />
          <ui-skeleton width="6rem" height="0.75rem" />
        </div>
        <ui-skeleton class="hidden md:block" width="5rem" height="1.5rem" />
        <ui-skeleton width="4rem" />
      </div>
    }
  `,
})
export class ConnectionsSkeleton {}
