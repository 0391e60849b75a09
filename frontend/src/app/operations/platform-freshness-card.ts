import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PlatformFreshness } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { Badge } from '../ui/badge';
import { BrandIcon } from '../ui/brand-icon';
import { Notice } from '../ui/notice';
import { Now } from '../ui/now';
import { plural } from '../ui/numbers';
import { Progress } from '../ui/progress';
import { TimeAgo } from '../ui/time-ago';
import { Tooltip } from '../ui/tooltip';
import {
  attainedWords,
  limitWords,
  mattersOf,
  shareWords,
  spokenSeconds,
  usedWords,
  verdictOf,
} from './freshness-words';

let issued = 0;

/** One platform: what is attained, what is attainable and why, what is put off until when. */
@Component({
  selector: 'app-platform-freshness',
  imports: [Badge, BrandIcon, Notice, Progress, RouterLink, TimeAgo, Tooltip],
  templateUrl: './platform-freshness-card.html',
})
export class PlatformFreshnessCard {
  readonly freshness = input.required<PlatformFreshness>();
  private readonly platforms = inject(PlatformStore);
  private readonly now = inject(Now).now;
  protected readonly id = `freshness-${++issued}`;
  protected readonly name = computed(() => this.platforms.name(this.freshness().platform));
  protected readonly icon = computed(() => this.platforms.find(this.freshness().platform)?.icon ?? null);
  protected readonly verdict = computed(() => verdictOf(this.freshness()));
  protected readonly share = computed(() => shareWords(this.freshness().attainedShare));
  protected readonly attained = computed(() => attainedWords(this.freshness()));
  protected readonly matters = computed(() => mattersOf(this.freshness(), this.name(), this.now()));
  protected readonly limit = computed(() => limitWords(this.freshness(), this.name()));
  protected readonly used = computed(() => usedWords(this.freshness(), this.now()));
  protected readonly usedShare = computed(() => this.freshness().attainable.limitedBy?.usedShare ?? 0);
  protected readonly failing = computed(
    () => `${plural(this.freshness().failing, 'profile', 'profiles')} could not be read at the last try.`,
  );
  protected readonly ages = computed(() => {
    const { ages, neverRead } = this.freshness();
    return [
      { label: 'Half are younger than', value: age(ages.p50Seconds) },
      { label: '19 of 20 are younger than', value: age(ages.p95Seconds) },
      { label: 'Oldest', value: age(ages.oldestSeconds) },
      ...(neverRead ? [{ label: 'Not read yet', value: plural(neverRead, 'profile') }] : []),
    ];
  });
  protected readonly day = computed(() => {
    const { syncs, timeToReady } = this.freshness();
    const rate = syncs.successRate === null ? '—' : shareWords(syncs.successRate);
    return [
      { label: 'Reads that worked', value: rate, note: counts(this.freshness()) },
      { label: 'A read takes', value: age(syncs.took.p50Seconds), note: mostly(syncs.took.p95Seconds) },
      { label: 'New profiles ready in', value: age(timeToReady.p50Seconds), note: mostly(timeToReady.p95Seconds) },
    ];
  });
}

const age = (seconds: number | null): string => (seconds === null ? '—' : spokenSeconds(seconds));
const mostly = (seconds: number | null): string =>
  seconds === null ? 'none in the last 24 hours' : `19 of 20 within ${spokenSeconds(seconds)}`;

function counts({ syncs }: PlatformFreshness): string {
  if (syncs.finished === 0) return 'none in the last 24 hours';
  const parts = [
    `${plural(syncs.ok, 'read')} complete`,
    syncs.partial ? `${syncs.partial} in part` : '',
    syncs.failed ? `${syncs.failed} failed` : '',
    syncs.deferred ? `${syncs.deferred} put off` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
