import { DialogRef } from '@angular/cdk/dialog';
import { Component, DestroyRef, ElementRef, computed, inject, signal } from '@angular/core';
import { looksLikeLink } from '../../connections/detect-platform';
import { Avatar } from '../../ui/avatar';
import { BrandIcon } from '../../ui/brand-icon';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon-button';
import { KeyCap } from '../../ui/key-cap';
import { plural } from '../../ui/numbers';
import { deedIn, matches, type Command, type CommandGroup } from './command';
import { PaletteCommands } from './palette-commands';
import { RecentCommands } from './recent-commands';

const TYPING_PAUSE_MS = 180;
const ORDER: readonly CommandGroup[] = ['Connect', 'Recent', 'Talents', 'Profiles', 'Go to', 'Do'];
const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => (at >= last ? 0 : at + 1),
  ArrowUp: (at, last) => (at <= 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Everything by typing: talents, profiles, pages, actions, and a pasted link. Closes with what was chosen. */
@Component({
  selector: 'app-command-palette',
  imports: [Avatar, BrandIcon, Icon, IconButton, KeyCap],
  templateUrl: './command-palette.html',
  host: {
    class:
      'relative flex h-[calc(100dvh-1rem)] w-screen flex-col overflow-clip rounded-t-xl bg-surface shadow-dialog animate-rise sm:h-[min(30rem,calc(100dvh-3rem))] sm:w-[min(40rem,calc(100vw-3rem))] sm:rounded-xl',
  },
})
export class CommandPalette {
  protected readonly ref = inject<DialogRef<Command>>(DialogRef);
  private readonly commands = inject(PaletteCommands);
  private readonly recent = inject(RecentCommands);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private question = 0;
  protected readonly typed = signal('');
  protected readonly asking = signal(false);
  protected readonly failed = signal(false);
  private readonly found = signal<readonly Command[]>([]);
  private readonly at = signal(0);

  private readonly shown = computed<readonly Command[]>(() => {
    const typed = this.typed().trim();
    if (!typed) return [...this.recent.list(), ...this.withoutRecent()];
    if (this.isLink()) return this.commands.mayConnect() ? [this.commands.connect(typed)] : [];
    if (deedIn(this.typed())) return this.found();
    return [...this.found(), ...this.commands.fixed().filter((command) => matches(command, typed))];
  });
  protected readonly groups = computed(() =>
    ORDER.map((name) => ({ name, commands: this.shown().filter(({ group }) => group === name) })).filter(
      ({ commands }) => commands.length > 0,
    ),
  );
  /** As they are drawn, one below the other. */
  private readonly lines = computed(() => this.groups().flatMap(({ commands }) => commands));
  protected readonly active = computed(() => this.lines()[Math.min(this.at(), this.lines().length - 1)] ?? null);
  protected readonly nothing = computed(() => this.lines().length === 0 && !this.asking() && !this.failed());
  protected readonly said = computed(() => {
    if (this.asking()) return '';
    return this.nothing() ? this.nothingWords() : plural(this.lines().length, 'result');
  });
  protected readonly nothingWords = computed(() => {
    if (this.isLink()) return 'Your role does not allow connecting profiles.';
    const deed = deedIn(this.typed());
    if (deed && !deed.rest) return `Type a handle or a name to ${deed.deed}.`;
    return `Nothing is called “${this.typed().trim()}”. Try a talent’s name or a handle.`;
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.hold());
  }

  protected type(text: string): void {
    this.hold();
    this.typed.set(text);
    this.at.set(0);
    this.failed.set(false);
    this.question += 1;
    const worthAsking = text.trim().length > 1 && !this.isLink() && deedIn(text)?.rest !== '';
    this.asking.set(worthAsking);
    if (worthAsking) this.timer = setTimeout(() => void this.ask(text), TYPING_PAUSE_MS);
    else this.found.set([]);
  }

  protected key(event: KeyboardEvent): void {
    const last = this.lines().length - 1;
    const step = STEPS[event.key];
    if (event.isComposing) return;
    if (event.key === 'Enter') this.chooseActive(event);
    else if (step && last >= 0 && !(isJump(event.key) && this.typed())) {
      event.preventDefault();
      this.at.set(step(Math.min(this.at(), last), last));
      this.showActive();
    }
  }

  protected point(command: Command): void {
    this.at.set(this.lines().indexOf(command));
  }

  protected choose(command: Command): void {
    if (command.fills !== undefined) return this.fill(command.fills);
    this.recent.add(command);
    this.ref.close(command);
  }

  private chooseActive(event: Event): void {
    event.preventDefault();
    const active = this.active();
    if (active) this.choose(active);
  }

  private fill(text: string): void {
    const field = this.host.querySelector('input');
    if (!field) return;
    field.value = text;
    field.focus();
    this.type(text);
  }

  private async ask(text: string): Promise<void> {
    const question = ++this.question;
    const deed = deedIn(text);
    try {
      const found = await (deed ? this.commands.toDo(deed.deed, deed.rest) : this.commands.search(text.trim()));
      if (question === this.question) this.found.set(found);
    } catch {
      if (question !== this.question) return;
      this.found.set([]);
      this.failed.set(true);
    } finally {
      if (question === this.question) this.asking.set(false);
    }
  }

  private isLink(): boolean {
    return looksLikeLink(this.typed().trim());
  }

  private withoutRecent(): Command[] {
    const recent = new Set(this.recent.list().map(({ id }) => id));
    return this.commands.fixed().filter(({ id }) => !recent.has(id));
  }

  private showActive(): void {
    setTimeout(() => this.host.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
  }

  private hold(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}

/** In a field with text these keys move within the text. */
const isJump = (key: string): boolean => key === 'Home' || key === 'End';
