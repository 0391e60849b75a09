import { Injectable, Injector, inject, type Type } from '@angular/core';
import { Toasts } from './toasts';

/** Opens dialogs. The CDK behind it (focus trap, scroll lock, focus return) is fetched with the first dialog, not at start. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly injector = inject(Injector);
  private readonly toasts = inject(Toasts);

  /** Resolves with what the dialog closed with, or undefined when it was dismissed, or could not be fetched. */
  async open<R, D = unknown>(load: () => Promise<Type<unknown>>, data?: D): Promise<R | undefined> {
    const opener = document.activeElement;
    const fetched = await Promise.all([import('@angular/cdk/dialog'), load()]).catch(() => null);
    if (!fetched) {
      this.toasts.bad('This could not be opened. Check your connection, or load the console again.');
      return undefined;
    }
    const [{ Dialog }, component] = fetched;
    const ref = this.injector.get(Dialog).open<R, D>(component, {
      data,
      backdropClass: 'scrim',
      panelClass: 'dialog-panel',
      ariaModal: true,
      ariaLabelledBy: 'dialog-title',
      autoFocus: 'first-tabbable',
      restoreFocus: opener instanceof HTMLElement ? opener : true,
      maxWidth: '100vw',
    });
    return new Promise((resolve) => ref.closed.subscribe((result) => resolve(result)));
  }
}
