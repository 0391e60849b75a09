import { Component, computed, inject, signal } from '@angular/core';
import type { OwnSession } from '../core/api/models';
import { toProblem } from '../core/problem';
import { Screen } from '../core/screen';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { AccountApi } from './account-api';

const SHOWN_AT_FIRST = 5;

/** Where the person is signed in, and a way to end what is not theirs or was left open. */
@Component({
  selector: 'app-sessions-card',
  imports: [Badge, Button, ErrorState, Skeleton, TimeAgo],
  host: { class: 'block' },
  template: `
    <section class="card p-5" aria-labelledby="sessions">
      <h2 id="sessions" class="title text-lg">Where you are signed in</h2>
      <p class="mb-3 text-sm text-ink-3">End what you do not know, then change your passphrase.</p>
      @let state = screen.state();
      @switch (state.kind) {
        @case ('loading') {
          <div class="py-3" role="status" aria-busy="true" aria-label="Loading sessions">
            <ui-skeleton width="60%" />
          </div>
        }
        @case ('error') {
          <ui-error-state
            title="Your sessions could not be loaded"
            [text]="state.problem.detail"
            [reference]="state.problem.requestId"
            (retry)="screen.restart()"
          />
        }
        @default {
          <ul>
            @for (one of shown(); track one.id) {
              <li class="flex min-h-14 items-center justify-between gap-3 border-t border-line py-2">
                <p>
                  <span class="block">Last seen <ui-time-ago [at]="one.lastSeenAt" /></span>
                  <span class="block text-xs text-ink-3">Signed in <ui-time-ago [at]="one.createdAt" /></span>
                </p>
                @if (one.current) {
                  <ui-badge tone="good">This one</ui-badge>
                } @else {
                  <button uiButton size="sm" type="button" (click)="end(one)">
                    End<span class="visually-hidden"> the session last seen at {{ one.lastSeenAt }}</span>
                  </button>
                }
              </li>
            }
          </ul>
          @if (hidden() > 0) {
            <button uiButton look="quiet" size="sm" type="button" class="mt-1" (click)="all.set(true)">
              Show {{ hidden() }} more
            </button>
          }
        }
      }
    </section>
  `,
})
export class SessionsCard {
  private readonly api = inject(AccountApi);
  private readonly toasts = inject(Toasts);
  protected readonly screen = new Screen(() => this.api.sessions());

  protected readonly all = signal(false);
  protected readonly shown = computed(() => {
    const items = this.screen.data()?.items ?? [];
    return this.all() ? items : firstOf(items);
  });
  protected readonly hidden = computed(() => (this.screen.data()?.items.length ?? 0) - this.shown().length);

  constructor() {
    void this.screen.refresh();
  }

  reread(): void {
    void this.screen.refresh({ background: true });
  }

  protected async end({ id }: OwnSession): Promise<void> {
    try {
      await this.api.endSession(id);
      this.toasts.good('That session is ended.');
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    }
    await this.screen.refresh({ background: true });
  }
}

/** The one that is looked from always, and of the others those last seen. */
function firstOf(items: readonly OwnSession[]): OwnSession[] {
  const current = items.filter((one) => one.current);
  return [...current, ...items.filter((one) => !one.current).slice(0, SHOWN_AT_FIRST)];
}
