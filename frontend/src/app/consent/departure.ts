/** The way to a platform's own page and back: the only time that a talent leaves ours. */
import { DOCUMENT, DestroyRef, Injectable, inject, signal } from '@angular/core';
import { externalUrl } from '../core/external-link';
import { ProblemError, UNREACHABLE, toProblem, type Problem } from '../core/problem';
import { ConsentApi, type Start } from './consent-api';

@Injectable({ providedIn: 'root' })
export class Departure {
  private readonly api = inject(ConsentApi);
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly heading = signal<string | null>(null);
  /** Which button leads away right now; a second tap on any of them does nothing. */
  readonly to = this.heading.asReadonly();

  constructor() {
    // Somebody who comes back by the browser's own button finds the page as it was left: with a button that still turns.
    const back = (event: PageTransitionEvent) => event.persisted && this.heading.set(null);
    this.window?.addEventListener('pageshow', back);
    inject(DestroyRef).onDestroy(() => this.window?.removeEventListener('pageshow', back));
  }

  /** Answers with what stood in the way; otherwise the browser is about to leave. */
  async leaveFor(platform: string, how: Start = {}, button = platform): Promise<Problem | null> {
    if (this.heading()) return null;
    this.heading.set(button);
    try {
      const { authorizationUrl } = await this.api.start(platform, how);
      const url = externalUrl(authorizationUrl);
      if (!url) throw new ProblemError({ ...UNREACHABLE, status: 500, code: 'ADDRESS_UNSAFE' });
      this.go(url);
      return null;
    } catch (error) {
      this.heading.set(null);
      return toProblem(error);
    }
  }

  protected go(url: string): void {
    this.window?.location.assign(url);
  }
}
