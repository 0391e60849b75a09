import { Directive } from '@angular/core';

/** A key of the keyboard, as it is named in the text around it. */
@Directive({
  selector: 'kbd[uiKey]',
  host: {
    class:
      'inline-grid min-h-5 min-w-5 place-items-center rounded-xs border border-line-strong bg-surface px-1 font-text text-2xs font-medium text-ink-2',
  },
})
export class KeyCap {}
