import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { AttentionResponse, BulkConnectionResults } from '../core/api/models';

@Injectable({ providedIn: 'root' })
export class TodayApi {
  private readonly api = inject(ApiClient);

  attention(background: boolean): Promise<AttentionResponse> {
    return this.api.get('/attention', {}, background);
  }

  do(action: 'sync' | 'resume', ids: readonly string[]): Promise<BulkConnectionResults> {
    return this.api.post('/connections/bulk', { action, ids });
  }
}
