import { Component, inject } from '@angular/core';
import { LANGUAGES, type Language } from './languages';
import { Select } from '../ui/select';
import { Speech } from './speech';

/** The link says in which language to speak; whoever reads may know better. */
@Component({
  selector: 'app-language-choice',
  imports: [Select],
  host: { class: 'block' },
  template: `
    <label class="flex items-center gap-2 text-sm text-ink-2">
      {{ speech.w().language }}
      <ui-select>
        <select class="control w-auto!" (change)="choose($event)">
          @for (one of languages; track one.id) {
            <option [value]="one.id" [attr.lang]="one.id" [selected]="one.id === speech.language()">
              {{ one.name }}
            </option>
          }
        </select>
      </ui-select>
    </label>
  `,
})
export class LanguageChoice {
  protected readonly speech = inject(Speech);
  protected readonly languages = LANGUAGES;

  protected choose(event: Event): void {
    if (event.target instanceof HTMLSelectElement) void this.speech.choose(event.target.value as Language);
  }
}
