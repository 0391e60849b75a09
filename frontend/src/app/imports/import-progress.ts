import { Component, computed, input } from '@angular/core';
import type { ImportResponse } from '../core/api/models';
import { progressOf } from './import-words';

/** How far an import is: a bar with its name and value for everybody. */
@Component({
  selector: 'app-import-progress',
  host: { class: 'block' },
  template: `
    <div
      class="h-2 overflow-hidden rounded-full bg-sunken"
      role="progressbar"
      aria-label="Progress of the import"
      aria-valuemin="0"
      aria-valuemax="100"
      [attr.aria-valuenow]="value()"
    >
      <div class="h-full rounded-full bg-accent transition-[width] duration-200" [style.width.%]="value()"></div>
    </div>
  `,
})
export class ImportProgress {
  readonly run = input.required<ImportResponse>();
  protected readonly value = computed(() => progressOf(this.run()));
}
