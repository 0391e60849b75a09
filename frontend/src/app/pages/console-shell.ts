import { DOCUMENT, Component, computed, inject, signal } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { toProblem } from '../core/problem';
import { PlatformStore } from '../core/platform-store';
import { Session } from '../core/session';
import { Theme, type ThemeChoice } from '../core/theme';
import { Avatar } from '../ui/avatar';
import { BrandMark } from '../ui/brand-mark';
import { Dialogs } from '../ui/dialogs';
import { Icon, type IconName } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Toasts } from '../ui/toasts';
import { AwayBanner } from './away-banner';
import { ConsoleAttendant } from './console-attendant';
import { RailCount } from './rail-count';
import { ROOMS } from './rooms';

const NEXT_THEME: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };
const THEME_ICON: Record<ThemeChoice, IconName> = { system: 'system', light: 'sun', dark: 'moon' };

/** The rail (a bar at the bottom on phones), the banner for simulated data, and the page. What listens comes a little later. */
@Component({
  selector: 'app-console-shell',
  imports: [
    Avatar,
    AwayBanner,
    BrandMark,
    ConsoleAttendant,
    Icon,
    IconButton,
    RailCount,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
  ],
  templateUrl: './console-shell.html',
  host: { '(document:keydown)': 'key($event)' },
})
export class ConsoleShell {
  private readonly document = inject(DOCUMENT);
  private readonly dialogs = inject(Dialogs);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly theme = inject(Theme);
  protected readonly me = this.session.me;
  protected readonly rooms = computed(() => ROOMS.filter(({ needs }) => needs === null || this.session.can(needs)));
  /** Somebody uses the keyboard before the attendant has come. */
  protected readonly roused = signal(false);
  protected readonly themeIcon = computed(() => THEME_ICON[this.theme.choice()]);
  protected readonly themeLabel = computed(() => `Theme: ${this.theme.choice()}. Change`);

  constructor() {
    inject(PlatformStore).ensure();
  }

  protected key(event: KeyboardEvent): void {
    this.roused.set(true);
    const withK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (!withK || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (!this.document.querySelector('.cdk-overlay-container [role=dialog]')) void this.openPalette();
  }

  protected async openPalette(): Promise<void> {
    const { openPalette } = await import('./palette/open-palette');
    await openPalette(this.dialogs);
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
