import { Component, computed, effect, inject, input, linkedSignal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { TalentListItem } from '../core/api/models';
import { AttentionCount } from '../core/attention-count';
import { plural } from '../ui/numbers';
import { Session } from '../core/session';
import { Theme } from '../core/theme';
import { RosterBulk } from '../talents/roster-bulk';
import { RosterFilters } from '../talents/roster-filters';
import { RosterSkeleton } from '../talents/roster-skeleton';
import { RosterStore } from '../talents/roster-store';
import { RosterTable } from '../talents/roster-table';
import { TalentFacetsStore } from '../talents/talent-facets-store';
import { NOTHING, type Selection } from '../talents/selection';
import { EVERYBODY, type RosterQuery } from '../talents/talents-api';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { StaleBanner } from '../ui/stale-banner';

@Component({
  selector: 'app-roster-page',
  imports: [
    Button,
    Empty,
    ErrorState,
    Icon,
    IconButton,
    RosterBulk,
    RosterFilters,
    RosterSkeleton,
    RosterTable,
    RouterLink,
    StaleBanner,
  ],
  providers: [RosterStore],
  templateUrl: './roster-page.html',
  host: { class: 'block', '(keydown.escape)': 'selected.set(none)' },
})
export class RosterPage {
  readonly q = input<string>();
  readonly status = input<string>();
  readonly platform = input<string>();
  readonly tag = input<string>();
  readonly owner = input<string>();
  readonly profiles = input<string>();
  readonly sort = input<string>();
  /** Where this page of the list begins, and the how manieth it is. */
  readonly after = input<string>();
  readonly page = input<string>();

  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly session = inject(Session);
  private readonly theme = inject(Theme);
  private readonly attention = inject(AttentionCount);
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
    connectionStatus: this.profiles() ?? null,
    sort: this.sort() ?? 'name',
  }));
  protected readonly filtered = computed(() => {
    const { sort: _, ...filters } = this.query();
    return Object.values(filters).some(Boolean);
  });
  protected readonly at = computed(() => Math.max(1, Number(this.page()) || 1));
  protected readonly summary = computed(() => {
    const items = this.screen.items();
    const profiles = items.reduce((sum, { connections }) => sum + connections.length, 0);
    const part = this.at() > 1 || this.screen.hasMore() ? ' on this page' : '';
    return `${plural(items.length, 'talent')}, ${plural(profiles, 'profile')}${part}`;
  });
  protected readonly troubles = computed(() => this.attention.total() ?? 0);
  protected readonly trouble = computed(() => plural(this.troubles(), 'profile needs', 'profiles need'));
  /** Only who is on the page can be meant: rows that left it are no longer chosen. */
  protected readonly selected = linkedSignal<readonly TalentListItem[], Selection>({
    source: this.screen.items,
    computation: (items, before) => {
      const kept = items.filter(({ id }) => before?.value.has(id)).map(({ id }) => id);
      return kept.length ? new Set(kept) : NOTHING;
    },
  });
  protected readonly chosen = computed(() => this.screen.items().filter(({ id }) => this.selected().has(id)));
  protected readonly none = NOTHING;
  protected readonly compact = computed(() => this.theme.density() === 'compact');
  /** Where the pages before this one began, as far as they were turned here. */
  private readonly trail = new Map<number, string | null>([[1, null]]);

  constructor() {
    this.facets.refresh();
    void this.attention.read();
    effect(() => {
      const [query, after] = [this.query(), this.after() ?? null];
      this.trail.set(this.at(), after);
      untracked(() => this.store.show(query, after));
    });
  }

  /** Every choice is a step that Back undoes; what is typed is one with what stood there before. */
  protected async narrow(change: Partial<RosterQuery>): Promise<void> {
    this.trail.clear();
    await this.show({ ...this.query(), ...change }, 1, null, Object.keys(change).join() === 'q');
  }

  protected clear(): Promise<void> {
    return this.narrow(EVERYBODY);
  }

  protected next(): Promise<void> {
    return this.show(this.query(), this.at() + 1, this.screen.data()?.nextCursor ?? null);
  }

  /** Lists are read forwards: of a page that was opened by its address, only the first one before it is known. */
  protected previous(): Promise<void> {
    const before = this.at() - 1;
    const start = this.trail.get(before);
    return this.show(this.query(), start === undefined ? 1 : before, start ?? null);
  }

  /** A place in a list that has changed since, or was copied with other filters, is no place: back to the start. */
  protected retry(): void {
    if (this.after()) void this.narrow({});
    else void this.screen.restart();
  }

  protected selectAll(): void {
    this.selected.set(new Set(this.screen.items().map(({ id }) => id)));
  }

  protected changeDensity(): void {
    this.theme.density.update((density) => (density === 'compact' ? 'comfortable' : 'compact'));
  }

  private async show(query: RosterQuery, page: number, after: string | null, replaceUrl = false): Promise<void> {
    const { ownerId, connectionStatus, sort, ...rest } = query;
    const queryParams = {
      ...rest,
      owner: ownerId,
      profiles: connectionStatus,
      sort: sort === 'name' ? null : sort,
      page: page > 1 ? page : null,
      after,
    };
    await this.router.navigate(['/roster'], { queryParams, replaceUrl });
  }

  protected async add(): Promise<void> {
    const id = await this.dialogs.open<string>(() => import('../talents/talent-dialog').then((m) => m.TalentDialog));
    if (id) await this.router.navigate(['/talents', id]);
  }
}
