/** How many profiles need a hand: one number for the rail and the roster, and the one that Today counts. */
import { Injectable, inject, signal } from '@angular/core';
import { ApiClient } from './api-client';
import type { AttentionResponse } from './api/models';

@Injectable({ providedIn: 'root' })
export class AttentionCount {
  private readonly api = inject(ApiClient);
  private readonly counted = signal<number | null>(null);
  private question = 0;
  /** Null where nobody has counted yet. */
  readonly total = this.counted.asReadonly();

  async read(): Promise<void> {
    const question = ++this.question;
    try {
      const { total } = await this.api.get<AttentionResponse>('/attention', {}, true);
      if (question === this.question) this.counted.set(total);
    } catch {
      // The last number stands; the page itself says when the server is away.
    }
  }

  /** Somebody else has counted just now. */
  take(total: number): void {
    this.question += 1;
    this.counted.set(total);
  }

  /** It is not for whoever signs in next. */
  forget(): void {
    this.question += 1;
    this.counted.set(null);
  }
}
