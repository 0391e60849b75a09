import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject, input } from '@angular/core';
import { IconButton } from './icon-button';

/** The frame of every dialog: title, body, and a row of actions (`[slot=actions]`). A sheet from below on phones. */
@Component({
  selector: 'ui-dialog-frame',
  imports: [IconButton],
  host: {
    class:
      'relative flex max-h-[calc(100dvh-1rem)] w-screen flex-col rounded-t-xl bg-surface shadow-dialog animate-rise sm:max-h-[calc(100dvh-3rem)] sm:w-[min(34rem,calc(100vw-3rem))] sm:rounded-xl',
  },
  template: `
    <header class="px-5 pt-5 pr-16 sm:px-6 sm:pr-16">
      <h2 id="dialog-title" class="title text-xl wrap-anywhere">{{ title() }}</h2>
      @if (subtitle()) {
        <p class="mt-1 text-ink-2">{{ subtitle() }}</p>
      }
    </header>
    <div class="min-h-0 flex-1 overflow-y-auto px-5 py-5 sm:px-6"><ng-content /></div>
    <footer
      class="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-6"
    >
      <ng-content select="[slot=actions]" />
    </footer>
    <!-- Last in the order, so that the first field takes the focus when the dialog opens. -->
    <button
      uiIconButton
      icon="close"
      [aria-label]="closeLabel()"
      class="absolute! top-4 right-4"
      (click)="ref.close(result())"
    ></button>
  `,
})
export class DialogFrame {
  readonly title = input.required<string>();
  readonly subtitle = input<string | null>(null);
  readonly closeLabel = input('Close');
  /** With what the corner closes it, where there is something to lose. */
  readonly result = input<unknown>();
  protected readonly ref = inject(DialogRef);
}
