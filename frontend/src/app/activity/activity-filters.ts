import { Component, computed, input, output } from '@angular/core';
import type { ActivityFacets } from '../core/api/models';
import { Button } from '../ui/button';
import { Control, Field } from '../ui/field';
import { Select } from '../ui/select';
import type { ActivityQuery } from './activity-api';
import { actionWords, actorName } from './activity-words';

@Component({
  selector: 'app-activity-filters',
  imports: [Button, Control, Field, Select],
  host: { class: 'flex flex-wrap items-end gap-2.5' },
  template: `
    <ui-field label="Who" class="w-full sm:w-44 lg:w-48">
      <ui-select>
        <select #actor uiControl (change)="choose('actor', actor.value)">
          <option value="" [selected]="!query().actor">Anybody</option>
          @for (one of actors(); track one.value) {
            <option [value]="one.value" [selected]="query().actor === one.value">{{ one.name }}</option>
          }
        </select>
      </ui-select>
    </ui-field>
    <ui-field label="What" class="w-full sm:w-48 lg:w-56">
      <ui-select>
        <select #action uiControl (change)="choose('action', action.value)">
          <option value="" [selected]="!query().action">Anything</option>
          @for (one of actions(); track one.action) {
            <option [value]="one.action" [selected]="query().action === one.action">{{ one.words }}</option>
          }
        </select>
      </ui-select>
    </ui-field>
    <ui-field label="From" class="w-[calc(50%-0.3125rem)] sm:w-36 lg:w-40">
      <input #from uiControl type="date" [value]="query().from ?? ''" (change)="choose('from', from.value)" />
    </ui-field>
    <ui-field label="To" class="w-[calc(50%-0.3125rem)] sm:w-36 lg:w-40">
      <input #to uiControl type="date" [value]="query().to ?? ''" (change)="choose('to', to.value)" />
    </ui-field>
    @if (filtered()) {
      <button uiButton look="quiet" type="button" (click)="clear()">Clear</button>
    }
  `,
})
export class ActivityFilters {
  readonly query = input.required<ActivityQuery>();
  readonly facets = input.required<ActivityFacets>();
  readonly changed = output<Partial<ActivityQuery>>();
  protected readonly filtered = computed(() => Object.values(this.query()).some(Boolean));
  /** The system and strangers have no id; they are asked for by their kind. */
  protected readonly actors = computed(() =>
    this.facets().actors.map((actor) => ({ value: actor.id ?? actor.kind, name: actorName(actor) })),
  );
  protected readonly actions = computed(() =>
    this.facets().actions.map((action) => ({ action, words: actionWords(action) })),
  );

  protected choose(key: keyof ActivityQuery, value: string): void {
    this.changed.emit({ [key]: value || null });
  }

  protected clear(): void {
    this.changed.emit({ actor: null, action: null, from: null, to: null });
  }
}
