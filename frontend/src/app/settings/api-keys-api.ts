import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { Scope } from '../core/api-types';
import type { ApiKey, CreatedApiKey } from '../core/api-types-office';

export interface NewApiKey {
  name: string;
  scopes: Scope[];
  expiresInDays?: number;
}

@Injectable({ providedIn: 'root' })
export class ApiKeysApi {
  private readonly api = inject(ApiClient);

  list(): Promise<{ items: ApiKey[] }> {
    return this.api.get('/api-keys');
  }

  create(body: NewApiKey): Promise<CreatedApiKey> {
    return this.api.post('/api-keys', body);
  }

  revoke(id: string): Promise<void> {
    return this.api.delete(`/api-keys/${encodeURIComponent(id)}`);
  }
}
