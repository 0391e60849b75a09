import { Component, inject } from '@angular/core';
import { ToastList } from './toast-list';
import { Toasts } from './toasts';

/** The live region is there from the start, so that screen readers hear what is added to it; what draws in it is fetched as soon as there is time. */
@Component({
  selector: 'ui-toast-outlet',
  imports: [ToastList],
  host: {
    class:
      'pointer-events-none fixed inset-x-4 bottom-20 z-50 flex flex-col items-end md:bottom-6 md:left-auto md:w-[26rem]',
    role: 'status',
    'aria-live': 'polite',
  },
  template: `
    @defer (when toasts.shown().length > 0; prefetch on idle) {
      <ui-toast-list />
    }
  `,
})
export class ToastOutlet {
  protected readonly toasts = inject(Toasts);
}
