/** Listens to the letter keys, where a letter is not a letter. */
import { DOCUMENT, Injectable, inject } from '@angular/core';
import { Session } from '../../core/session';
import { ShortcutSwitch } from '../../core/shortcut-switch';
import { Dialogs } from '../../ui/dialogs';
import { ConsoleDeeds } from '../console-deeds';
import { KeySequence } from './key-sequence';
import { DO, GO_TO, type Shortcut } from './shortcut-list';

/** What takes letters for itself. */
const TYPING = 'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=combobox]';

@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly deeds = inject(ConsoleDeeds);
  private readonly toggle = inject(ShortcutSwitch);
  private readonly sequence = new KeySequence();

  press(event: KeyboardEvent): void {
    if (!this.toggle.on() || !this.isFree(event)) return;
    const known = [...GO_TO, ...DO].filter(({ needs }) => needs === null || this.session.can(needs));
    const names = known.map(({ keys }) => keys);
    const pressed = this.sequence.press(event.key, event.timeStamp, names);
    const shortcut = known.find(({ keys }) => keys === pressed);
    if (!shortcut) return;
    event.preventDefault();
    void this.act(shortcut.act);
  }

  private act(act: Shortcut['act']): void | Promise<void> {
    if (typeof act !== 'string') return this.deeds.goTo(act.path);
    return act === 'search' ? this.search() : this.deeds[act]();
  }

  /** The page's own search where it has one, else the palette. */
  private async search(): Promise<void> {
    const field = this.document.querySelector<HTMLInputElement>('main input[type=search]');
    field?.select();
    if (field) return field.focus();
    const { openPalette } = await import('../palette/open-palette');
    await openPalette(this.dialogs);
  }

  private isFree(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
    if (this.document.querySelector('.cdk-overlay-container [role=dialog], .cdk-overlay-container [role=menu]'))
      return false;
    return !(event.target instanceof Element && event.target.closest(TYPING));
  }
}
