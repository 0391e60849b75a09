import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { headline, verdictOf } from '../operations/freshness-words';
import { OperationsStore } from '../operations/operations-store';
import { PlatformFreshnessCard } from '../operations/platform-freshness-card';
import { PlatformStore } from '../core/platform-store';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';

/** How fresh the data of each platform is, how fresh it can be, and what stands in the way: what needs a look first. */
@Component({
  selector: 'app-operations-page',
  imports: [Button, Empty, ErrorState, PlatformFreshnessCard, RouterLink, Skeleton, StaleBanner],
  providers: [OperationsStore],
  templateUrl: './operations-page.html',
})
export class OperationsPage {
  private readonly platforms = inject(PlatformStore);
  protected readonly screen = inject(OperationsStore).screen;
  protected readonly rows = computed(() =>
    (this.screen.data()?.platforms ?? []).toSorted(
      (a, b) =>
        verdictOf(a).rank - verdictOf(b).rank ||
        this.platforms.name(a.platform).localeCompare(this.platforms.name(b.platform)),
    ),
  );
  protected readonly headline = computed(() => (this.rows().length ? headline(this.rows()) : null));
}
