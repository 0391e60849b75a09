import { Component, input, output } from '@angular/core';
import { Button } from './button';
import { Icon } from './icon';

/** What happened, what to do next, and a way to do it. */
@Component({
  selector: 'ui-error-state',
  imports: [Button, Icon],
  host: { class: 'flex flex-col items-center px-6 py-14 text-center', role: 'alert' },
  template: `
    <span class="mb-4 grid size-12 place-items-center rounded-full bg-bad-soft text-bad-ink">
      <ui-icon name="warning" [size]="22" />
    </span>
    <p class="title text-lg">{{ title() }}</p>
    <p class="mt-1.5 mb-5 max-w-form text-pretty text-ink-2">
      {{ text() }}
      @if (reference(); as id) {
        <span class="mt-1 block text-xs text-ink-3">Reference {{ id }}</span>
      }
    </p>
    <button uiButton type="button" (click)="retry.emit()">Try again</button>
  `,
})
export class ErrorState {
  readonly title = input('This could not be loaded');
  readonly text = input.required<string>();
  readonly reference = input<string | null>(null);
  readonly retry = output();
}
