import { Component, inject } from '@angular/core';
import { Skeleton } from '../ui/skeleton';
import { ConsentFacts } from '../consent/consent-facts';
import { LinkTrouble } from '../consent/link-trouble';
import { ManageCard } from '../consent/manage-card';
import { PlaceStore } from '../consent/place-store';
import { PlatformCards } from '../consent/platform-cards';
import { Speech } from '../consent/speech';

/** A talent's own accounts: what is connected, what can be, and everything that can be done about it. */
@Component({
  selector: 'app-my-connections',
  imports: [ConsentFacts, LinkTrouble, ManageCard, PlatformCards, Skeleton],
  providers: [PlaceStore],
  host: { class: 'block' },
  template: `
    @let w = speech.w();
    @if (store.problem(); as problem) {
      <app-link-trouble [problem]="problem" (retry)="enter()" />
    } @else if (store.place(); as place) {
      <h2 class="visually-hidden">{{ w.my.social }}</h2>
      <p class="mb-5 text-md text-pretty text-ink-2">{{ w.my.lead(place.agencyName) }}</p>
      <app-platform-cards />
      <app-manage-card class="mt-4" />
      <app-consent-facts class="mt-10 border-t border-line pt-8" />
    } @else {
      <div class="flex flex-col gap-4" role="status" aria-busy="true" [attr.aria-label]="w.loading">
        <ui-skeleton height="9rem" class="rounded-lg" /><ui-skeleton height="9rem" class="rounded-lg" />
      </div>
    }
  `,
})
export class MyConnections {
  protected readonly store = inject(PlaceStore);
  protected readonly speech = inject(Speech);

  constructor() {
    void this.enter();
  }

  protected enter(): Promise<void> {
    return this.store.enter('/own');
  }
}
