import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { ActivityQuery } from '../activity/activity-api';
import { ActivityFilters } from '../activity/activity-filters';
import { ActivityList } from '../activity/activity-list';
import { ActivityStore } from '../activity/activity-store';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';

@Component({
  selector: 'app-activity-page',
  imports: [ActivityFilters, ActivityList, Button, Empty, ErrorState, Skeleton, StaleBanner],
  providers: [ActivityStore],
  templateUrl: './activity-page.html',
})
export class ActivityPage {
  readonly actor = input<string>();
  readonly action = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  private readonly router = inject(Router);
  protected readonly store = inject(ActivityStore);
  protected readonly screen = this.store.screen;
  protected readonly query = computed<ActivityQuery>(() => ({
    actor: this.actor() ?? null,
    action: this.action() ?? null,
    from: this.from() ?? null,
    to: this.to() ?? null,
  }));
  protected readonly filtered = computed(() => Object.values(this.query()).some(Boolean));

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(() => this.store.show(query));
    });
  }

  protected async narrow(change: Partial<ActivityQuery>): Promise<void> {
    await this.router.navigate(['/activity'], { queryParams: { ...this.query(), ...change }, replaceUrl: true });
  }

  protected clear(): Promise<void> {
    return this.narrow({ actor: null, action: null, from: null, to: null });
  }
}
