import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PlatformStore } from '../core/platform-store';
import { Badge } from '../ui/badge';
import { BrandIcon } from '../ui/brand-icon';
import type { ImportRow } from './imports-api';
import { OUTCOMES } from './import-words';

/** The rows of a file in their order: who, which profile, and what becomes of it. Cards on a phone. */
@Component({
  selector: 'app-import-rows',
  imports: [Badge, BrandIcon, RouterLink],
  templateUrl: './import-rows.html',
  host: { class: 'block' },
})
export class ImportRows {
  readonly rows = input.required<readonly ImportRow[]>();
  private readonly platforms = inject(PlatformStore);
  protected readonly shown = computed(() =>
    this.rows().map((row) => ({
      ...row,
      words: OUTCOMES[row.outcome],
      profile: row.given.profile?.replace(/^https?:\/\/(www\.)?/i, '') ?? null,
      icon: row.given.platform === null ? null : (this.platforms.find(row.given.platform)?.icon ?? null),
      platformName: row.given.platform === null ? null : this.platforms.name(row.given.platform),
      ways: waysOf(row),
    })),
  );

  constructor() {
    this.platforms.ensure();
  }
}

/** What there is to open now: whom the row speaks of, and which profile. */
export const waysOf = ({ talentId, connectionId }: Pick<ImportRow, 'talentId' | 'connectionId'>) => [
  ...(talentId === null ? [] : [{ label: 'Talent', path: `/talents/${talentId}` }]),
  ...(connectionId === null ? [] : [{ label: 'Profile', path: `/connections/${connectionId}` }]),
];
