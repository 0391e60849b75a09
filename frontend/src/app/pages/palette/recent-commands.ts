import { Injectable, inject, signal } from '@angular/core';
import { Session } from '../../core/session';
import type { Command } from './command';

const KEPT = 5;

/** What was chosen last, newest first. In memory alone: names of talents are not for the browser to keep. */
@Injectable({ providedIn: 'root' })
export class RecentCommands {
  private readonly session = inject(Session);
  private readonly chosen = signal<{ whose: string; commands: readonly Command[] }>({ whose: '', commands: [] });

  list(): readonly Command[] {
    const { whose, commands } = this.chosen();
    return whose === this.whose() ? commands : [];
  }

  add(command: Command): void {
    const before = this.list().filter(({ id }) => id !== command.id);
    const commands = [{ ...command, group: 'Recent' as const }, ...before].slice(0, KEPT);
    this.chosen.set({ whose: this.whose(), commands });
  }

  private whose(): string {
    return this.session.me()?.user?.id ?? '';
  }
}
