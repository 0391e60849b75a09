/** In which language a talent's pages speak: as they chose here, else as their link says, else as their browser does. */
import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import type { Place } from '../core/api/models';
import type { Door } from './consent-api';
import { LANGUAGES, understood, type Language } from './languages';
import { Moments } from './moments';
import type { Words } from './words/en';

const KEPT_AS = 'rostrum.language';

@Injectable({ providedIn: 'root' })
export class Speech {
  private readonly document = inject(DOCUMENT);
  private readonly spoken = signal<{ language: Language; words: Words } | null>(null);
  private wanted: Language | null = null;

  readonly language = computed(() => this.spoken()?.language ?? null);
  /** Null until the words have come. */
  readonly words = computed(() => this.spoken()?.words ?? null);
  readonly moments = computed(() => new Moments(this.words()?.tag ?? 'en-GB'));
  private readonly list = computed(() => new Intl.ListFormat(this.words()?.tag ?? 'en-GB', { type: 'conjunction' }));

  /** For what is drawn only once the words are there. */
  readonly w = (): Words => {
    const words = this.words();
    if (!words) throw new Error('Nothing is said before its words have come.');
    return words;
  };

  join(names: readonly string[]): string {
    return this.list().format(names);
  }

  /** `given`: what the link says. A choice that was made in this browser goes first. */
  async speak(given: Language | null): Promise<void> {
    await this.load(this.chosen() ?? given ?? understood(this.document.defaultView?.navigator.languages ?? []));
  }

  /** Of a place somebody signs in to, English may only mean that nobody has said otherwise. */
  speakFor({ language }: Place, door: Door): Promise<void> {
    return this.speak(door === '/own' && language === 'en' ? null : language);
  }

  async choose(language: Language): Promise<void> {
    this.keep(language);
    await this.load(language);
  }

  /** What is spoken now is spoken here from now on. */
  keep(language = this.language()): void {
    try {
      if (language) this.document.defaultView?.localStorage.setItem(KEPT_AS, language);
    } catch {
      // Where storage is denied the choice holds as long as the page does.
    }
  }

  /** The rest of the console speaks English. */
  leave(): void {
    this.document.documentElement.lang = 'en';
  }

  private async load(language: Language): Promise<void> {
    this.wanted = language;
    const words = await LANGUAGES.find(({ id }) => id === language)?.load();
    if (!words || this.wanted !== language) return;
    this.spoken.set({ language, words });
    this.document.documentElement.lang = language;
  }

  private chosen(): Language | null {
    try {
      const kept = this.document.defaultView?.localStorage.getItem(KEPT_AS);
      return LANGUAGES.find(({ id }) => id === kept)?.id ?? null;
    } catch {
      return null;
    }
  }
}
