import { Component, DestroyRef, inject } from '@angular/core';
import { Router } from '@angular/router';
import { looksLikeLink } from '../connections/detect-platform';
import { Live } from '../core/live';
import { Session } from '../core/session';
import { ConsoleDeeds } from './console-deeds';
import { Shortcuts } from './keyboard/shortcuts';

const LONGEST_LINK = 2_048;
/** Where people look at talents, and a pasted profile can only be meant for one of them. */
const PASTE_INTO = /^\/(?:roster|today)(?:[?#]|$)/;
const TAKES_PASTE = 'input, textarea, select, [contenteditable], [role=dialog]';

/** Draws nothing: listens to the server, the keyboard and the clipboard, once the page is there. */
@Component({
  selector: 'app-console-attendant',
  host: {
    class: 'hidden',
    '(document:keydown)': 'shortcuts.press($event)',
    '(document:paste)': 'paste($event)',
  },
  template: '',
})
export class ConsoleAttendant {
  protected readonly shortcuts = inject(Shortcuts);
  private readonly deeds = inject(ConsoleDeeds);
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  constructor() {
    const live = inject(Live);
    live.start();
    inject(DestroyRef).onDestroy(() => live.stop());
  }

  /** A profile's link, pasted where nothing takes text, is a profile to connect. */
  protected paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (text.length > LONGEST_LINK || /\s/.test(text) || !looksLikeLink(text)) return;
    if (event.defaultPrevented || !this.isFree(event.target) || !this.session.can('connection:write')) return;
    event.preventDefault();
    void this.deeds.connect(text);
  }

  private isFree(target: EventTarget | null): boolean {
    const taken = target instanceof Element && target.closest(TAKES_PASTE);
    const open = target instanceof Node && target.ownerDocument?.querySelector('.cdk-overlay-container [role=dialog]');
    return !taken && !open && PASTE_INTO.test(this.router.url);
  }
}
