import { Component } from '@angular/core';
import { BrandMark } from '../ui/brand-mark';

/** Rows of seats around somebody on a stand. */
const RINGS = Array.from({ length: 9 }, (_, row) => {
  const radius = 70 + row * 48;
  return `M${470 - radius} 470a${radius} ${radius} 0 0 1 ${radius * 2} 0`;
});

/** The look of the pages that stand before the console: who we are on one side, the one thing to do on the other. */
@Component({
  selector: 'app-entrance-frame',
  imports: [BrandMark],
  template: `
    <main class="grid min-h-dvh max-lg:grid-rows-[auto_minmax(0,1fr)] lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <section
        class="relative isolate flex flex-col justify-between gap-8 overflow-hidden bg-rail px-6 py-6 text-rail-ink sm:px-10 lg:min-h-dvh lg:px-12 lg:py-12"
      >
        <svg
          class="absolute -right-44 -bottom-32 -z-1 hidden w-[34rem] max-w-none text-rail-line lg:block"
          viewBox="0 0 600 600"
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          aria-hidden="true"
        >
          @for (ring of rings; track ring) {
            <path [attr.d]="ring" />
          }
          <circle cx="470" cy="470" r="9" class="fill-rail-accent" stroke="none" />
        </svg>
        <p class="flex items-center gap-3"><ui-brand-mark [size]="34" /><span class="title text-xl">Rostrum</span></p>
        <div class="hidden lg:block">
          <p class="title max-w-form text-3xl text-balance">Every profile of every talent, connected and kept true.</p>
          <p class="mt-4 max-w-form text-md text-pretty text-rail-ink-2">
            Each number says where it comes from and how old it is. What could not be read says why.
          </p>
        </div>
        <p class="hidden text-sm text-rail-ink-2 lg:block">We read public profiles. We never post.</p>
      </section>
      <section class="grid place-items-start px-6 py-10 sm:place-items-center sm:px-10">
        <ng-content />
      </section>
    </main>
  `,
})
export class EntranceFrame {
  protected readonly rings = RINGS;
}
