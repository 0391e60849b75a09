import { DOCUMENT, Component, DestroyRef, computed, effect, inject, signal } from '@angular/core';
import { Announcer } from '../core/announcer';
import { ApiClient } from '../core/api-client';
import { Connectivity } from '../core/connectivity';
import { nudgePollers, pollWhileAlive } from '../core/poller';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { shortDate, timeOfDay } from '../ui/relative-time';

/** While Rostrum does not answer: one voice for every page. It asks again and again, so that it goes by itself. */
@Component({
  selector: 'app-away-banner',
  imports: [Button, Icon],
  host: { class: 'sticky top-0 z-30 block', role: 'status' },
  template: `
    @if (since(); as at) {
      <div
        class="flex min-h-(--stuck) animate-enter flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-care-soft px-4 py-1.5 text-sm text-care-ink sm:px-6 lg:px-8"
      >
        <ui-icon name="warning" [size]="16" />
        <p class="min-w-0 flex-1 basis-52">
          <span class="font-semibold">Rostrum does not answer.</span>
          What you see is as of <time class="figures" [attr.datetime]="at.toISOString()">{{ moment() }}</time> or
          before.
        </p>
        <button uiButton size="sm" type="button" [busy]="asking()" (click)="again()">Try again</button>
      </div>
    }
  `,
})
export class AwayBanner {
  private readonly api = inject(ApiClient);
  protected readonly since = inject(Connectivity).awaySince;
  protected readonly asking = signal(false);
  protected readonly moment = computed(() => {
    const at = this.since();
    if (!at) return '';
    const today = at.toDateString() === new Date().toDateString();
    return today ? timeOfDay(at) : `${shortDate(at)}, ${timeOfDay(at)}`;
  });

  constructor() {
    const announcer = inject(Announcer);
    const root = inject(DOCUMENT).documentElement;
    let was = false;
    effect(() => {
      const away = this.since() !== null;
      // What is said here need not be said again above every list.
      root.toggleAttribute('data-away', away);
      if (was && !away) {
        announcer.say('Rostrum answers again');
        nudgePollers();
      }
      was = away;
    });
    inject(DestroyRef).onDestroy(() => root.removeAttribute('data-away'));
    pollWhileAlive(() => (this.since() ? this.ask() : Promise.resolve()));
  }

  protected async again(): Promise<void> {
    this.asking.set(true);
    await this.ask();
    this.asking.set(false);
  }

  /** A small question that is answered to anybody, and keeps no idle session alive. */
  private async ask(): Promise<void> {
    try {
      await this.api.get('/auth/session', {}, true);
    } catch {
      // The client has taken note already.
    }
  }
}
