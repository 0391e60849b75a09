/** What can be done from anywhere: by the palette, by a key, by pasting. */
import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import { ConnectHere } from '../connections/connect-here';
import { ConnectionsApi } from '../connections/connections-api';
import { openConnectDialog } from '../connections/open-connect-dialog';
import { accountName } from '../core/account-name';
import type { ConnectionResponse } from '../core/api/models';
import { nudgePollers } from '../core/poller';
import { toProblem } from '../core/problem';
import { Session } from '../core/session';
import { Dialogs } from '../ui/dialogs';
import { Toasts } from '../ui/toasts';

@Injectable({ providedIn: 'root' })
export class ConsoleDeeds {
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly session = inject(Session);
  private readonly api = inject(ConnectionsApi);
  private readonly toasts = inject(Toasts);
  private readonly here = inject(ConnectHere);

  async goTo(path: string): Promise<void> {
    await this.router.navigateByUrl(path);
  }

  async addTalent(): Promise<void> {
    const id = await this.dialogs.open<string>(() => import('../talents/talent-dialog').then((m) => m.TalentDialog));
    if (id) await this.goTo(`/talents/${id}`);
  }

  /** With a link, it is looked up at once. Without one, on a talent's page, it is that talent's profile. */
  async connect(input: string | null = null): Promise<void> {
    if (input === null && (await this.here.take())) return;
    const made = await openConnectDialog(this.dialogs, { input });
    if (!made) return;
    nudgePollers();
    this.toasts.good(`${accountName(made.handle)} is connected. Its first read has begun.`, {
      label: `Show ${made.talentName}`,
      run: () => void this.goTo(`/talents/${made.talentId}`),
    });
  }

  async sync({ id, handle }: ConnectionResponse): Promise<void> {
    await this.told(async () => {
      await this.api.sync(id);
      this.toasts.good(`${accountName(handle)} is being read.`);
    });
  }

  async pause({ id, handle }: ConnectionResponse): Promise<void> {
    await this.told(async () => {
      await this.api.act(id, 'pause');
      this.toasts.undo(`${accountName(handle)} is paused. What was read stays.`, async () => {
        await this.api.act(id, 'resume');
        nudgePollers();
      });
    });
  }

  async resume({ id, handle }: ConnectionResponse): Promise<void> {
    await this.told(async () => {
      await this.api.act(id, 'resume');
      this.toasts.good(`${accountName(handle)} goes on.`);
    });
  }

  async showShortcuts(): Promise<void> {
    await this.dialogs.open(() => import('./keyboard/shortcut-sheet').then((m) => m.ShortcutSheet));
  }

  undo(): void {
    this.toasts.undoLast();
  }

  async signOut(): Promise<void> {
    await this.told(() => this.session.signOut());
  }

  private async told(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
      nudgePollers();
    } catch (error) {
      const { detail, action } = toProblem(error);
      this.toasts.bad([detail, action].filter(Boolean).join(' '));
    }
  }
}
