import { Component, DestroyRef, ElementRef, effect, inject, input, model, signal, untracked } from '@angular/core';
import { Avatar } from './avatar';
import { Icon } from './icon';

export interface PickerOption {
  id: string;
  label: string;
  note: string | null;
  face: string | null;
}

const TYPING_PAUSE_MS = 200;
let issued = 0;

/**
 * One of many, found by typing: a search box, and what it finds as radio buttons below, so that arrow keys, touch and
 * screen readers work by themselves. `search` answers with the few that fit best; `extra` is offered after them.
 */
@Component({
  selector: 'ui-picker',
  imports: [Avatar, Icon],
  templateUrl: './picker.html',
})
export class Picker {
  readonly label = input.required<string>();
  readonly search = input.required<(text: string) => Promise<readonly PickerOption[]>>();
  readonly start = input('');
  readonly extra = input<PickerOption | null>(null);
  readonly error = input<string | null>(null);
  readonly chosen = model<PickerOption | null>(null);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private typing: ReturnType<typeof setTimeout> | null = null;
  private question = 0;
  protected readonly id = `picker-${++issued}`;
  protected readonly found = signal<readonly PickerOption[] | null>(null);
  protected readonly failed = signal(false);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.hold());
    effect(() => {
      const text = this.start();
      untracked(() => void this.ask(text));
    });
  }

  focus(): void {
    this.host.querySelector('input')?.focus();
  }

  protected typed(text: string): void {
    this.hold();
    this.typing = setTimeout(() => void this.ask(text), TYPING_PAUSE_MS);
  }

  protected down(event: Event): void {
    const first = this.host.querySelector<HTMLInputElement>('input[type=radio]');
    if (!first) return;
    event.preventDefault();
    first.focus();
  }

  private async ask(text: string): Promise<void> {
    const question = ++this.question;
    try {
      const found = await this.search()(text.trim());
      if (question !== this.question) return;
      this.found.set(found);
      this.failed.set(false);
    } catch {
      if (question === this.question) this.failed.set(true);
    }
  }

  private hold(): void {
    if (this.typing !== null) clearTimeout(this.typing);
    this.typing = null;
  }
}
