import { Component, computed, input } from '@angular/core';
import type { TalentListItem } from '../core/api/models';
import { shortDate, toDate } from '../ui/relative-time';
import { Badge } from '../ui/badge';

/** What the agency itself noted about a talent. */
@Component({
  selector: 'app-talent-details',
  imports: [Badge],
  template: `
    @let t = talent();
    <section class="card p-5" aria-labelledby="details">
      <h2 id="details" class="title mb-4 text-lg">Details</h2>
      <dl class="grid gap-4 sm:grid-cols-2 xl:grid-cols-1">
        @for (row of rows(); track row.label) {
          <div>
            <dt class="text-xs text-ink-3">{{ row.label }}</dt>
            <dd dir="auto" class="break-words" [class.text-ink-3]="!row.value">{{ row.value ?? 'Not noted' }}</dd>
          </div>
        }
        <div>
          <dt class="mb-1 text-xs text-ink-3">Tags</dt>
          <dd class="flex flex-wrap gap-1.5">
            @for (tag of t.tags; track tag) {
              <ui-badge [dot]="false">{{ tag }}</ui-badge>
            } @empty {
              <span class="text-ink-3">None</span>
            }
          </dd>
        </div>
      </dl>
    </section>
  `,
})
export class TalentDetails {
  readonly talent = input.required<TalentListItem>();
  protected readonly rows = computed(() => {
    const { owner, email, locale, aliases, createdAt } = this.talent();
    const added = toDate(createdAt);
    return [
      { label: 'Owner', value: owner?.name ?? null },
      { label: 'E-mail', value: email },
      { label: 'Also known as', value: aliases.join(', ') || null },
      { label: 'Language and region', value: locale },
      { label: 'On the roster since', value: added ? shortDate(added) : null },
    ];
  });
}
