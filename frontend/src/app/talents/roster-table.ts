import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
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

@Component({
  selector: 'app-roster-table',
  imports: [Avatar, Badge, BrandIcon, Figure, RouterLink, RowKeys, SortHeader, TimeAgo, Tooltip],
  templateUrl: './roster-table.html',
})
export class RosterTable {
  readonly talents = input.required<readonly TalentListItem[]>();
  readonly moved = input<ReadonlySet<string>>(new Set());
  readonly sort = input.required<string>();
  readonly sorted = output<string>();
  private readonly platforms = inject(PlatformStore);

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
          words: `${name} @${connection.handle}: ${words.label}`,
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
}
