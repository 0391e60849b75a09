import { Component, DestroyRef, computed, effect, inject, input } from '@angular/core';
import { PageTitle } from '../core/page-title';
import { BrandMark } from '../ui/brand-mark';
import { Skeleton } from '../ui/skeleton';
import { LanguageChoice } from './language-choice';
import { Speech } from './speech';
import type { Words } from './words/en';

/** The rows of seats around a stand, as on our own front page, but in daylight. */
const RINGS = Array.from({ length: 7 }, (_, row) => {
  const radius = 60 + row * 46;
  return `M${320 - radius} 340a${radius} ${radius} 0 0 1 ${radius * 2} 0`;
});

/** Talents' pages: no rail, no rooms, one thing at a time. Draws nothing of a page before its words have come. */
@Component({
  selector: 'app-talent-frame',
  imports: [BrandMark, LanguageChoice, Skeleton],
  host: { class: 'relative isolate flex min-h-dvh flex-col overflow-x-clip' },
  template: `
    <svg
      class="pointer-events-none absolute -top-40 overflow-visible -right-40 -z-1 w-[40rem] max-w-none text-warm sm:-right-16"
      viewBox="0 0 640 340"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      aria-hidden="true"
    >
      @for (ring of rings; track ring) {
        <path [attr.d]="ring" />
      }
    </svg>
    <header class="mx-auto flex w-full items-center justify-between gap-4 px-5 py-4 sm:px-8" [class]="width()">
      <p class="flex items-center gap-2.5"><ui-brand-mark [size]="28" /><span class="title text-lg">Rostrum</span></p>
      <ng-content select="[slot=corner]" />
    </header>
    <main class="mx-auto w-full flex-1 px-5 pt-4 pb-12 sm:px-8 sm:pt-8" [class]="width()">
      @if (ready()) {
        <ng-content />
      } @else {
        <div class="flex max-w-form flex-col gap-5 py-6" role="status" aria-busy="true" aria-label="…">
          <ui-skeleton width="80%" height="2rem" /><ui-skeleton width="95%" /><ui-skeleton width="70%" />
          <ui-skeleton height="11rem" class="mt-4 rounded-lg" /><ui-skeleton height="11rem" class="rounded-lg" />
        </div>
      }
    </main>
    @if (speech.words()) {
      <footer class="mx-auto w-full px-5 pb-8 sm:px-8" [class]="width()"><app-language-choice /></footer>
    }
  `,
})
export class TalentFrame {
  /** What a page waits for besides its words. */
  readonly waiting = input(false);
  readonly wide = input(false);
  /** The page's name in the tab. */
  readonly tab = input.required<(words: Words) => string>();
  protected readonly speech = inject(Speech);
  protected readonly rings = RINGS;
  protected readonly ready = computed(() => this.speech.words() !== null && !this.waiting());
  protected readonly width = computed(() => (this.wide() ? 'max-w-page' : 'max-w-prose'));

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const words = this.speech.words();
      if (words) title.set(this.tab()(words));
    });
    inject(DestroyRef).onDestroy(() => this.speech.leave());
  }
}
