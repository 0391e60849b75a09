import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type {
  ConnectionResponse,
  Resolution,
  RunResponse,
  TalentListItem,
  TalentPostResponse,
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

  /** Answers with how the connection stands then. */
  act(id: string, deed: 'pause' | 'resume' | 'restore' | 'proof'): Promise<ConnectionResponse> {
    return this.api.post(`${at(id)}/${deed}`);
  }

  prefer(id: string, tier: ConnectionResponse['tier']): Promise<ConnectionResponse> {
    return this.api.patch(at(id), { tier });
  }

  transfer(id: string, talentId: string): Promise<ConnectionResponse> {
    return this.api.post(`${at(id)}/transfer`, { talentId });
  }

  async withdrawProof(id: string): Promise<ConnectionResponse> {
    await this.api.delete(`${at(id)}/proof`);
    return this.get(id);
  }

  disconnect(id: string, data: 'erase' | 'keep'): Promise<void> {
    return this.api.delete(at(id), { data });
  }

  postsOfTalent(
    talentId: string,
    platform: string | null,
    cursor: string | null,
    background: boolean,
  ): Promise<Page<TalentPostResponse>> {
    return this.api.get(`/talents/${encodeURIComponent(talentId)}/posts`, { platform, limit: 24, cursor }, background);
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
