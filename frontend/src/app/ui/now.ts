/** The console's clock: one signal that ticks for every age on the page, and stops while nobody looks. */
import { DOCUMENT, DestroyRef, Injectable, inject, signal } from '@angular/core';

const TICK_MS = 15_000;

@Injectable({ providedIn: 'root' })
export class Now {
  private readonly ticking = signal(new Date());
  readonly now = this.ticking.asReadonly();

  constructor() {
    const document = inject(DOCUMENT);
    const tick = () => {
      if (document.visibilityState !== 'hidden') this.ticking.set(new Date());
    };
    const timer = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    });
  }
}
