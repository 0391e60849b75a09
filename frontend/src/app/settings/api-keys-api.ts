import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { ApiKeyItem, CreatedApiKey } from '../core/api/models';
import type { Scope } from '../core/api-words';

export interface NewApiKey {
  name: string;
  scopes: Scope[];
  expiresInDays?: number;
}

@Injectable({ providedIn: 'root' })
export class ApiKeysApi {
  private readonly api = inject(ApiClient);

  list(): Promise<{ items: ApiKeyItem[] }> {
    return this.api.get('/api-keys');
  }

  create(body: NewApiKey): Promise<CreatedApiKey> {
    return this.api.post('/api-keys', body);
  }

  revoke(id: string): Promise<void> {
    return this.api.delete(`/api-keys/${encodeURIComponent(id)}`);
  }
}
