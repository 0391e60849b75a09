import { Component, computed, inject, input, output } from '@angular/core';
import type { ConnectionResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { Control, Field } from '../ui/field';
import { Select } from '../ui/select';
import { TIERS, type Tier } from './tiers';

/** Who is read first when a platform's limits are too small for everyone. */
@Component({
  selector: 'app-tier-choice',
  imports: [Control, Field, Select],
  host: { class: 'block' },
  template: `
    <section class="card px-5 py-4" aria-label="How it is read">
      <ui-field class="max-w-form" label="When the limits are short" [hint]="hint()">
        <ui-select>
          <select uiControl [value]="connection().tier" [disabled]="!mayWrite() || asking()" (change)="choose($event)">
            @for (tier of tiers; track tier.value) {
              <option [value]="tier.value" [selected]="tier.value === connection().tier">{{ tier.label }}</option>
            }
          </select>
        </ui-select>
      </ui-field>
    </section>
  `,
})
export class TierChoice {
  readonly connection = input.required<ConnectionResponse>();
  readonly mayWrite = input(false);
  readonly asking = input(false);
  readonly chosen = output<Tier>();
  private readonly platforms = inject(PlatformStore);
  protected readonly tiers = TIERS;
  protected readonly hint = computed(
    () =>
      `Everyone is read hourly where ${this.platforms.name(this.connection().platform)} allows it. Where it does not, this decides who comes sooner.`,
  );

  protected choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const tier = TIERS.find((one) => one.value === value)?.value;
    if (tier && tier !== this.connection().tier) this.chosen.emit(tier);
  }
}
