import { Component, computed, input } from '@angular/core';
import type { ConnectionResponse } from '../core/api/models';
import { blankReason } from '../core/blank-reason';
import { inMotion } from '../core/connection-status';
import { Figure } from '../ui/figure';
import { shortDate, toDate } from '../ui/relative-time';
import { TimeAgo } from '../ui/time-ago';
import { accountKind } from './account-kind';

const METRICS = [
  ['followers', 'Followers'],
  ['following', 'Following'],
  ['posts', 'Posts'],
  ['views', 'Views'],
] as const;
const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** The latest numbers, how old they are, and what the account says of itself. */
@Component({
  selector: 'app-connection-about',
  imports: [Figure, TimeAgo],
  template: `
    <section class="card overflow-hidden" aria-label="Latest numbers">
      <dl class="grid grid-cols-2 gap-px bg-line lg:grid-cols-4">
        @for (metric of metrics(); track metric.label) {
          <div class="bg-surface px-5 py-4">
            <dt class="text-sm text-ink-3">{{ metric.label }}</dt>
            <dd class="title mt-0.5 text-xl"><ui-figure [value]="metric.value" [why]="metric.why" /></dd>
            @if (metric.value === null) {
              <dd class="text-xs text-ink-3" aria-hidden="true">{{ metric.why }}</dd>
            } @else {
              <dd class="text-xs text-ink-3"><ui-time-ago [at]="connection().profile?.fetchedAt ?? null" /></dd>
            }
          </div>
        }
      </dl>
      @if (connection().profile; as profile) {
        <div class="flex flex-col gap-2 border-t border-line px-5 py-4">
          @if (profile.bio) {
            <p dir="auto" class="w-fit max-w-prose wrap-anywhere whitespace-pre-line">{{ profile.bio }}</p>
          }
          <p class="text-sm text-ink-3">{{ facts().join(' · ') }}</p>
        </div>
      }
    </section>
  `,
})
export class ConnectionAbout {
  readonly connection = input.required<ConnectionResponse>();
  protected readonly metrics = computed(() => {
    const { profile, status } = this.connection();
    return METRICS.map(([key, label]) => ({
      label,
      value: profile?.[key] ?? null,
      why: profile ? blankReason(profile.blanks[key]) : inMotion(status) ? 'Comes with the first read' : 'Never read',
    }));
  });
  /** Where it comes from, and since when there is such an account. */
  protected readonly facts = computed(() => {
    const { profile, createdAt } = this.connection();
    const born = toDate(profile?.createdAtPlatform);
    const added = toDate(createdAt);
    return [
      profile?.source === 'consent' ? 'Read with consent' : 'Public data',
      profile?.country ? countryName(profile.country) : null,
      profile?.accountType ? `${accountKind(profile.accountType)} account` : null,
      profile?.verified ? 'Verified by the platform' : null,
      born && `There since ${shortDate(born)}`,
      added && `Connected ${shortDate(added)}`,
    ].filter((fact) => fact !== null);
  });
}

/** What is no country code stands as it came. */
function countryName(code: string): string {
  try {
    return COUNTRIES.of(code) ?? code;
  } catch {
    return code;
  }
}
