import { Component, computed, inject } from '@angular/core';
import type { PlatformResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { Session } from '../core/session';
import { Badge, type BadgeTone } from '../ui/badge';
import { BrandIcon } from '../ui/brand-icon';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { PlatformCheck } from './platform-check';

const MODES: Record<PlatformResponse['mode'], { label: string; tone: BadgeTone }> = {
  live: { label: 'Live', tone: 'good' },
  simulated: { label: 'Simulated', tone: 'rest' },
  absent: { label: 'Not set up', tone: 'care' },
};
const METHODS = { MANUAL: 'Public data', OAUTH: 'With consent' } as const;

/** What this server can connect, and what is missing where it can't. */
@Component({
  selector: 'app-platforms-panel',
  imports: [Badge, BrandIcon, Button, ErrorState, PlatformCheck, Skeleton, StaleBanner],
  host: { class: 'block' },
  templateUrl: './platforms-panel.html',
})
export class PlatformsPanel {
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  protected readonly store = inject(PlatformStore);
  protected readonly state = this.store.state;
  protected readonly rows = computed(() =>
    this.store
      .all()
      .filter(({ supported }) => supported)
      .map((platform) => ({
        platform,
        mode: platform.configured ? MODES[platform.mode] : MODES.absent,
        /** Otherwise consent is all there is: nothing to check, and no other keys to set. */
        isPublic: platform.methods.some(({ method, available }) => method === 'MANUAL' && available),
        methods: platform.methods.map((entry) => ({ ...entry, label: METHODS[entry.method] })),
        products: platform.products.filter(({ supported }) => supported).map(({ name }) => name),
      })),
  );
  protected readonly recognised = computed(() => this.store.all().filter(({ supported }) => !supported));

  protected readonly mayKeys = computed(() => this.session.can('app-credential:manage'));
  protected readonly mayCheck = computed(() => this.session.can('platform:check'));

  constructor() {
    void this.store.refresh();
  }

  protected async keys(platform: PlatformResponse): Promise<void> {
    const changed = await this.dialogs.open<boolean, PlatformResponse>(
      () => import('./app-keys-dialog').then((m) => m.AppKeysDialog),
      platform,
    );
    if (changed) await this.store.refresh();
  }
}
