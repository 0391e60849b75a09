import { Component, DestroyRef, computed, inject, input, output } from '@angular/core';
import { accountName } from '../core/account-name';
import type { ConnectionResponse, TalentListItem } from '../core/api/models';
import { needsHand } from '../core/connection-status';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { RowKeys } from '../ui/row-keys';
import { StaleBanner } from '../ui/stale-banner';
import { Toasts } from '../ui/toasts';
import { ConnectHere } from './connect-here';
import { ConnectionDeeds, type ConnectionDeed } from './connection-deeds';
import { ConnectionRow } from './connection-row';
import { ConnectionsSkeleton } from './connections-skeleton';
import { ConnectionsStore } from './connections-store';
import { openConnectDialog } from './open-connect-dialog';

/** A talent's social profiles: what is connected, how it stands, and what can be done about it. */
@Component({
  selector: 'app-social-profiles-card',
  imports: [Button, ConnectionRow, ConnectionsSkeleton, Empty, ErrorState, Icon, RowKeys, StaleBanner],
  providers: [ConnectionDeeds],
  templateUrl: './social-profiles-card.html',
})
export class SocialProfilesCard {
  readonly talent = input.required<TalentListItem>();
  readonly changed = output();
  /** Only the talent can bring it back. */
  readonly reconnect = output<ConnectionResponse>();
  /** A platform shows nothing without the talent’s consent. */
  readonly askConsent = output<{ platform: string; account: string }>();
  protected readonly store = inject(ConnectionsStore);
  protected readonly deeds = inject(ConnectionDeeds);
  private readonly life = inject(DestroyRef);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  protected readonly screen = this.store.screen;
  protected readonly mayWrite = computed(() => this.session.can('connection:write'));
  protected readonly mayDelete = computed(() => this.session.can('connection:delete'));
  protected readonly simulatedSaid = computed(() => this.session.me()?.simulated ?? false);
  /** What needs a hand comes first, what is disconnected last; otherwise the order of the API stands. */
  protected readonly rows = computed(() => {
    const rank = ({ status }: ConnectionResponse): number => {
      if (needsHand(status)) return 0;
      return status === 'DISCONNECTED' ? 2 : 1;
    };
    return this.screen.items().toSorted((a, b) => rank(a) - rank(b));
  });

  constructor() {
    const withdraw = inject(ConnectHere).offer(() => this.connect());
    this.life.onDestroy(withdraw);
  }

  protected async connect(): Promise<void> {
    const { id, name } = this.talent();
    const created = await openConnectDialog(this.dialogs, {
      talent: { id, name },
      askConsent: (platform, account) => this.askConsent.emit({ platform, account }),
    });
    if (!created) return;
    this.store.added(created);
    this.toasts.good(`${accountName(created.handle)} is connected. Its first read has begun.`, {
      label: 'Connect another',
      run: () => void this.connect(),
    });
    this.changed.emit();
  }

  protected async run(deed: ConnectionDeed, connection: ConnectionResponse): Promise<void> {
    if (deed === 'reconnect') return this.reconnect.emit(connection);
    if ((await this.deeds.run(deed, connection)) && !this.life.destroyed) this.changed.emit();
  }
}
