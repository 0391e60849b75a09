import { Component, ElementRef, computed, inject, input } from '@angular/core';
import { Icon, type IconName } from './icon';
import { Tooltip } from './tooltip';

/** A button whose name is read and shown on hover, but drawn as a sign. */
@Component({
  selector: 'button[uiIconButton], a[uiIconButton]',
  imports: [Icon],
  hostDirectives: [{ directive: Tooltip, inputs: ['uiTooltip: aria-label'] }],
  host: {
    '[attr.type]': 'type',
    class:
      'inline-grid shrink-0 place-items-center rounded-md text-ink-2 transition-colors not-disabled:hover:bg-sunken not-disabled:hover:text-ink ' +
      'disabled:opacity-45 size-9 touch:size-11',
    '[attr.aria-label]': 'ariaLabel()',
    '[attr.aria-busy]': 'busy() || null',
  },
  template: `<ui-icon [name]="icon()" [size]="18" [class.animate-spin]="spinning()" />`,
})
export class IconButton {
  readonly icon = input.required<IconName>();
  readonly ariaLabel = input.required<string>({ alias: 'aria-label' });
  readonly busy = input(false);
  /** Never a form's submit button by accident. */
  protected readonly type = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.matches('button')
    ? 'button'
    : null;
  protected readonly spinning = computed(() => this.busy());
}
