import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { toProblem } from '../core/problem';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { ConsentApi } from './consent-api';
import { PlaceStore } from './place-store';
import { problemWords } from './problem-words';
import { Speech } from './speech';

/** An old link shows; to change something, one proves by one's mailbox or by signing in that it is oneself. */
@Component({
  selector: 'app-manage-card',
  imports: [Button, Icon, Notice, RouterLink],
  host: { class: 'block' },
  template: `
    @let w = speech.w().manage;
    @if (store.mayManage()) {
      <section class="card p-5 sm:p-6" aria-labelledby="your-data">
        <h2 id="your-data" class="title text-lg">{{ w.downloadTitle }}</h2>
        <p class="mt-1 mb-4 text-md text-ink-2">{{ w.downloadLead(agency()) }}</p>
        <button uiButton type="button" [busy]="store.busy() === 'download'" (click)="store.download()">
          <ui-icon name="arrow-down" [size]="16" />{{ w.download }}
        </button>
      </section>
    } @else {
      <section class="card p-5 sm:p-6" aria-labelledby="manage">
        <h2 id="manage" class="title text-lg">{{ w.title }}</h2>
        <p class="mt-1 text-md text-pretty text-ink-2">{{ w.why }} {{ how() }}</p>
        @if (problem(); as text) {
          <ui-notice tone="bad" class="mt-4">{{ text }}</ui-notice>
        }
        <p class="text-md text-good-ink" [class.mt-4]="sentTo()" role="status">
          {{ sentTo() ? w.sent(sentTo()) : '' }}
        </p>
        <div class="mt-4 flex flex-wrap items-center gap-3 empty:hidden">
          @if (address()) {
            <button uiButton type="button" [busy]="busy()" (click)="send()">
              {{ sentTo() ? w.sendAgain : w.send }}
            </button>
          }
          @if (hasAccount()) {
            @if (address()) {
              <span class="text-ink-2">{{ w.orSignIn }}</span>
            }
            <a uiButton routerLink="/sign-in" [queryParams]="{ next: '/my' }">{{ w.signIn }}</a>
          }
        </div>
      </section>
    }
  `,
})
export class ManageCard {
  private readonly api = inject(ConsentApi);
  protected readonly store = inject(PlaceStore);
  protected readonly speech = inject(Speech);
  protected readonly busy = signal(false);
  protected readonly sentTo = signal('');
  protected readonly problem = signal<string | null>(null);
  protected readonly agency = computed(() => this.store.place()?.agencyName ?? '');
  protected readonly hasAccount = computed(() => this.store.place()?.hasAccount ?? false);
  protected readonly address = computed(() => {
    const { configured = false, to = null } = this.store.place()?.mail ?? {};
    return configured ? to : null;
  });
  protected readonly how = computed(() => {
    const { manage } = this.speech.w();
    const address = this.address();
    if (address) return this.sentTo() ? '' : manage.mailTo(address);
    return this.hasAccount() ? '' : manage.noMail(this.agency());
  });

  protected async send(): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    this.sentTo.set('');
    try {
      this.sentTo.set((await this.api.freshLink()).to);
    } catch (error) {
      this.problem.set(problemWords(toProblem(error), this.speech.w(), { platform: '', agency: this.agency() }));
    } finally {
      this.busy.set(false);
    }
  }
}
