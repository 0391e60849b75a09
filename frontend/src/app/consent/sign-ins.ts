import { Component, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { OwnSession, OwnSessions } from '../core/api/models';
import { toProblem } from '../core/problem';
import { Screen } from '../core/screen';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Now } from '../ui/now';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { problemWords } from './problem-words';
import { Speech } from './speech';

/** Where a talent is signed in, and a way to end what is not theirs. */
@Component({
  selector: 'app-sign-ins',
  imports: [Badge, Button, Notice, Skeleton],
  host: { class: 'block' },
  template: `
    @let w = speech.w();
    <section class="card p-5 sm:p-6" aria-labelledby="sign-ins">
      <h2 id="sign-ins" class="title text-lg">{{ w.security.sessions }}</h2>
      <p class="mt-1 mb-3 text-md text-ink-2">{{ w.security.sessionsLead }}</p>
      @let state = screen.state();
      @if (state.kind === 'loading') {
        <div class="py-3" role="status" aria-busy="true" [attr.aria-label]="w.loading"><ui-skeleton width="60%" /></div>
      } @else if (state.kind === 'error') {
        <ui-notice tone="bad" class="mb-3">{{ words(state.problem) }}</ui-notice>
        <button uiButton type="button" (click)="screen.restart()">{{ w.tryAgain }}</button>
      } @else {
        <ul>
          @for (one of screen.data()?.items ?? []; track one.id) {
            <li class="flex min-h-14 items-center justify-between gap-3 border-t border-line py-2">
              <p>
                <span class="block">{{ w.security.seen(ago(one.lastSeenAt)) }}</span>
                <span class="block text-sm text-ink-3">{{ w.security.since(day(one.createdAt)) }}</span>
              </p>
              @if (one.current) {
                <ui-badge tone="good">{{ w.security.thisOne }}</ui-badge>
              } @else {
                <button uiButton type="button" [attr.aria-label]="nameOf(one)" (click)="end(one)">
                  {{ w.security.end }}
                </button>
              }
            </li>
          }
        </ul>
      }
    </section>
  `,
})
export class SignIns {
  private readonly api = inject(ApiClient);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Now).now;
  protected readonly speech = inject(Speech);
  protected readonly screen = new Screen(() => this.api.get<OwnSessions>('/auth/sessions'));
  protected readonly ago = (at: string): string => this.speech.moments().ago(at, this.now());
  protected readonly day = (at: string): string => this.speech.moments().day(at);
  protected readonly words = (problem: Parameters<typeof problemWords>[0]): string =>
    problemWords(problem, this.speech.w(), { platform: '', agency: '' });

  constructor() {
    void this.screen.refresh();
  }

  reread(): void {
    void this.screen.refresh({ background: true });
  }

  protected nameOf({ lastSeenAt }: OwnSession): string {
    const { end, seen } = this.speech.w().security;
    return `${end}: ${seen(this.ago(lastSeenAt))}`;
  }

  protected async end({ id }: OwnSession): Promise<void> {
    try {
      await this.api.delete(`/auth/sessions/${encodeURIComponent(id)}`);
      this.toasts.good(this.speech.w().security.ended);
    } catch (error) {
      this.toasts.bad(this.words(toProblem(error)));
    }
    await this.screen.refresh({ background: true });
  }
}
