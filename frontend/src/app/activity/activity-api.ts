import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { Activity, ActivityFacets, TalentFacets } from '../core/api/models';
import type { Page } from '../core/api-words';

export interface ActivityQuery {
  actor: string | null;
  action: string | null;
  from: string | null;
  to: string | null;
}

@Injectable({ providedIn: 'root' })
export class ActivityApi {
  private readonly api = inject(ApiClient);

  list(query: ActivityQuery, cursor: string | null, background: boolean): Promise<Page<Activity>> {
    const { actor, action, from, to } = query;
    return this.api.get(
      '/activity',
      { actor, action, from: dayEdge(from, 0), to: dayEdge(to, 1), limit: 50, cursor },
      background,
    );
  }

  facets(): Promise<ActivityFacets> {
    return this.api.get('/activity/facets');
  }

  /** People who own talents: they are named in entries, also those who never did anything themselves. */
  async owners(): Promise<TalentFacets['owners']> {
    return (await this.api.get<TalentFacets>('/talents/facets')).owners;
  }
}

/** A day as picked is meant in the reader's own time zone, first to last moment. */
function dayEdge(day: string | null, daysLater: number): string | null {
  const [year, month, date] = (day ?? '').split('-').map(Number);
  if (!year || !month || !date) return null;
  return new Date(year, month - 1, date + daysLater).toISOString();
}
