import { Component, computed, inject, input, model } from '@angular/core';
import type { ConnectionResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { BrandIcon } from '../ui/brand-icon';
import { atHandle } from './handle';

/** Which account's posts are shown: radio buttons drawn as chips, so that arrow keys work by themselves. */
@Component({
  selector: 'app-connection-tabs',
  imports: [BrandIcon],
  host: { class: 'flex flex-wrap gap-2', role: 'radiogroup', 'aria-label': 'Account' },
  template: `
    @for (row of rows(); track row.id) {
      <label
        class="relative inline-flex min-h-8 cursor-pointer items-center gap-2 rounded-full border border-line px-3 text-sm text-ink-2 transition-colors hover:border-line-strong hover:text-ink has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus touch:min-h-11"
      >
        <input
          type="radio"
          name="posts-account"
          class="absolute inset-0 cursor-pointer appearance-none rounded-full outline-none"
          [value]="row.id"
          [checked]="row.id === chosen()"
          [attr.aria-label]="row.handle + ' on ' + row.platform"
          (change)="chosen.set(row.id)"
        />
        <ui-brand-icon [drawing]="row.icon" [size]="14" />{{ row.handle }}
      </label>
    }
  `,
})
export class ConnectionTabs {
  readonly connections = input.required<readonly ConnectionResponse[]>();
  readonly chosen = model.required<string | null>();
  private readonly platforms = inject(PlatformStore);
  protected readonly rows = computed(() =>
    this.connections().map(({ id, platform, handle }) => ({
      id,
      handle: atHandle(handle),
      platform: this.platforms.name(platform),
      icon: this.platforms.find(platform)?.icon ?? null,
    })),
  );
}
