import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject } from '@angular/core';
import { Session } from '../../core/session';
import { ShortcutSwitch } from '../../core/shortcut-switch';
import { Button } from '../../ui/button';
import { DialogFrame } from '../../ui/dialog-frame';
import { KeyCap } from '../../ui/key-cap';
import { DO, GO_TO, type Shortcut } from './shortcut-list';

interface Line {
  does: string;
  keys: readonly string[];
}

const EVERYWHERE: readonly Line[] = [
  { does: 'Search and commands', keys: ['Ctrl', 'K'] },
  { does: 'Rows of a list', keys: ['↓', '↑'] },
  { does: 'Tick a row of the roster', keys: ['Space'] },
  { does: 'Tick the next row, too', keys: ['Shift', '↓'] },
  { does: 'Newest message', keys: ['F6'] },
  { does: 'Undo', keys: ['Ctrl', 'Z'] },
  { does: 'Close a dialog', keys: ['Esc'] },
];

/** What the keys do, and the switch for those that speech input or a shaky hand may press by accident. */
@Component({
  selector: 'app-shortcut-sheet',
  imports: [Button, DialogFrame, KeyCap],
  template: `
    <ui-dialog-frame title="Keyboard shortcuts" subtitle="Letters do nothing while you type in a field.">
      <div class="grid gap-x-8 gap-y-6 sm:grid-cols-2">
        @for (group of groups(); track group.name) {
          <section
            [attr.aria-labelledby]="'keys-' + $index"
            [class.opacity-55]="group.single && !toggle.on()"
            [class.sm:col-span-2]="!group.single"
          >
            <h3 class="mb-1 text-xs font-semibold text-ink-3" [id]="'keys-' + $index">{{ group.name }}</h3>
            <dl class="grid gap-x-8" [class.sm:grid-cols-2]="!group.single">
              @for (line of group.lines; track line.does) {
                <div class="flex min-h-9 items-center justify-between gap-4 border-b border-line">
                  <dt>{{ line.does }}</dt>
                  <dd class="flex shrink-0 gap-1">
                    @for (key of line.keys; track $index) {
                      <kbd uiKey>{{ key }}</kbd>
                    }
                  </dd>
                </div>
              }
            </dl>
          </section>
        }
      </div>
      <ng-container slot="actions">
        <button uiButton type="button" (click)="ref.close()">Done</button>
        <button uiButton look="quiet" type="button" class="order-first" (click)="toggle.set(!toggle.on())">
          {{ toggle.on() ? 'Turn letter keys off' : 'Turn letter keys on' }}
        </button>
      </ng-container>
    </ui-dialog-frame>
  `,
})
export class ShortcutSheet {
  protected readonly ref = inject(DialogRef);
  protected readonly toggle = inject(ShortcutSwitch);
  private readonly session = inject(Session);
  protected readonly groups = computed(() => [
    { name: 'Go to', single: true, lines: this.allowed(GO_TO) },
    { name: 'Do', single: true, lines: this.allowed(DO) },
    { name: 'Everywhere', single: false, lines: EVERYWHERE },
  ]);

  private allowed(shortcuts: readonly Shortcut[]): Line[] {
    const own = shortcuts.filter(({ needs }) => needs === null || this.session.can(needs));
    return own.map(({ does, keys }) => ({ does, keys: keys.split(' ') }));
  }
}
