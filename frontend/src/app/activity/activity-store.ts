import { Injectable, computed, inject, signal } from '@angular/core';
import type { Activity, ActivityFacets, TalentFacets } from '../core/api/models';
import { ListScreen } from '../core/screen';
import { ActivityApi, type ActivityQuery } from './activity-api';

@Injectable()
export class ActivityStore {
  private readonly api = inject(ActivityApi);
  private query: ActivityQuery = { actor: null, action: null, from: null, to: null };
  readonly screen = new ListScreen<Activity>((cursor, { background }) => this.api.list(this.query, cursor, background));
  readonly facets = signal<ActivityFacets>({ actors: [], actions: [] });

  private readonly owners = signal<TalentFacets['owners']>([]);
  readonly people = computed<ReadonlyMap<string, string>>(() => {
    const named = [...this.facets().actors, ...this.owners()];
    return new Map(named.flatMap(({ id, name }) => (id && name ? [[id, name] as const] : [])));
  });

  constructor() {
    // Without the facets and the owners' names the log still reads, so a failure here is quiet.
    const quiet = () => undefined;
    this.api.facets().then((facets) => this.facets.set(facets), quiet);
    this.api.owners().then((owners) => this.owners.set(owners), quiet);
  }

  show(query: ActivityQuery): void {
    this.query = query;
    void this.screen.refresh();
  }
}
