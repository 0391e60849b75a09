import { Component, computed, inject } from '@angular/core';
import { ShortcutSwitch } from '../core/shortcut-switch';
import { KeyCap } from '../ui/key-cap';
import { Segmented, type Segment } from '../ui/segmented';

/** Turns the single-letter shortcuts off, for those who would press them by accident. */
@Component({
  selector: 'app-shortcuts-choice',
  imports: [KeyCap, Segmented],
  host: { class: 'flex flex-wrap items-center justify-between gap-3' },
  template: `
    <span class="min-w-0">
      <span class="block font-medium" aria-hidden="true">Letter shortcuts</span>
      <span class="block text-sm text-ink-3">Such as <kbd uiKey>g</kbd> <kbd uiKey>t</kbd> for Today.</span>
    </span>
    <ui-segmented
      label="Letter shortcuts"
      [segments]="segments"
      [value]="chosen()"
      (valueChange)="toggle.set($event === 'on')"
    />
  `,
})
export class ShortcutsChoice {
  protected readonly toggle = inject(ShortcutSwitch);
  protected readonly chosen = computed<'on' | 'off'>(() => (this.toggle.on() ? 'on' : 'off'));
  protected readonly segments: readonly Segment<'on' | 'off'>[] = [
    { value: 'on', label: 'On' },
    { value: 'off', label: 'Off' },
  ];
}
