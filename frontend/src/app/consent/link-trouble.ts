import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Problem } from '../core/problem';
import { Button } from '../ui/button';
import { linkWords } from './link-words';
import { Speech } from './speech';

/** A link that opens nothing: why, and what to do. */
@Component({
  selector: 'app-link-trouble',
  imports: [Button, RouterLink],
  host: { class: 'block max-w-form py-6' },
  template: `
    @let said = about();
    <div role="alert">
      <h1 class="title mb-3 text-2xl" tabindex="-1">{{ said.title }}</h1>
      <p class="mb-6 text-md text-pretty text-ink-2">{{ said.text }}</p>
    </div>
    @if (said.mayTry) {
      <button uiButton look="primary" size="lg" type="button" (click)="retry.emit()">{{ speech.w().tryAgain }}</button>
    } @else {
      <a uiButton size="lg" routerLink="/sign-in" [queryParams]="{ next: '/my' }">{{ speech.w().manage.signIn }}</a>
    }
  `,
})
export class LinkTrouble {
  readonly problem = input.required<Problem>();
  readonly retry = output();
  protected readonly speech = inject(Speech);
  protected readonly about = computed(() => linkWords(this.problem(), this.speech.w()));
}
