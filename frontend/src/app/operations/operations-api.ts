import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { FreshnessResponse } from '../core/api/models';

@Injectable({ providedIn: 'root' })
export class OperationsApi {
  private readonly api = inject(ApiClient);

  freshness(background: boolean): Promise<FreshnessResponse> {
    return this.api.get('/operations/freshness', {}, background);
  }
}
