import { DOCUMENT, DestroyRef, Directive, ElementRef, inject, input } from '@angular/core';

const OPEN_AFTER_MS = 250;
const GAP_PX = 6;
let issued = 0;

/**
 * A short text on hover and focus. It can be dismissed with Escape and pointed at (WCAG 1.4.13); it is drawn in the
 * top layer, so it also shows above dialogs. The text must be reachable without it too (a label, a hidden text).
 */
@Directive({
  selector: '[uiTooltip]',
  host: {
    '(pointerenter)': 'openSoon()',
    '(pointerleave)': 'closeSoon()',
    '(focus)': 'onFocus()',
    '(blur)': 'close()',
    '(click)': 'close()',
    '(keydown.escape)': 'onEscape($event)',
  },
})
export class Tooltip {
  readonly uiTooltip = input<string | null | undefined>(null);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly document = inject(DOCUMENT);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private bubble: HTMLElement | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.close());
  }

  protected openSoon(): void {
    this.clearTimer();
    this.timer = setTimeout(() => this.open(), OPEN_AFTER_MS);
  }

  protected closeSoon(): void {
    this.clearTimer();
    this.timer = setTimeout(() => this.close(), 80);
  }

  protected onFocus(): void {
    if (this.host.matches(':focus-visible')) this.open();
  }

  protected onEscape(event: Event): void {
    if (!this.bubble) return;
    event.stopPropagation();
    this.close();
  }

  protected close(): void {
    this.clearTimer();
    this.bubble?.remove();
    this.bubble = null;
  }

  private open(): void {
    const text = this.uiTooltip();
    if (!text || this.bubble || !this.host.isConnected) return;
    const bubble = this.document.createElement('div');
    bubble.className = 'ui-tooltip';
    bubble.id = `tooltip-${++issued}`;
    bubble.setAttribute('role', 'tooltip');
    bubble.setAttribute('popover', 'manual');
    bubble.textContent = text;
    bubble.addEventListener('pointerenter', () => this.clearTimer());
    bubble.addEventListener('pointerleave', () => this.closeSoon());
    this.document.body.append(bubble);
    bubble.showPopover?.();
    this.place(bubble);
    this.bubble = bubble;
  }

  private place(bubble: HTMLElement): void {
    const anchor = this.host.getBoundingClientRect();
    const own = bubble.getBoundingClientRect();
    const view = this.document.documentElement;
    const above = anchor.top - own.height - GAP_PX;
    const top = above < GAP_PX ? anchor.bottom + GAP_PX : above;
    const centred = anchor.left + anchor.width / 2 - own.width / 2;
    const left = Math.min(Math.max(GAP_PX, centred), view.clientWidth - own.width - GAP_PX);
    bubble.style.setProperty('top', `${top}px`);
    bubble.style.setProperty('left', `${left}px`);
  }

  private clearTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
