import { Component, computed, input } from '@angular/core';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

const BASE =
  'relative inline-flex items-center justify-center gap-2 rounded-md font-semibold whitespace-nowrap select-none transition-colors ' +
  'disabled:opacity-55 aria-disabled:opacity-55';

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent not-disabled:hover:bg-accent-hover',
  secondary: 'bg-surface text-ink border border-line-strong not-disabled:hover:bg-hover not-disabled:hover:border-edge',
  quiet: 'text-ink-2 not-disabled:hover:bg-sunken not-disabled:hover:text-ink',
  danger: 'bg-bad text-on-bad not-disabled:hover:bg-bad-hover',
};

const SIZES = {
  lg: 'min-h-13 px-5 text-md',
  md: 'min-h-10 px-4 text-base touch:min-h-11',
  sm: 'min-h-8 px-3 text-sm touch:min-h-11',
} as const;

/** A verb to press. While `busy` it keeps its width and its name, ignores presses and says that it works. */
@Component({
  selector: 'button[uiButton], a[uiButton]',
  host: {
    '[class]': 'classes()',
    '[attr.aria-busy]': 'busy() || null',
    '[attr.aria-disabled]': 'busy() || null',
    '(click)': 'swallow($event)',
  },
  template: `
    @if (busy()) {
      <span class="absolute inset-0 grid place-items-center" aria-hidden="true">
        <span class="animate-spin size-4 rounded-full border-2 border-current border-t-transparent"></span>
      </span>
    }
    <span class="inline-flex items-center gap-2" [class.opacity-0]="busy()"><ng-content /></span>
  `,
})
export class Button {
  readonly look = input<ButtonLook>('secondary');
  readonly size = input<keyof typeof SIZES>('md');
  readonly busy = input(false);
  protected readonly classes = computed(() => `${BASE} ${LOOKS[this.look()]} ${SIZES[this.size()]}`);

  protected swallow(event: Event): void {
    if (!this.busy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
