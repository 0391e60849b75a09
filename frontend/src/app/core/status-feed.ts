/** The small read behind every live page: the states of the connections on it, in batches the API takes. */
import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import type { ConnectionStatusResponse } from './api/models';

const BATCH = 100;

@Injectable({ providedIn: 'root' })
export class StatusFeed {
  private readonly api = inject(ApiClient);

  async read(ids: readonly string[]): Promise<ConnectionStatusResponse[]> {
    const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) =>
      ids.slice(index * BATCH, (index + 1) * BATCH),
    );
    const answers = await Promise.all(
      batches.map((batch) =>
        this.api.get<{ items: ConnectionStatusResponse[] }>('/connections/status', { ids: batch.join(',') }, true),
      ),
    );
    return answers.flatMap(({ items }) => items);
  }
}

/** Remembers what was last seen of each connection and tells which of them moved since. */
export class StatusMemory {
  private readonly seen = new Map<string, string>();

  moved(statuses: readonly ConnectionStatusResponse[]): ConnectionStatusResponse[] {
    return statuses.filter((status) => {
      const print = JSON.stringify(status);
      const before = this.seen.get(status.id);
      this.seen.set(status.id, print);
      return before !== undefined && before !== print;
    });
  }
}
