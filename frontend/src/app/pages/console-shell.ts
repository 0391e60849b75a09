import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { toProblem } from '../core/problem';
import { PlatformStore } from '../core/platform-store';
import { Session } from '../core/session';
import { Theme, type ThemeChoice } from '../core/theme';
import { Avatar } from '../ui/avatar';
import { BrandMark } from '../ui/brand-mark';
import { Icon, type IconName } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Toasts } from '../ui/toasts';

interface Room {
  path: string;
  label: string;
  icon: IconName;
}

const NEXT_THEME: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };
const THEME_ICON: Record<ThemeChoice, IconName> = { system: 'system', light: 'sun', dark: 'moon' };

/** The rail (a bar at the bottom on phones), the banner for simulated data, and the page. */
@Component({
  selector: 'app-console-shell',
  imports: [Avatar, BrandMark, Icon, IconButton, RouterLink, RouterLinkActive, RouterOutlet],
  templateUrl: './console-shell.html',
})
export class ConsoleShell {
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly theme = inject(Theme);
  protected readonly me = this.session.me;
  protected readonly rooms = computed<Room[]>(() => [
    { path: '/roster', label: 'Roster', icon: 'roster' },
    ...(this.session.can('activity:read')
      ? [{ path: '/activity', label: 'Activity', icon: 'activity' } satisfies Room]
      : []),
    { path: '/settings', label: 'Settings', icon: 'settings' },
  ]);
  protected readonly themeIcon = computed(() => THEME_ICON[this.theme.choice()]);
  protected readonly themeLabel = computed(() => `Theme: ${this.theme.choice()}. Change`);

  constructor() {
    inject(PlatformStore).ensure();
  }

  protected nextTheme(): void {
    this.theme.choice.update((choice) => NEXT_THEME[choice]);
  }

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    }
  }
}
