import { Component, inject } from '@angular/core';
import { Icon } from './icon';
import { Toasts, type Toast } from './toasts';

/** The live region is there from the start, so that screen readers hear what is added to it. */
@Component({
  selector: 'ui-toast-outlet',
  imports: [Icon],
  host: {
    class:
      'pointer-events-none fixed inset-x-4 bottom-20 z-50 flex flex-col items-end gap-2 md:bottom-6 md:left-auto md:w-[26rem]',
    role: 'status',
    'aria-live': 'polite',
  },
  template: `
    @for (toast of toasts.shown(); track toast.id) {
      <div
        class="pointer-events-auto flex w-full animate-rise items-start gap-3 rounded-lg border border-rail-line bg-rail py-3 pr-2 pl-4 text-rail-ink shadow-float"
      >
        @if (toast.tone !== 'note') {
          <ui-icon
            [name]="toast.tone === 'good' ? 'check' : 'warning'"
            class="mt-0.5"
            [class]="toast.tone === 'good' ? 'text-rail-good' : 'text-rail-bad'"
          />
        }
        <p class="min-w-0 flex-1 py-0.5">{{ toast.text }}</p>
        @if (toast.action; as action) {
          <button
            type="button"
            class="-my-0.5 min-h-8 rounded-sm px-2 font-semibold text-rail-accent hover:bg-rail-active touch:min-h-11"
            (click)="act(toast)"
          >
            {{ action.label }}
          </button>
        }
        <button
          type="button"
          class="-my-0.5 grid size-8 place-items-center rounded-sm text-rail-ink-2 hover:bg-rail-active hover:text-rail-ink touch:size-11"
          aria-label="Close message"
          (click)="toasts.close(toast.id)"
        >
          <ui-icon name="close" [size]="16" />
        </button>
      </div>
    }
  `,
})
export class ToastOutlet {
  protected readonly toasts = inject(Toasts);

  protected act(toast: Toast): void {
    toast.action?.run();
    this.toasts.close(toast.id);
  }
}
