import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { toProblem } from '../core/problem';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Toasts } from '../ui/toasts';
import { Speech } from '../consent/speech';
import { TalentFrame } from '../consent/talent-frame';
import type { Words } from '../consent/words/en';

/** Account settings of a talent: the frame around their connections and their sign-in. */
@Component({
  selector: 'app-my-page',
  imports: [Button, Icon, RouterLink, RouterLinkActive, RouterOutlet, TalentFrame],
  template: `
    <app-talent-frame [tab]="tab">
      <ng-container slot="corner">
        @if (speech.words(); as w) {
          <button uiButton look="quiet" type="button" (click)="signOut()">
            <ui-icon name="sign-out" [size]="16" />{{ w.my.signOut }}
          </button>
        }
      </ng-container>
      @if (speech.words()?.my; as w) {
        <h1 class="title text-2xl sm:text-3xl">{{ w.heading }}</h1>
        <p class="mt-1.5 text-md wrap-anywhere text-ink-2">{{ w.signedInAs(name()) }}</p>
        <nav [attr.aria-label]="w.sections" class="mt-5 mb-6 flex gap-1 overflow-x-auto border-b border-line">
          @for (one of tabs(); track one.path) {
            <a
              [routerLink]="one.path"
              routerLinkActive="border-accent! text-ink! font-semibold"
              [routerLinkActiveOptions]="{ exact: true }"
              ariaCurrentWhenActive="page"
              class="-mb-px min-h-11 content-center border-b-2 border-transparent px-3 text-md font-medium whitespace-nowrap text-ink-2 hover:text-ink focus-visible:outline-offset-[-2px]"
              >{{ one.label }}</a
            >
          }
        </nav>
        <router-outlet />
      }
    </app-talent-frame>
  `,
})
export class MyPage {
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  protected readonly speech = inject(Speech);
  protected readonly tab = (words: Words): string => words.my.tab;
  protected readonly name = computed(() => this.session.me()?.user?.name ?? '');
  protected readonly tabs = computed(() => {
    const { social, security } = this.speech.w().my;
    return [
      { path: '/my', label: social },
      { path: '/my/security', label: security },
    ];
  });

  constructor() {
    if (!this.speech.words()) void this.speech.speak(null);
  }

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    }
  }
}
