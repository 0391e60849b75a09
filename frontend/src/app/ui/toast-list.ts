import { DOCUMENT, Component, ElementRef, inject } from '@angular/core';
import { Icon } from './icon';
import { Toasts, type Toast } from './toasts';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'));

/** F6 goes to the newest message and back; Ctrl-Z presses its Undo; Escape closes the one that has the focus. */
@Component({
  selector: 'ui-toast-list',
  imports: [Icon],
  host: {
    class: 'flex w-full flex-col gap-2',
    '(mouseenter)': 'toasts.hold()',
    '(mouseleave)': 'letGo()',
    '(focusin)': 'enter($event)',
    '(focusout)': 'leave($event)',
    '(document:keydown)': 'key($event)',
  },
  template: `
    @for (toast of toasts.shown(); track toast.id) {
      <div
        data-toast
        class="pointer-events-auto flex w-full animate-rise items-start gap-3 rounded-lg border border-rail-line bg-rail py-3 pr-2 pl-4 text-rail-ink shadow-float"
      >
        @if (toast.tone !== 'note') {
          <ui-icon
            [name]="toast.tone === 'good' ? 'check' : 'warning'"
            class="mt-0.5"
            [class]="toast.tone === 'good' ? 'text-rail-good' : 'text-rail-bad'"
          />
        }
        <p class="min-w-0 flex-1 py-0.5">
          {{ toast.text }}
          @if (toast.undoes) {
            <span class="visually-hidden">Press Control Z to undo.</span>
          }
        </p>
        @if (toast.action; as action) {
          <button
            type="button"
            class="-my-0.5 min-h-8 rounded-sm px-2 font-semibold text-rail-accent hover:bg-rail-active focus-visible:outline-rail-accent aria-disabled:opacity-55 touch:min-h-11"
            [attr.aria-disabled]="toast.busy || null"
            (click)="act(toast)"
          >
            {{ action.label }}
          </button>
        }
        <button
          type="button"
          class="-my-0.5 grid size-8 place-items-center rounded-sm text-rail-ink-2 hover:bg-rail-active hover:text-rail-ink focus-visible:outline-rail-accent touch:size-11"
          aria-label="Close message"
          (click)="close(toast)"
        >
          <ui-icon name="close" [size]="16" />
        </button>
      </div>
    }
  `,
})
export class ToastList {
  protected readonly toasts = inject(Toasts);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private cameFrom: HTMLElement | null = null;

  protected enter(event: FocusEvent): void {
    this.toasts.hold();
    const from = event.relatedTarget;
    if (from instanceof HTMLElement && !this.host.contains(from)) this.cameFrom = from;
  }

  protected leave(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (!(to instanceof Node && this.host.contains(to))) this.toasts.release();
  }

  protected letGo(): void {
    if (!this.hasFocus()) this.toasts.release();
  }

  /** The button is about to go: whoever pressed it stands again where they came from. */
  protected act(toast: Toast): void {
    if (toast.undoes && !toast.busy && this.hasFocus()) this.goBack();
    this.toasts.act(toast);
  }

  protected close(toast: Toast): void {
    if (this.hasFocus()) this.goBack();
    this.toasts.close(toast.id);
  }

  protected key(event: KeyboardEvent): void {
    if (event.defaultPrevented || this.toasts.shown().length === 0) return;
    if (event.key === 'F6') this.taken(event, () => (this.hasFocus() ? this.goBack() : this.goIn()));
    else if (event.key === 'Escape' && this.hasFocus()) this.taken(event, () => this.closeFocused());
    else if (isUndo(event) && !isField(event.target) && this.toasts.undoable())
      this.taken(event, () => this.toasts.undoLast());
  }

  private taken(event: KeyboardEvent, act: () => void): void {
    event.preventDefault();
    act();
  }

  private goIn(): void {
    const newest = [...this.host.querySelectorAll<HTMLElement>('[data-toast]')].at(-1);
    newest?.querySelector<HTMLElement>('button')?.focus();
  }

  private goBack(): void {
    const main = this.document.querySelector<HTMLElement>('main');
    (this.cameFrom?.isConnected ? this.cameFrom : main)?.focus({ preventScroll: true });
  }

  private closeFocused(): void {
    const focused = this.document.activeElement?.closest('[data-toast]');
    const at = focused ? [...this.host.querySelectorAll('[data-toast]')].indexOf(focused) : -1;
    const toast = this.toasts.shown()[at];
    if (toast) this.close(toast);
  }

  private hasFocus(): boolean {
    return this.host.contains(this.document.activeElement);
  }
}

const isUndo = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
