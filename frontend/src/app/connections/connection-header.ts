import { Component, computed, inject, input, output } from '@angular/core';
import { accountName } from '../core/account-name';
import type { ConnectionResponse } from '../core/api/models';
import { externalUrl } from '../core/external-link';
import { PlatformStore } from '../core/platform-store';
import { Session } from '../core/session';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { BrandIcon } from '../ui/brand-icon';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';
import { Now } from '../ui/now';
import { TimeAgo } from '../ui/time-ago';
import { relativeTime, toDate } from '../ui/relative-time';
import { Tooltip } from '../ui/tooltip';
import type { ConnectionDeed } from './connection-deeds';
import { moreItems, standingOf } from './connection-words';
import { coolUntil } from './cool-down';
import { resumption } from './resumption';
import { StatusBadge } from './status-badge';

const SOON_MS = 45_000;
const DEEDS: readonly ConnectionDeed[] = ['prove', 'transfer', 'disconnect'];

/** Whose account it is, how it stands, how old it is, and what can be done. */
@Component({
  selector: 'app-connection-header',
  imports: [Avatar, Badge, BrandIcon, Button, Icon, Menu, StatusBadge, TimeAgo, Tooltip],
  templateUrl: './connection-header.html',
})
export class ConnectionHeader {
  readonly connection = input.required<ConnectionResponse>();
  readonly asking = input(false);
  readonly chosen = output<ConnectionDeed>();
  private readonly platforms = inject(PlatformStore);
  private readonly session = inject(Session);
  private readonly now = inject(Now).now;

  protected readonly platform = computed(() => this.platforms.find(this.connection().platform));
  protected readonly platformName = computed(() => this.platforms.name(this.connection().platform));
  protected readonly handle = computed(() => accountName(this.connection().handle));
  protected readonly name = computed(() => this.connection().profile?.displayName ?? this.handle());
  /** Without a name the handle is the title already. */
  protected readonly named = computed(() => this.name() !== this.handle());
  protected readonly url = computed(() => externalUrl(this.connection().url));
  protected readonly standing = computed(() => standingOf(this.connection()));
  protected readonly mayWrite = computed(() => this.session.can('connection:write'));
  /** A banner over every page speaks of made-up data already: then a small mark is enough. */
  protected readonly simulatedSaid = computed(() => this.session.me()?.simulated ?? false);
  protected readonly archived = computed(() => this.connection().status === 'DISCONNECTED');
  protected readonly paused = computed(() => this.connection().status === 'PAUSED');
  protected readonly working = computed(() => {
    const { status, isRefreshing } = this.connection();
    return this.asking() || isRefreshing || status === 'SYNCING';
  });
  protected readonly coolUntil = computed(() => coolUntil(this.connection(), this.now()));
  protected readonly next = computed(() => {
    const { status, nextSyncAt, isRefreshing } = this.connection();
    if (isRefreshing) return 'refreshing now';
    const resumed = resumption(this.connection(), this.now());
    if (resumed) return resumed;
    const at = toDate(nextSyncAt);
    if (!at || status === 'PAUSED' || status === 'DISCONNECTED') return null;
    const soon = at.getTime() - this.now().getTime() < SOON_MS;
    return soon ? 'next in a moment' : `next ${relativeTime(at, this.now())}`;
  });
  protected readonly items = computed(() =>
    moreItems(this.connection(), { write: this.mayWrite(), delete: this.session.can('connection:delete') }),
  );

  protected act(item: string): void {
    const deed = DEEDS.find((one) => one === item);
    if (deed) this.chosen.emit(deed);
  }
}
