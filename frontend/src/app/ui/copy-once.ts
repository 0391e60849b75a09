import { Component, input, signal } from '@angular/core';
import { Button, type ButtonLook } from './button';
import { Control, Field } from './field';
import { Icon } from './icon';

/** Something to be selected, or copied with one press: a line of code, or with `rows` a text of several lines. */
@Component({
  selector: 'ui-copy-once',
  imports: [Button, Control, Field, Icon],
  host: { class: 'block' },
  template: `
    <ui-field [label]="label()">
      @if (rows()) {
        <textarea
          #text
          uiControl
          readonly
          class="resize-y"
          [rows]="rows()"
          [value]="value()"
          (focus)="text.select()"
        ></textarea>
      } @else {
        <input #field uiControl readonly class="font-code" [value]="value()" (focus)="field.select()" />
      }
    </ui-field>
    <div class="mt-3 flex items-center gap-3">
      <button uiButton [look]="copied() ? 'secondary' : look()" type="button" (click)="copy()">
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
  readonly rows = input(0);
  readonly look = input<ButtonLook>('primary');
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
