import { Component, computed, inject, input, model } from '@angular/core';
import { PlatformStore } from '../core/platform-store';
import { BrandIcon } from '../ui/brand-icon';

/** Which platform's posts are shown, or all: radio buttons drawn as chips, so that arrow keys work by themselves. */
@Component({
  selector: 'app-platform-tabs',
  imports: [BrandIcon],
  host: { class: 'flex flex-wrap gap-2', role: 'radiogroup', 'aria-label': 'Platform' },
  template: `
    @for (row of rows(); track row.id) {
      <label
        class="relative inline-flex min-h-8 cursor-pointer items-center gap-2 rounded-full border border-line px-3 text-sm text-ink-2 transition-colors hover:border-line-strong hover:text-ink has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus touch:min-h-11"
      >
        <input
          type="radio"
          name="posts-platform"
          class="absolute inset-0 cursor-pointer appearance-none rounded-full outline-none"
          [value]="row.id"
          [checked]="row.id === chosen()"
          (change)="chosen.set(row.id)"
        />
        @if (row.icon) {
          <ui-brand-icon [drawing]="row.icon" [size]="14" />
        }
        {{ row.name }}
      </label>
    }
  `,
})
export class PlatformTabs {
  readonly platforms = input.required<readonly string[]>();
  /** Null for all of them. */
  readonly chosen = model.required<string | null>();
  private readonly store = inject(PlatformStore);
  protected readonly rows = computed(() => [
    { id: null, name: 'All', icon: null },
    ...this.platforms().map((id) => ({ id, name: this.store.name(id), icon: this.store.find(id)?.icon ?? null })),
  ]);
}
