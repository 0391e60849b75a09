import { Component, input, model } from '@angular/core';
import { Icon, type IconName } from './icon';

export interface Segment<T extends string = string> {
  value: T;
  label: string;
  icon?: IconName;
}

/** One of a few, all visible: radio buttons drawn as a strip, so that arrow keys work by themselves. */
@Component({
  selector: 'ui-segmented',
  imports: [Icon],
  host: { role: 'radiogroup', class: 'inline-flex gap-0.5 rounded-md bg-sunken p-0.5', '[attr.aria-label]': 'label()' },
  template: `
    @for (segment of segments(); track segment.value) {
      <label
        class="relative inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-sm px-3 text-sm font-medium text-ink-2 transition-colors hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus touch:min-h-11"
      >
        <input
          class="absolute inset-0 cursor-pointer appearance-none rounded-sm outline-none"
          type="radio"
          [name]="group"
          [value]="segment.value"
          [checked]="segment.value === value()"
          [attr.aria-label]="iconsOnly() ? segment.label : null"
          (change)="value.set(segment.value)"
        />
        @if (segment.icon; as icon) {
          <ui-icon [name]="icon" [size]="16" />
        }
        @if (!iconsOnly()) {
          <span>{{ segment.label }}</span>
        }
      </label>
    }
  `,
})
export class Segmented<T extends string> {
  private static issued = 0;
  readonly label = input.required<string>();
  readonly segments = input.required<readonly Segment<T>[]>();
  readonly value = model.required<T>();
  readonly iconsOnly = input(false);
  protected readonly group = `segmented-${++Segmented.issued}`;
}
