import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ConnectionResponse } from '../core/api/models';
import { retryIsSecond } from '../core/connection-status';
import { plural } from '../ui/numbers';
import { PlatformStore } from '../core/platform-store';
import { toProblem } from '../core/problem';
import { Session } from '../core/session';
import { BrandIcon } from '../ui/brand-icon';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Toasts } from '../ui/toasts';
import { ConnectionsApi } from './connections-api';
import { atHandle } from './handle';

const SHOWN = 3;

/** What needs a hand, before what is fine: which account, why, and the next step. Nothing at all when all is well. */
@Component({
  selector: 'app-attention-panel',
  imports: [BrandIcon, Button, Icon, RouterLink],
  host: { class: 'block empty:hidden' },
  templateUrl: './attention-panel.html',
})
export class AttentionPanel {
  /** Any value that changes when there may be news. */
  readonly troubles = input.required<string>();
  private readonly api = inject(ConnectionsApi);
  private readonly platforms = inject(PlatformStore);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly found = signal<ConnectionResponse[]>([]);

  protected readonly all = signal(false);
  protected readonly asking = signal<string | null>(null);
  protected readonly mayWrite = computed(() => this.session.can('connection:write'));
  protected readonly count = computed(() => plural(this.found().length, 'profile needs', 'profiles need'));
  protected readonly hidden = computed(() => (this.all() ? 0 : Math.max(0, this.found().length - SHOWN)));
  protected readonly rows = computed(() =>
    this.found()
      .slice(0, this.all() ? undefined : SHOWN)
      .map((connection) => ({
        connection,
        icon: this.platforms.find(connection.platform)?.icon ?? null,
        platform: this.platforms.name(connection.platform),
        handle: atHandle(connection.handle),
        otherHands: retryIsSecond(connection.error),
      })),
  );

  constructor() {
    effect(() => {
      this.troubles();
      untracked(() => void this.load());
    });
  }

  protected async retry(connection: ConnectionResponse): Promise<void> {
    this.asking.set(connection.id);
    try {
      await this.api.sync(connection.id);
      this.found.update((rows) => rows.filter(({ id }) => id !== connection.id));
      this.toasts.note(`Trying ${atHandle(connection.handle)} again.`);
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    } finally {
      this.asking.set(null);
    }
  }

  /** The panel is an extra: when it can't be read, the rows below still show their own errors. */
  private async load(): Promise<void> {
    try {
      const [reconnect, failed] = await Promise.all([
        this.api.withStatus('RECONNECT_NEEDED', 20),
        this.api.withStatus('ERROR', 20),
      ]);
      this.found.set([...reconnect.items, ...failed.items]);
    } catch {
      this.found.set([]);
    }
  }
}
