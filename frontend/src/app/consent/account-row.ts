import { Component, computed, inject, input } from '@angular/core';
import type { PlaceConnection, PlacePlatform, WithdrawRequest } from '../core/api/models';
import { Avatar } from '../ui/avatar';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Now } from '../ui/now';
import { accountName } from '../core/account-name';
import { isFirstRead } from './place-state';
import { PlaceStore } from './place-store';
import { Speech } from './speech';
import type { WithdrawData } from './withdraw-dialog';

/** One connected account: since when, how fresh, what it lacks, and (with the right to) what can be done about it. */
@Component({
  selector: 'app-account-row',
  imports: [Avatar, Button, Icon, Notice],
  host: { class: 'block' },
  templateUrl: './account-row.html',
})
export class AccountRow {
  readonly platform = input.required<PlacePlatform>();
  readonly connection = input.required<PlaceConnection>();
  readonly first = input(false);
  protected readonly store = inject(PlaceStore);
  protected readonly speech = inject(Speech);
  private readonly dialogs = inject(Dialogs);
  private readonly now = inject(Now).now;

  protected readonly account = computed(() => accountName(this.connection().handle));
  protected readonly firstRead = computed(() => isFirstRead(this.connection()));
  protected readonly agency = computed(() => this.store.place()?.agencyName ?? '');
  /** Consent was taken back, and nothing was public before it. */
  protected readonly withdrawn = computed(() => {
    const { connectedAt, status } = this.connection();
    return connectedAt === null && (status === 'RECONNECT_NEEDED' || status === 'DISCONNECTED');
  });
  protected readonly ago = computed(() => this.speech.moments().ago(this.connection().lastReadAt ?? '', this.now()));
  protected readonly day = (at: string): string => this.speech.moments().day(at);

  protected async withdraw(): Promise<void> {
    const { name, removal } = this.platform();
    const data: WithdrawData = {
      words: this.speech.w(),
      platform: name,
      account: this.account(),
      agency: this.agency(),
      removal,
    };
    const load = () => import('./withdraw-dialog').then((m) => m.WithdrawDialog);
    const choice = await this.dialogs.open<WithdrawRequest['data']>(load, data);
    if (choice) await this.store.withdraw(this.platform(), this.connection(), choice);
  }
}
