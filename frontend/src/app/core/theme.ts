/** Light, dark, or as the system says; and how dense lists are. Choices stay in this browser and hold nothing secret. */
import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly system = this.document.defaultView?.matchMedia?.('(prefers-color-scheme: dark)') ?? null;
  private readonly systemDark = signal(this.system?.matches ?? false);
  readonly choice = signal<ThemeChoice>(read(this.storage(), 'rostrum.theme', ['system', 'light', 'dark'], 'system'));
  readonly density = signal<Density>(
    read(this.storage(), 'rostrum.density', ['comfortable', 'compact'], 'comfortable'),
  );

  constructor() {
    this.system?.addEventListener('change', ({ matches }) => this.systemDark.set(matches));
    effect(() => {
      const choice = this.choice();
      const dark = choice === 'dark' || (choice === 'system' && this.systemDark());
      this.document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
      this.document.documentElement.dataset['density'] = this.density();
      write(this.storage(), 'rostrum.theme', choice);
      write(this.storage(), 'rostrum.density', this.density());
    });
  }

  /** Null where the browser denies storage, which it does by throwing. */
  private storage(): Storage | null {
    try {
      return this.document.defaultView?.localStorage ?? null;
    } catch {
      return null;
    }
  }
}

function read<T extends string>(storage: Storage | null, key: string, allowed: readonly T[], fallback: T): T {
  const stored = storage?.getItem(key);
  return allowed.find((value) => value === stored) ?? fallback;
}

function write(storage: Storage | null, key: string, value: string): void {
  try {
    storage?.setItem(key, value);
  } catch {
    // A full or denied storage only means that the choice is not remembered.
  }
}
