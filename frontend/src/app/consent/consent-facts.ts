import { Component, computed, inject } from '@angular/core';
import { externalUrl } from '../core/external-link';
import { Icon } from '../ui/icon';
import { PlaceStore } from './place-store';
import { Speech } from './speech';

/** What is never done, how long it lasts and how it ends: what one agrees to, in plain words. */
@Component({
  selector: 'app-consent-facts',
  imports: [Icon],
  host: { class: 'block' },
  template: `
    @let w = speech.w().facts;
    <section class="flex flex-col gap-6 text-md">
      <div>
        <h2 class="title mb-3 text-lg">{{ w.neverTitle }}</h2>
        <ul class="flex flex-col gap-2.5">
          @for (text of w.never; track text) {
            <li class="flex gap-3 text-ink-2">
              <ui-icon name="close" [size]="17" class="mt-1 text-ink-3" /><span class="text-pretty">{{ text }}</span>
            </li>
          }
        </ul>
      </div>
      <div>
        <h2 class="title mb-2 text-lg">{{ w.longTitle }}</h2>
        <p class="text-pretty text-ink-2">{{ w.long }}</p>
        @if (linkUntil(); as until) {
          <p class="mt-2 text-ink-2">{{ until }}</p>
        }
      </div>
      <div>
        <h2 class="title mb-2 text-lg">{{ w.stopTitle }}</h2>
        <p class="text-pretty text-ink-2">{{ removals().length ? w.stop : w.stopPlain }}</p>
        <ul class="mt-1 text-ink-2">
          @for (one of removals(); track one.url) {
            <li>
              {{ one.prefix }}
              <a
                class="text-link wrap-anywhere touch:inline-block touch:py-2.5"
                [href]="one.url"
                target="_blank"
                rel="noopener noreferrer"
                >{{ one.where }}</a
              >
            </li>
          }
        </ul>
      </div>
    </section>
  `,
})
export class ConsentFacts {
  private readonly store = inject(PlaceStore);
  protected readonly speech = inject(Speech);
  protected readonly removals = computed(() =>
    (this.store.place()?.platforms ?? []).flatMap(({ name, removal }) => {
      const url = externalUrl(removal.url);
      // Some say where by beginning with their own name.
      const prefix = removal.where.startsWith(name) ? '' : `${name}:`;
      return url ? [{ prefix, url, where: removal.where }] : [];
    }),
  );
  protected readonly linkUntil = computed(() => {
    const invitation = this.store.place()?.invitation;
    const open = invitation && !['completed', 'expired', 'revoked'].includes(invitation.state);
    return open ? this.speech.w().facts.linkUntil(this.speech.moments().day(invitation.expiresAt)) : null;
  });
}
