import { Component, computed, inject, input, model, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { accountName } from '../core/account-name';
import type { TalentListItem } from '../core/api/models';
import { statusWords } from '../core/connection-status';
import { plural } from '../ui/numbers';
import { PlatformStore } from '../core/platform-store';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { BrandIcon } from '../ui/brand-icon';
import { Figure } from '../ui/figure';
import { RowKeys } from '../ui/row-keys';
import { SortHeader, sortDirection } from '../ui/sort-header';
import { TimeAgo } from '../ui/time-ago';
import { Tooltip } from '../ui/tooltip';
import { NOTHING, between, ticked, type Selection } from './selection';

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

@Component({
  selector: 'app-roster-table',
  imports: [Avatar, Badge, BrandIcon, Figure, RouterLink, RowKeys, SortHeader, TimeAgo, Tooltip],
  templateUrl: './roster-table.html',
})
export class RosterTable {
  readonly talents = input.required<readonly TalentListItem[]>();
  readonly moved = input<ReadonlySet<string>>(new Set());
  readonly sort = input.required<string>();
  readonly selectable = input(false);
  readonly selected = model<Selection>(NOTHING);
  readonly sorted = output<string>();
  private readonly platforms = inject(PlatformStore);
  private readonly ids = computed(() => this.talents().map(({ id }) => id));
  private anchor: string | null = null;

  protected readonly all = computed(() => this.ids().every((id) => this.selected().has(id)));
  protected readonly rows = computed(() =>
    this.talents().map((talent) => ({
      talent,
      face: talent.connections.find(({ avatarUrl }) => avatarUrl)?.avatarUrl ?? null,
      status: talent.worstStatus ? statusWords(talent.worstStatus) : null,
      settled: this.moved().has(talent.id) && talent.worstStatus === 'READY',
      accounts: talent.connections.map((connection) => {
        const platform = this.platforms.find(connection.platform);
        const words = statusWords(connection.status);
        const name = platform?.name ?? connection.platform;
        return {
          id: connection.id,
          icon: platform?.icon ?? null,
          tone: words.tone,
          words: `${name} ${accountName(connection.handle)}: ${words.label}`,
        };
      }),
    })),
  );

  protected direction(key: string): string | null {
    return sortDirection(this.sort(), key);
  }

  protected counted(talent: TalentListItem): string {
    const all = talent.connections.length;
    return talent.followersCounted === all
      ? plural(all, 'account')
      : `${talent.followersCounted} of ${plural(all, 'account')}`;
  }

  protected why(talent: TalentListItem): string {
    return talent.connections.length ? 'No account has given this number yet' : 'No profile connected yet';
  }

  protected tickAll(on: boolean): void {
    this.selected.update((before) => ticked(before, this.ids(), on));
  }

  protected tick(event: MouseEvent, id: string): void {
    const on = event.target instanceof HTMLInputElement && event.target.checked;
    this.select(event.shiftKey ? between(this.ids(), this.anchor, id) : [id], on);
    this.anchor = id;
  }

  /** On a row's name: Space ticks it, Shift with an arrow takes the next row along. The focus moves by `uiRowKeys`. */
  protected press(event: KeyboardEvent): void {
    const target = event.target;
    const id =
      target instanceof HTMLElement && target.matches('[data-row]') ? target.closest('tr')?.dataset['id'] : null;
    if (!id || !this.selectable()) return;
    if (event.key === ' ') {
      event.preventDefault();
      this.select([id], !this.selected().has(id));
      this.anchor = id;
    } else if (event.shiftKey) this.reach(id, STEPS[event.key]);
  }

  private reach(id: string, step: number | undefined): void {
    const next = step === undefined ? undefined : this.ids()[this.ids().indexOf(id) + step];
    if (!next) return;
    this.anchor ??= id;
    this.select([...between(this.ids(), this.anchor, id), next], true);
  }

  private select(ids: readonly string[], on: boolean): void {
    this.selected.update((before) => ticked(before, ids, on));
  }
}
