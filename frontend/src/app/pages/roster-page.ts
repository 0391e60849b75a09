import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { AttentionPanel } from '../connections/attention-panel';
import { plural } from '../ui/numbers';
import { Session } from '../core/session';
import { RosterFilters } from '../talents/roster-filters';
import { RosterSkeleton } from '../talents/roster-skeleton';
import { RosterStore } from '../talents/roster-store';
import { RosterTable } from '../talents/roster-table';
import { TalentFacetsStore } from '../talents/talent-facets-store';
import type { RosterQuery } from '../talents/talents-api';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { StaleBanner } from '../ui/stale-banner';

@Component({
  selector: 'app-roster-page',
  imports: [AttentionPanel, Button, Empty, ErrorState, Icon, RosterFilters, RosterSkeleton, RosterTable, StaleBanner],
  providers: [RosterStore],
  templateUrl: './roster-page.html',
})
export class RosterPage {
  readonly q = input<string>();
  readonly status = input<string>();
  readonly platform = input<string>();
  readonly tag = input<string>();
  readonly owner = input<string>();
  readonly sort = input<string>();

  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly session = inject(Session);
  protected readonly facets = inject(TalentFacetsStore);
  protected readonly store = inject(RosterStore);
  protected readonly screen = this.store.screen;
  protected readonly mayWrite = computed(() => this.session.can('talent:write'));

  protected readonly query = computed<RosterQuery>(() => ({
    q: this.q() ?? null,
    status: this.status() ?? null,
    platform: this.platform() ?? null,
    tag: this.tag() ?? null,
    ownerId: this.owner() ?? null,
    sort: this.sort() ?? 'name',
  }));
  protected readonly filtered = computed(() => {
    const { sort: _, ...filters } = this.query();
    return Object.values(filters).some(Boolean);
  });
  protected readonly summary = computed(() => {
    const items = this.screen.items();
    const profiles = items.reduce((sum, { connections }) => sum + connections.length, 0);
    const more = this.screen.hasMore() ? ' so far' : '';
    return `${plural(items.length, 'talent')}, ${plural(profiles, 'profile')}${more}`;
  });
  /** Changes when some account starts or stops needing a hand. */
  protected readonly troubles = computed(() =>
    this.screen
      .items()
      .map(({ id, attention }) => `${id}:${attention}`)
      .join(),
  );

  constructor() {
    this.facets.refresh();
    effect(() => {
      const query = this.query();
      untracked(() => this.store.show(query));
    });
  }

  protected async narrow(change: Partial<RosterQuery>): Promise<void> {
    const { ownerId, ...rest } = { ...this.query(), ...change };
    const sort = rest.sort === 'name' ? null : rest.sort;
    await this.router.navigate(['/roster'], { queryParams: { ...rest, owner: ownerId, sort }, replaceUrl: true });
  }

  protected clear(): Promise<void> {
    return this.narrow({ q: null, status: null, platform: null, tag: null, ownerId: null });
  }

  protected async add(): Promise<void> {
    const id = await this.dialogs.open<string>(() => import('../talents/talent-dialog').then((m) => m.TalentDialog));
    if (id) await this.router.navigate(['/talents', id]);
  }
}
