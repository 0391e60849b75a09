import { Component, input } from '@angular/core';

/** How far something is, in hundredths: a bar with its name and value for everybody. */
@Component({
  selector: 'ui-progress',
  host: {
    class: 'block h-1.5 overflow-hidden rounded-full bg-sunken',
    role: 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-label]': 'label()',
    '[attr.aria-valuenow]': 'value()',
    '[attr.aria-valuetext]': 'words()',
  },
  template: `<div class="h-full rounded-full bg-busy transition-[width]" [style.width.%]="value()"></div>`,
})
export class Progress {
  readonly label = input.required<string>();
  readonly value = input.required<number>();
  /** What the value means, where it is no share that anybody thinks in. */
  readonly words = input<string | null>(null);
}
