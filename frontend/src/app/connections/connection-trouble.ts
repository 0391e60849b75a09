import { Component, computed, inject, input, output } from '@angular/core';
import type { ConnectionResponse, ConnectionWarning } from '../core/api/models';
import { retryIsSecond } from '../core/connection-status';
import { Now } from '../ui/now';
import { relativeTime, toDate } from '../ui/relative-time';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { TimeAgo } from '../ui/time-ago';
import { resumes } from './resumption';

/** What is wrong with a connection in its own words, and the way out of it. Nothing at all when it is well. */
@Component({
  selector: 'app-connection-trouble',
  imports: [Button, Icon, Notice, TimeAgo],
  host: { class: 'flex flex-col gap-2 px-5 [&:not(:empty)]:has-[*]:pb-4' },
  template: `
    @if (connection().error; as error) {
      <ui-notice tone="bad" [quiet]="true" [attr.aria-label]="'Error of ' + handle()">
        <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p class="min-w-0 flex-1 basis-64">
            <span [class.font-semibold]="!otherHands()">{{ error.text }}</span>
            <span [class.font-semibold]="otherHands()"> {{ error.action }} </span> Tried
            <ui-time-ago [at]="error.at" />.
            @if (nextTry(); as words) {
              <span class="whitespace-nowrap">Next try {{ words }}.</span>
            }
          </p>
          @if (mayAsk() && lost()) {
            <button
              uiButton
              size="sm"
              type="button"
              [attr.aria-label]="'Send reconnect link for ' + handle()"
              (click)="reconnect.emit()"
            >
              <ui-icon name="link" [size]="15" />Send reconnect link
            </button>
          } @else if (mayWrite()) {
            <button
              uiButton
              size="sm"
              [look]="otherHands() ? 'quiet' : 'secondary'"
              type="button"
              [attr.aria-label]="'Retry ' + handle()"
              [busy]="asking()"
              (click)="retry.emit()"
            >
              <ui-icon name="refresh" [size]="15" />Retry
            </button>
          }
        </div>
      </ui-notice>
    } @else if (attempt(); as words) {
      <p class="text-sm text-ink-3">{{ words }}</p>
    }
    @for (warning of connection().warnings; track warning.code) {
      <ui-notice tone="care">
        {{ warning.text }}
        @if (until(warning); as words) {
          <span class="font-semibold whitespace-nowrap">{{ words }}.</span>
        }
      </ui-notice>
    }
    @if (connection().stale && connection().profile) {
      <p class="text-sm text-care-ink">What is shown is from the last good read.</p>
    }
  `,
})
export class ConnectionTrouble {
  readonly connection = input.required<ConnectionResponse>();
  readonly asking = input(false);
  readonly mayWrite = input(false);
  /** Whether the talent may be sent a link from here. */
  readonly mayAsk = input(false);
  readonly handle = input.required<string>();
  readonly retry = output();
  readonly reconnect = output();
  /** Nothing but the talent's consent brings it back. */
  protected readonly lost = computed(() => this.connection().status === 'RECONNECT_NEEDED');

  private readonly now = inject(Now).now;

  protected readonly otherHands = computed(() => retryIsSecond(this.connection().error));
  /** "Resumes 14:05" */
  protected until({ code, until }: ConnectionWarning): string | null {
    const words = resumes(code, until, this.now());
    return words && words.charAt(0).toUpperCase() + words.slice(1);
  }

  protected readonly nextTry = computed(() => {
    const { nextTryAt, nextSyncAt } = this.connection();
    const next = toDate(nextTryAt ?? nextSyncAt);
    return next && next > this.now() ? relativeTime(next, this.now()) : null;
  });
  /** Between tries the read is still going on: say when the next try comes. */
  protected readonly attempt = computed(() => {
    const { status, nextTryAt } = this.connection();
    const next = toDate(nextTryAt);
    if (status !== 'SYNCING' || !next) return null;
    const words = relativeTime(next, this.now());
    return `The last try did not work. The next one comes ${words.startsWith('in ') ? words : 'any moment'}.`;
  });
}
