import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { OwnSessions } from '../core/api/models';

/** The signed-in person's own way in. */
@Injectable({ providedIn: 'root' })
export class AccountApi {
  private readonly api = inject(ApiClient);

  changePassphrase(current: string, next: string): Promise<void> {
    return this.api.post('/auth/passphrase', { current, next });
  }

  sessions(): Promise<OwnSessions> {
    return this.api.get('/auth/sessions');
  }

  endSession(id: string): Promise<void> {
    return this.api.delete(`/auth/sessions/${encodeURIComponent(id)}`);
  }
}
