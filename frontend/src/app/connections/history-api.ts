import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type {
  MetricsResponse,
  PostResponse,
  ProfileChangeResponse,
  RunResponse,
  TimelineEvent,
} from '../core/api/models';
import type { Page } from '../core/api-words';
import type { Load } from '../core/screen';

const at = (id: string, what: string): string => `/connections/${encodeURIComponent(id)}/${what}`;

/** What became of one connection. */
@Injectable({ providedIn: 'root' })
export class HistoryApi {
  private readonly api = inject(ApiClient);

  metrics(id: string, from: Date, { background }: Load): Promise<MetricsResponse> {
    return this.api.get(at(id, 'metrics'), { from: from.toISOString() }, background);
  }

  posts(id: string, cursor: string | null, { background }: Load): Promise<Page<PostResponse>> {
    return this.api.get(at(id, 'posts'), { limit: 24, cursor }, background);
  }

  changes(id: string, cursor: string | null, { background }: Load): Promise<Page<ProfileChangeResponse>> {
    return this.api.get(at(id, 'changes'), { limit: 10, cursor }, background);
  }

  runs(id: string, cursor: string | null, { background }: Load): Promise<Page<RunResponse>> {
    return this.api.get(at(id, 'runs'), { limit: 15, cursor }, background);
  }

  timeline(id: string, cursor: string | null, { background }: Load): Promise<Page<TimelineEvent>> {
    return this.api.get(at(id, 'timeline'), { limit: 25, cursor }, background);
  }
}
