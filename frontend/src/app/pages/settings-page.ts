import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Session } from '../core/session';

@Component({
  selector: 'app-settings-page',
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <h1 class="title mb-5 text-2xl">Settings</h1>
    <nav aria-label="Settings" class="mb-6 flex gap-1 overflow-x-auto border-b border-line">
      @for (tab of tabs(); track tab.path) {
        <a
          [routerLink]="tab.path"
          routerLinkActive="border-accent! text-ink! font-semibold"
          ariaCurrentWhenActive="page"
          class="-mb-px min-h-10 content-center border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-ink-2 hover:text-ink focus-visible:outline-offset-[-2px] touch:min-h-11"
          >{{ tab.label }}</a
        >
      }
    </nav>
    <router-outlet />
  `,
})
export class SettingsPage {
  private readonly session = inject(Session);
  protected readonly tabs = computed(() => [
    { path: 'account', label: 'Account' },
    ...(this.session.can('staff:read')
      ? [
          { path: 'agency', label: 'Agency' },
          { path: 'staff', label: 'Staff' },
        ]
      : []),
    { path: 'platforms', label: 'Platforms' },
    ...(this.session.can('api-key:manage') ? [{ path: 'api-keys', label: 'API keys' }] : []),
  ]);
}
