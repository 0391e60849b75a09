import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Announcer } from './core/announcer';
import { Theme } from './core/theme';
import { ToastOutlet } from './ui/toast-outlet';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet, ToastOutlet],
  template: `
    <router-outlet />
    <ui-toast-outlet />
    <p class="visually-hidden" aria-live="polite">{{ announcer.text() }}</p>
  `,
})
export class App {
  protected readonly announcer = inject(Announcer);
  /** Injected here so that the stored theme holds on every page, sign-in included. */
  protected readonly theme = inject(Theme);
}
