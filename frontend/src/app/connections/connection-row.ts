import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { accountName } from '../core/account-name';
import type { ConnectionResponse, ConnectionStatus } from '../core/api/models';
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
import { Menu, type MenuItem } from '../ui/menu';
import { Now } from '../ui/now';
import { TimeAgo } from '../ui/time-ago';
import { Tooltip } from '../ui/tooltip';
import type { ConnectionDeed } from './connection-deeds';
import { ConnectionDetails } from './connection-details';
import { ConnectionStanding } from './connection-standing';
import { ConnectionTrouble } from './connection-trouble';
import { belongingItems, standingOf } from './connection-words';
import { coolUntil } from './cool-down';
import { resumption } from './resumption';
import { StatusBadge } from './status-badge';

const METHODS = {
  MANUAL: { label: 'Manual', meaning: 'Public data, read with this agency’s own keys' },
  OAUTH: { label: 'OAuth', meaning: 'Read with the talent’s consent' },
} as const;

const DEEDS: readonly ConnectionDeed[] = ['pause', 'resume', 'prove', 'transfer'];
const SYNC_REFUSED: readonly ConnectionStatus[] = ['PAUSED', 'DISCONNECTED'];

@Component({
  selector: 'app-connection-row',
  imports: [
    Avatar,
    Badge,
    BrandIcon,
    ConnectionDetails,
    ConnectionStanding,
    ConnectionTrouble,
    Figure,
    Icon,
    IconButton,
    Menu,
    RouterLink,
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
  readonly chosen = output<ConnectionDeed>();
  private readonly platforms = inject(PlatformStore);

  private readonly now = inject(Now).now;

  protected readonly open = signal(false);
  protected readonly platform = computed(() => this.platforms.find(this.connection().platform));
  protected readonly platformName = computed(() => this.platforms.name(this.connection().platform));
  protected readonly handle = computed(() => accountName(this.connection().handle));
  protected readonly name = computed(() => this.connection().profile?.displayName ?? this.handle());
  /** Without a name the handle is the title already; then the platform stands below it. */
  protected readonly secondLine = computed(() => (this.name() === this.handle() ? this.platformName() : this.handle()));
  protected readonly url = computed(() => externalUrl(this.connection().url));
  protected readonly method = computed(() => METHODS[this.connection().method]);
  protected readonly working = computed(() => {
    const { status, isRefreshing } = this.connection();
    return this.asking() || isRefreshing || status === 'SYNCING';
  });
  protected readonly archived = computed(() => this.connection().status === 'DISCONNECTED');
  protected readonly syncable = computed(() => !SYNC_REFUSED.includes(this.connection().status));
  protected readonly coolUntil = computed(() => coolUntil(this.connection(), this.now()));
  protected readonly syncLabel = computed(() => {
    const until = this.coolUntil();
    return `Sync ${this.handle()} now${until ? `: again at ${until}` : ''}`;
  });
  /** Whose account this is: said by staff only, shown by the talent, or given with consent. */
  protected readonly standing = computed(() => standingOf(this.connection()));
  protected readonly items = computed<MenuItem[]>(() => {
    const { status } = this.connection();
    if (!this.mayWrite() || status === 'DISCONNECTED') return [];
    const hold: MenuItem =
      status === 'PAUSED'
        ? { id: 'resume', label: 'Resume', icon: 'play' }
        : { id: 'pause', label: 'Pause', icon: 'pause' };
    return [hold, ...belongingItems(this.connection())];
  });
  protected readonly followersWhy = computed(() => {
    const { profile, status } = this.connection();
    if (profile) return blankReason(profile.blanks['followers']);
    return inMotion(status) ? 'Comes with the first read' : 'Never read';
  });

  /** Under the age: what happens next, where it is no ordinary wait. */
  protected readonly ageNote = computed(() => {
    if (this.connection().isRefreshing) return 'refreshing now';
    return resumption(this.connection(), this.now()) ?? 'last sync';
  });

  protected act(item: string): void {
    const deed = DEEDS.find((one) => one === item);
    if (deed) this.chosen.emit(deed);
  }
}
