import { Component, input, signal } from '@angular/core';
import { Button } from '../ui/button';
import { Control, Field } from '../ui/field';
import { Icon } from '../ui/icon';

/** Something that is shown this once: to be selected, or copied with one press. */
@Component({
  selector: 'app-copy-once',
  imports: [Button, Control, Field, Icon],
  host: { class: 'block' },
  template: `
    <ui-field [label]="label()">
      <input #field uiControl readonly class="font-code" [value]="value()" (focus)="field.select()" />
    </ui-field>
    <div class="mt-3 flex items-center gap-3">
      <button uiButton [look]="copied() ? 'secondary' : 'primary'" type="button" (click)="copy()">
        <ui-icon [name]="copied() ? 'check' : 'copy'" [size]="16" />{{ action() }}
      </button>
      <span role="status" class="text-sm text-ink-2">{{ said() }}</span>
    </div>
  `,
})
export class CopyOnce {
  readonly label = input.required<string>();
  readonly action = input.required<string>();
  readonly value = input.required<string>();
  protected readonly copied = signal(false);
  protected readonly said = signal('');

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.value());
      this.copied.set(true);
      this.said.set('Copied.');
    } catch {
      this.said.set('This browser did not allow it: select the text and copy it.');
    }
  }
}
