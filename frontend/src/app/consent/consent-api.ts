import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { Flow, FreshLink, Me, Place, StartedFlow, WithdrawRequest } from '../core/api/models';

/** Where a talent came in: by a link, whose cookie speaks for them, or by signing in. */
export type Door = '/consent' | '/own';

export interface Start {
  /** Whoever is signed in asks, whatever link was opened here before. */
  readonly account?: boolean;
  connectionId?: string;
  switchAccount?: boolean;
}

const one = (door: Door, id: string, deed: string): string => `${door}/connections/${encodeURIComponent(id)}/${deed}`;

@Injectable({ providedIn: 'root' })
export class ConsentApi {
  private readonly api = inject(ApiClient);

  open(token: string): Promise<Place> {
    return this.api.post('/consent/open', { token });
  }

  place(door: Door, background: boolean): Promise<Place> {
    return this.api.get(door, {}, background);
  }

  decline(platform: string): Promise<Place> {
    return this.api.post('/consent/decline', { platform });
  }

  freshLink(): Promise<FreshLink> {
    return this.api.post('/consent/fresh-link');
  }

  makeAccount(passphrase: string): Promise<Me> {
    return this.api.post('/consent/account', { passphrase });
  }

  pause(door: Door, id: string): Promise<Place> {
    return this.api.post(one(door, id, 'pause'));
  }

  resume(door: Door, id: string): Promise<Place> {
    return this.api.post(one(door, id, 'resume'));
  }

  withdraw(door: Door, id: string, data: WithdrawRequest['data']): Promise<Place> {
    return this.api.post(one(door, id, 'withdraw'), { data });
  }

  download(door: Door): Promise<object> {
    return this.api.post(`${door}/download`);
  }

  start(platform: string, how: Start): Promise<StartedFlow> {
    return this.api.post(`/oauth/${encodeURIComponent(platform)}/start`, how);
  }

  flow(id: string): Promise<Flow> {
    return this.api.get(`/oauth/flows/${encodeURIComponent(id)}`, {}, true);
  }

  choose(id: string, accountId: string): Promise<Flow> {
    return this.api.post(`/oauth/flows/${encodeURIComponent(id)}/choose`, { accountId });
  }

  cancel(id: string): Promise<Flow> {
    return this.api.post(`/oauth/flows/${encodeURIComponent(id)}/cancel`);
  }
}
