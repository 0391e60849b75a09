import { Component, DestroyRef, computed, inject } from '@angular/core';
import { AttentionCount } from '../core/attention-count';
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
  private readonly count = inject(AttentionCount);
  private polls = 0;
  protected readonly total = computed(() => this.count.total() ?? 0);

  constructor() {
    if (this.count.total() === null) void this.count.read();
    pollWhileAlive(() => (++this.polls % EVERY_POLLS === 0 ? this.count.read() : Promise.resolve()));
    inject(DestroyRef).onDestroy(() => this.count.forget());
  }
}
