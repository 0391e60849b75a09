import { Component, inject, signal } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { AttentionResponse } from '../core/api/models';
import { pollWhileAlive } from '../core/poller';

/** The number is no alarm: it may be half a minute old. */
const EVERY_POLLS = 3;

/** How many profiles need a hand, beside the way to Today. */
@Component({
  selector: 'app-rail-count',
  host: { class: 'contents' },
  template: `
    @if (total()) {
      <span
        class="figures absolute top-1.5 left-[calc(50%+0.5rem)] grid h-4.5 min-w-4.5 animate-enter place-items-center rounded-full bg-rail-accent px-1 text-2xs font-semibold text-rail lg:static lg:ml-auto"
      >
        <span aria-hidden="true">{{ total() > 99 ? '99+' : total() }}</span>
        <span class="visually-hidden">, {{ total() }} need a hand</span>
      </span>
    }
  `,
})
export class RailCount {
  private readonly api = inject(ApiClient);
  private polls = 0;
  protected readonly total = signal(0);

  constructor() {
    void this.read();
    pollWhileAlive(() => (++this.polls % EVERY_POLLS === 0 ? this.read() : Promise.resolve()));
  }

  private async read(): Promise<void> {
    try {
      this.total.set((await this.api.get<AttentionResponse>('/attention', {}, true)).total);
    } catch {
      // The last number stands; the page itself says when the server is away.
    }
  }
}
