/** The token of a consent link stands behind #. It leaves the address bar before anything is drawn, and is kept nowhere else. */
import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { RedirectCommand, Router, type CanActivateFn } from '@angular/router';

const LONGEST = 100;

@Injectable({ providedIn: 'root' })
export class LinkToken {
  private readonly held = signal<string | null>(null);
  /** There is one that nobody has used yet. */
  readonly waiting = this.held.asReadonly();

  hold(token: string): void {
    this.held.set(token.slice(0, LONGEST));
  }

  /** Hands it over, once. */
  take(): string | null {
    const token = this.held();
    this.held.set(null);
    return token;
  }
}

/** Runs before the page, and again where another link is opened over the first. */
export const tokenTaken: CanActivateFn = (route, target) => {
  if (!route.fragment) return true;
  const window = inject(DOCUMENT).defaultView;
  const path = target.url.split('#')[0] ?? '/consent';
  inject(LinkToken).hold(route.fragment);
  window?.history.replaceState(window.history.state, '', path);
  return new RedirectCommand(inject(Router).parseUrl(path), { replaceUrl: true });
};
