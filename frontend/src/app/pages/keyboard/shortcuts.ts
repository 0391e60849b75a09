/** The keys of the console: one table for the listener and for the sheet that explains it. */
import { DOCUMENT, Injectable, computed, inject } from '@angular/core';
import type { Permission } from '../../core/api-words';
import { Session } from '../../core/session';
import { ShortcutSwitch } from '../../core/shortcut-switch';
import { ConsoleDeeds } from '../console-deeds';
import { ROOMS } from '../rooms';
import { KeySequence } from './key-sequence';

export interface Shortcut {
  keys: string;
  does: string;
  group: 'Go to' | 'Do';
  needs: Permission | null;
  act: (deeds: ConsoleDeeds) => unknown;
}

const SHORTCUTS: readonly Shortcut[] = [
  ...ROOMS.map(({ key, label, path, needs }): Shortcut => ({
    keys: `g ${key}`,
    does: label,
    group: 'Go to',
    needs,
    act: (deeds) => deeds.goTo(path),
  })),
  { keys: '/', does: 'Search', group: 'Do', needs: null, act: (deeds) => deeds.search() },
  { keys: 'n', does: 'Add a talent', group: 'Do', needs: 'talent:write', act: (deeds) => deeds.addTalent() },
  { keys: 'c', does: 'Connect a profile', group: 'Do', needs: 'connection:write', act: (deeds) => deeds.connect() },
  { keys: 'z', does: 'Undo', group: 'Do', needs: null, act: (deeds) => deeds.undo() },
  { keys: '?', does: 'Show these keys', group: 'Do', needs: null, act: (deeds) => deeds.showShortcuts() },
];

/** Where a letter is a letter, or already means something else. */
const TYPING = 'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=combobox]';

@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly session = inject(Session);
  private readonly deeds = inject(ConsoleDeeds);
  private readonly toggle = inject(ShortcutSwitch);
  private readonly sequence = new KeySequence();
  readonly all = computed(() => SHORTCUTS.filter(({ needs }) => needs === null || this.session.can(needs)));

  press(event: KeyboardEvent): void {
    if (!this.toggle.on() || !this.isFree(event)) return;
    const known = this.all();
    const pressed = this.sequence.press(
      event.key,
      event.timeStamp,
      known.map(({ keys }) => keys),
    );
    const shortcut = known.find(({ keys }) => keys === pressed);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.act(this.deeds);
  }

  private isFree(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
    if (this.document.querySelector('.cdk-overlay-container [role=dialog], .cdk-overlay-container [role=menu]'))
      return false;
    return !(event.target instanceof Element && event.target.closest(TYPING));
  }
}
