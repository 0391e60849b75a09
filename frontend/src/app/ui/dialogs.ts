import { Injectable, Injector, inject, type Type } from '@angular/core';

/** Opens dialogs. The CDK behind it (focus trap, scroll lock, focus return) is fetched with the first dialog, not at start. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly injector = inject(Injector);

  /** Resolves with what the dialog closed with, or undefined when it was dismissed. */
  async open<R, D = unknown>(load: () => Promise<Type<unknown>>, data?: D): Promise<R | undefined> {
    const opener = document.activeElement;
    const [{ Dialog }, component] = await Promise.all([import('@angular/cdk/dialog'), load()]);
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
