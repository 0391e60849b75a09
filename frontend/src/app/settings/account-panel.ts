import { Component, inject } from '@angular/core';
import { toProblem } from '../core/problem';
import { Session } from '../core/session';
import { Theme, type Density, type ThemeChoice } from '../core/theme';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Segmented, type Segment } from '../ui/segmented';
import { Toasts } from '../ui/toasts';
import { PassphraseCard } from './passphrase-card';
import { roleName } from './roles';
import { SessionsCard } from './sessions-card';
import { ShortcutsChoice } from './shortcuts-choice';

/** Who is signed in, and how the console looks to them in this browser. */
@Component({
  selector: 'app-account-panel',
  imports: [Button, Icon, PassphraseCard, Segmented, SessionsCard, ShortcutsChoice],
  host: { class: 'flex max-w-prose flex-col gap-6' },
  template: `
    @if (me(); as me) {
      <section class="card p-5" aria-labelledby="account">
        <div class="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h2 id="account" class="title text-lg">Account</h2>
          <button uiButton size="sm" type="button" (click)="signOut()">
            <ui-icon name="sign-out" [size]="15" />Sign out
          </button>
        </div>
        <dl class="grid gap-4 sm:grid-cols-2">
          <div>
            <dt class="text-xs text-ink-3">Name</dt>
            <dd>{{ me.user?.name }}</dd>
          </div>
          <div>
            <dt class="text-xs text-ink-3">E-mail</dt>
            <dd class="break-words">{{ me.user?.email }}</dd>
          </div>
          <div>
            <dt class="text-xs text-ink-3">Agency</dt>
            <dd>{{ me.agency.name }}</dd>
          </div>
          <div>
            <dt class="text-xs text-ink-3">Role</dt>
            <dd>{{ me.role ? roleName(me.role) : '' }}</dd>
          </div>
        </dl>
      </section>
    }
    <app-passphrase-card (changed)="sessions.reread()" />
    <app-sessions-card #sessions />
    <section class="card p-5" aria-labelledby="appearance">
      <h2 id="appearance" class="title text-lg">Appearance</h2>
      <p class="mb-4 text-sm text-ink-3">Kept in this browser.</p>
      <div class="flex flex-col gap-4">
        <div class="flex flex-wrap items-center justify-between gap-3">
          <span class="font-medium" aria-hidden="true">Theme</span>
          <ui-segmented label="Theme" [segments]="themes" [(value)]="theme.choice" />
        </div>
        <div class="flex flex-wrap items-center justify-between gap-3">
          <span class="font-medium" aria-hidden="true">Rows in lists</span>
          <ui-segmented label="Rows in lists" [segments]="densities" [(value)]="theme.density" />
        </div>
        <app-shortcuts-choice />
      </div>
    </section>
  `,
})
export class AccountPanel {
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  protected readonly theme = inject(Theme);
  protected readonly me = this.session.me;
  protected readonly roleName = roleName;
  protected readonly themes: readonly Segment<ThemeChoice>[] = [
    { value: 'system', label: 'System', icon: 'system' },
    { value: 'light', label: 'Light', icon: 'sun' },
    { value: 'dark', label: 'Dark', icon: 'moon' },
  ];
  protected readonly densities: readonly Segment<Density>[] = [
    { value: 'comfortable', label: 'Comfortable' },
    { value: 'compact', label: 'Compact' },
  ];

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    }
  }
}
