import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type {
  BulkConnectionResults,
  BulkTalentResults,
  TalentAccountMade,
  TalentFacets,
  TalentListItem,
} from '../core/api/models';
import type { Page, TalentInput, TalentStatus } from '../core/api-words';

/** What narrows the roster to nothing in particular. */
export const EVERYBODY = { q: null, status: null, platform: null, tag: null, ownerId: null, connectionStatus: null };

export interface RosterQuery {
  q: string | null;
  status: string | null;
  platform: string | null;
  tag: string | null;
  ownerId: string | null;
  /** How some of their profiles stand. */
  connectionStatus: string | null;
  sort: string;
}

@Injectable({ providedIn: 'root' })
export class TalentsApi {
  private readonly api = inject(ApiClient);

  list(query: RosterQuery, cursor: string | null, background = false): Promise<Page<TalentListItem>> {
    return this.api.get('/talents', { ...query, limit: 50, cursor }, background);
  }

  get(id: string, background = false): Promise<TalentListItem> {
    return this.api.get(`/talents/${encodeURIComponent(id)}`, {}, background);
  }

  facets(): Promise<TalentFacets> {
    return this.api.get('/talents/facets');
  }

  staff(): Promise<{ items: { id: string; name: string }[] }> {
    return this.api.get('/staff');
  }

  create(input: TalentInput, key: string): Promise<TalentListItem> {
    return this.api.post('/talents', withoutBlanks(input), key);
  }

  update(id: string, change: Partial<TalentInput> & { status?: TalentStatus }): Promise<TalentListItem> {
    return this.api.patch(`/talents/${encodeURIComponent(id)}`, change);
  }

  /** A sign-in of the talent's own, and the link by which they set its passphrase. */
  makeAccount(id: string, email: string | null, key: string): Promise<TalentAccountMade> {
    return this.api.post(`/talents/${encodeURIComponent(id)}/account`, email === null ? {} : { email }, key);
  }

  bulk(
    action: 'tag' | 'untag' | 'archive' | 'unarchive',
    ids: readonly string[],
    tag?: string,
  ): Promise<BulkTalentResults> {
    return this.api.post('/talents/bulk', { action, ids, ...(tag === undefined ? {} : { tag }) });
  }

  /** All profiles of these talents, or these profiles. */
  bulkProfiles(
    action: 'sync' | 'pause' | 'resume',
    of: { ids: readonly string[] } | { talentIds: readonly string[] },
  ): Promise<BulkConnectionResults> {
    return this.api.post('/connections/bulk', { action, ...of });
  }

  /** All that `from` has moves to `into`, and `from` goes. */
  merge(into: string, from: string): Promise<TalentListItem> {
    return this.api.post(`/talents/${encodeURIComponent(into)}/merge`, { from });
  }

  async like(q: string): Promise<TalentListItem[]> {
    return (await this.api.get<Page<TalentListItem>>('/talents', { q, limit: 6 })).items;
  }

  delete(id: string): Promise<void> {
    return this.api.delete(`/talents/${encodeURIComponent(id)}`);
  }
}

/** A new talent starts without what was left blank; an edit says null, because there blank means "take it away". */
function withoutBlanks(input: TalentInput): Partial<TalentInput> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}
