import { Component, computed, inject } from '@angular/core';
import { Progress } from '../ui/progress';
import { PlaceStore } from './place-store';
import { nextUp, progressOf } from './place-state';
import { PlatformCard } from './platform-card';
import { Speech } from './speech';

/** All platforms, with how far one is: what has to be done first has the page's one strong button. */
@Component({
  selector: 'app-platform-cards',
  imports: [PlatformCard, Progress],
  host: { class: 'block' },
  template: `
    @let w = speech.w().consent;
    @if (place()) {
      @if (!store.mayManage() && progress(); as progress) {
        <div class="mb-4 px-1">
          <p class="flex flex-wrap items-baseline gap-x-2 text-md">
            <span class="font-semibold">{{ w.progress(progress.done, progress.all) }}</span>
            <span class="text-ink-2">{{ rest() }}</span>
          </p>
          <ui-progress class="mt-2" [label]="w.accounts" [value]="progress.share" />
        </div>
      }
      <div class="flex flex-col gap-4">
        @for (one of shown(); track one.platform) {
          <app-platform-card [platform]="one" [first]="one.platform === next()" />
        }
      </div>
    }
  `,
})
export class PlatformCards {
  protected readonly store = inject(PlaceStore);
  protected readonly speech = inject(Speech);
  protected readonly place = this.store.place;
  protected readonly next = computed(() => {
    const place = this.place();
    return place && nextUp(place);
  });
  /** Who manages looks for what is there; who was asked, for what was asked, in that order. */
  protected readonly shown = computed(() => {
    const platforms = this.place()?.platforms ?? [];
    if (!this.store.mayManage()) return platforms;
    const has = (there: boolean) => platforms.filter(({ connections }) => connections.length > 0 === there);
    return [...has(true), ...has(false)];
  });
  protected readonly progress = computed(() => {
    const place = this.place();
    const progress = place && progressOf(place);
    return progress && progress.all > 1 ? progress : null;
  });
  /** "TikTok later is fine", once there is something that is done. */
  protected readonly rest = computed(() => {
    const progress = this.progress();
    if (!progress || progress.done === 0) return '';
    const { consent } = this.speech.w();
    return progress.later.length ? consent.later(this.speech.join(progress.later)) : consent.complete;
  });
}
