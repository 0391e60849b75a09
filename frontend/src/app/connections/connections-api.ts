import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type {
  ConnectionResponse,
  ConnectionStatus,
  PostResponse,
  Resolution,
  RunResponse,
  TalentListItem,
} from '../core/api/models';
import type { Page } from '../core/api-words';
import { plural } from '../ui/numbers';
import type { PickerOption } from '../ui/picker';

export type NewConnection = { talentId: string; url: string } | { talentId: string; platform: string; handle: string };

const at = (id: string): string => `/connections/${encodeURIComponent(id)}`;

@Injectable({ providedIn: 'root' })
export class ConnectionsApi {
  private readonly api = inject(ApiClient);

  ofTalent(talentId: string, background: boolean): Promise<Page<ConnectionResponse>> {
    return this.api.get(`/talents/${encodeURIComponent(talentId)}/connections`, { limit: 100 }, background);
  }

  withStatus(status: ConnectionStatus, limit: number): Promise<Page<ConnectionResponse>> {
    return this.api.get('/connections', { status, limit });
  }

  get(id: string, background = false): Promise<ConnectionResponse> {
    return this.api.get(at(id), {}, background);
  }

  resolve(input: string, platform: string | null): Promise<Resolution> {
    return this.api.post('/connections/resolve', platform ? { input, platform } : { input });
  }

  create(body: NewConnection, key: string): Promise<ConnectionResponse> {
    return this.api.post('/connections', body, key);
  }

  sync(id: string): Promise<ConnectionResponse> {
    return this.api.post(`${at(id)}/sync`);
  }

  disconnect(id: string, data: 'erase' | 'keep'): Promise<void> {
    return this.api.delete(at(id), { data });
  }

  posts(id: string, cursor: string | null, background: boolean): Promise<Page<PostResponse>> {
    return this.api.get(`${at(id)}/posts`, { limit: 24, cursor }, background);
  }

  runs(id: string): Promise<Page<RunResponse>> {
    return this.api.get(`${at(id)}/runs`, { limit: 10 });
  }

  /** The few talents that a typed text may mean. */
  async talentsLike(q: string): Promise<PickerOption[]> {
    const { items } = await this.api.get<Page<TalentListItem>>('/talents', { q, limit: 6 });
    return items.map(asOption);
  }

  async addTalent(name: string, key: string): Promise<PickerOption> {
    return asOption(await this.api.post<TalentListItem>('/talents', { name: name.slice(0, 200) }, key));
  }
}

function asOption({ id, name, connections }: TalentListItem): PickerOption {
  const face = connections.find(({ avatarUrl }) => avatarUrl)?.avatarUrl ?? null;
  return {
    id,
    label: name,
    note: connections.length ? plural(connections.length, 'profile') : 'No profiles yet',
    face,
  };
}
