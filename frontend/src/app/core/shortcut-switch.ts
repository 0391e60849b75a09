import { DOCUMENT, Injectable, inject, signal } from '@angular/core';

const KEY = 'rostrum.shortcuts';

/** Whether single keys do something: speech input and shaky hands press them by accident. The choice stays in this browser. */
@Injectable({ providedIn: 'root' })
export class ShortcutSwitch {
  private readonly document = inject(DOCUMENT);
  private readonly state = signal(this.storage()?.getItem(KEY) !== 'off');
  readonly on = this.state.asReadonly();

  set(on: boolean): void {
    this.state.set(on);
    try {
      this.storage()?.setItem(KEY, on ? 'on' : 'off');
    } catch {
      // A full storage only means that the choice is not remembered.
    }
  }

  /** Null where the browser denies storage, which it does by throwing. */
  private storage(): Storage | null {
    try {
      return this.document.defaultView?.localStorage ?? null;
    } catch {
      return null;
    }
  }
}
