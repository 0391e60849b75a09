import { Component, computed, inject, input } from '@angular/core';
import type { PlacePlatform } from '../core/api/models';
import { Badge } from '../ui/badge';
import { BrandIcon } from '../ui/brand-icon';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { accountName } from '../core/account-name';
import { AccountRow } from './account-row';
import { PlaceStore } from './place-store';
import { codeWords } from './problem-words';
import { Speech } from './speech';

/** One platform: what would be read there, and the way to say yes or no; afterwards, what is connected. */
@Component({
  selector: 'app-platform-card',
  imports: [AccountRow, Badge, BrandIcon, Button, Icon, Notice],
  host: { class: 'block' },
  templateUrl: './platform-card.html',
})
export class PlatformCard {
  readonly platform = input.required<PlacePlatform>();
  /** Its button is the page's first. */
  readonly first = input(false);
  protected readonly store = inject(PlaceStore);
  protected readonly speech = inject(Speech);
  protected readonly name = accountName;
  /** What has ended is connected again, not anew. */
  protected readonly ended = computed(() => this.platform().connections.some(({ needsReconnect }) => needsReconnect));
  /** Why the last try came to nothing. Having said no oneself is no trouble. */
  protected readonly before = computed(() => {
    const { state, code, name } = this.platform();
    if (state !== 'open' || !code || code === 'CONSENT_DECLINED') return null;
    const agency = this.store.place()?.agencyName ?? '';
    return codeWords(code, this.speech.w(), { platform: name, agency });
  });
}
