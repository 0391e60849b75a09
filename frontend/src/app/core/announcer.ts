import { Injectable, signal } from '@angular/core';

/** Says to screen readers what changed on the page by itself. The live region stands in the app root. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly said = signal('');
  readonly text = this.said.asReadonly();

  say(text: string): void {
    this.said.set(text);
  }
}
