import { Component, computed, input } from '@angular/core';

/** Where something will stand, in its final size. */
@Component({
  selector: 'ui-skeleton',
  host: {
    class: 'block animate-pulse bg-sunken',
    'aria-hidden': 'true',
    '[class]': 'shape()',
    '[style.width]': 'width()',
    '[style.height]': 'height()',
  },
  template: '',
})
export class Skeleton {
  readonly width = input('100%');
  readonly height = input('0.875rem');
  readonly round = input(false);
  protected readonly shape = computed(() => (this.round() ? 'rounded-full' : 'rounded-sm'));
}
