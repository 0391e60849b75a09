import { Injectable, inject, signal } from '@angular/core';
import type { Activity, ActivityFacets } from '../core/api/models';
import { ListScreen } from '../core/screen';
import { ActivityApi, type ActivityQuery } from './activity-api';

@Injectable()
export class ActivityStore {
  private readonly api = inject(ActivityApi);
  private query: ActivityQuery = { actor: null, action: null, from: null, to: null };
  readonly screen = new ListScreen<Activity>((cursor, { background }) => this.api.list(this.query, cursor, background));
  readonly facets = signal<ActivityFacets>({ actors: [], actions: [] });

  constructor() {
    // Without the facets the log still reads, so a failure here is quiet.
    this.api.facets().then(
      (facets) => this.facets.set(facets),
      () => undefined,
    );
  }

  show(query: ActivityQuery): void {
    this.query = query;
    void this.screen.refresh();
  }
}
