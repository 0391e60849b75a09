import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { ConnectionResponse } from '../core/api/models';
import { inMotion } from '../core/connection-status';
import { externalUrl } from '../core/external-link';
import { blankReason } from '../core/blank-reason';
import { PlatformStore } from '../core/platform-store';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { BrandIcon } from '../ui/brand-icon';
import { Figure } from '../ui/figure';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { TimeAgo } from '../ui/time-ago';
import { Tooltip } from '../ui/tooltip';
import { ConnectionDetails } from './connection-details';
import { ConnectionTrouble } from './connection-trouble';
import { atHandle } from './handle';
import { StatusBadge } from './status-badge';

const METHODS = {
  MANUAL: { label: 'Manual', meaning: 'Public data, read with this agency’s own keys' },
  OAUTH: { label: 'OAuth', meaning: 'Read with the talent’s consent' },
} as const;

@Component({
  selector: 'app-connection-row',
  imports: [
    Avatar,
    Badge,
    BrandIcon,
    ConnectionDetails,
    ConnectionTrouble,
    Figure,
    Icon,
    IconButton,
    StatusBadge,
    TimeAgo,
    Tooltip,
  ],
  templateUrl: './connection-row.html',
})
export class ConnectionRow {
  readonly connection = input.required<ConnectionResponse>();
  readonly asking = input(false);
  readonly mayWrite = input(false);
  readonly mayDelete = input(false);
  /** A banner over the page speaks of simulated data already: then a small mark tells which rows it means. */
  readonly saidAbove = input(false);
  readonly sync = output();
  readonly disconnect = output();
  private readonly platforms = inject(PlatformStore);

  protected readonly open = signal(false);
  protected readonly platform = computed(() => this.platforms.find(this.connection().platform));
  protected readonly platformName = computed(() => this.platforms.name(this.connection().platform));
  protected readonly handle = computed(() => atHandle(this.connection().handle));
  protected readonly name = computed(() => this.connection().profile?.displayName ?? this.handle());
  /** Without a name the handle is the title already; then the platform stands below it. */
  protected readonly secondLine = computed(() => (this.name() === this.handle() ? this.platformName() : this.handle()));
  protected readonly url = computed(() => externalUrl(this.connection().url));
  protected readonly method = computed(() => METHODS[this.connection().method]);
  protected readonly working = computed(() => {
    const { status, isRefreshing } = this.connection();
    return this.asking() || isRefreshing || status === 'SYNCING';
  });
  protected readonly followersWhy = computed(() => {
    const { profile, status } = this.connection();
    if (profile) return blankReason(profile.blanks['followers']);
    return inMotion(status) ? 'Comes with the first read' : 'Never read';
  });
}
