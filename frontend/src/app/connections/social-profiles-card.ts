import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { ConnectionResponse, TalentListItem } from '../core/api/models';
import { needsHand } from '../core/connection-status';
import { toProblem } from '../core/problem';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { RowKeys } from '../ui/row-keys';
import { StaleBanner } from '../ui/stale-banner';
import { Toasts } from '../ui/toasts';
import { ConnectionRow } from './connection-row';
import { ConnectionsSkeleton } from './connections-skeleton';
import { ConnectionsStore } from './connections-store';
import type { DisconnectData } from './disconnect-dialog';
import { atHandle } from './handle';
import { openConnectDialog } from './open-connect-dialog';

/** A talent's social profiles: what is connected, how it stands, and what can be done about it. */
@Component({
  selector: 'app-social-profiles-card',
  imports: [Button, ConnectionRow, ConnectionsSkeleton, Empty, ErrorState, Icon, RowKeys, StaleBanner],
  templateUrl: './social-profiles-card.html',
})
export class SocialProfilesCard {
  readonly talent = input.required<TalentListItem>();
  readonly changed = output();
  protected readonly store = inject(ConnectionsStore);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  protected readonly screen = this.store.screen;
  protected readonly syncing = signal<ReadonlySet<string>>(new Set());
  protected readonly mayWrite = computed(() => this.session.can('connection:write'));
  protected readonly mayDelete = computed(() => this.session.can('connection:delete'));
  protected readonly simulatedSaid = computed(() => this.session.me()?.simulated ?? false);
  /** What needs a hand comes first; otherwise the order of the API stands. */
  protected readonly rows = computed(() => {
    const items = this.screen.items();
    return [...items.filter(({ status }) => needsHand(status)), ...items.filter(({ status }) => !needsHand(status))];
  });

  protected async connect(): Promise<void> {
    const { id, name } = this.talent();
    const created = await openConnectDialog(this.dialogs, { talent: { id, name } });
    if (!created) return;
    this.store.added(created);
    this.toasts.good(`${atHandle(created.handle)} is connected. Its first read has begun.`, {
      label: 'Connect another',
      run: () => void this.connect(),
    });
    this.changed.emit();
  }

  protected async sync(connection: ConnectionResponse): Promise<void> {
    this.syncing.update((ids) => new Set([...ids, connection.id]));
    try {
      await this.store.sync(connection);
    } catch (error) {
      const { detail, action } = toProblem(error);
      this.toasts.bad([detail, action].filter(Boolean).join(' '));
    } finally {
      this.syncing.update((ids) => new Set([...ids].filter((id) => id !== connection.id)));
    }
  }

  protected async disconnect(connection: ConnectionResponse): Promise<void> {
    const data = await this.dialogs.open<'erase' | 'keep', DisconnectData>(
      () => import('./disconnect-dialog').then((m) => m.DisconnectDialog),
      { connection },
    );
    if (!data) return;
    try {
      await this.store.disconnect(connection.id, data);
      const what = data === 'erase' ? 'Its data was erased.' : 'Its data was kept.';
      this.toasts.good(`${atHandle(connection.handle)} is disconnected. ${what}`);
      this.changed.emit();
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    }
  }
}
