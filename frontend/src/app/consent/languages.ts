import type { Place } from '../core/api/models';
import type { Words } from './words/en';

export type Language = Place['language'];

export interface LanguageFacts {
  readonly id: Language;
  /** As its speakers call it. */
  readonly name: string;
  readonly load: () => Promise<Words>;
}

export const LANGUAGES: readonly LanguageFacts[] = [
  { id: 'en', name: 'English', load: () => import('./words/en').then((m) => m.en) },
  { id: 'de', name: 'Deutsch', load: () => import('./words/de').then((m) => m.de) },
  { id: 'es', name: 'Español', load: () => import('./words/es').then((m) => m.es) },
  { id: 'fr', name: 'Français', load: () => import('./words/fr').then((m) => m.fr) },
];

/** The first of ours that somebody understands; English where there is none. */
export function understood(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = LANGUAGES.find(({ id }) => id === tag.split('-')[0]?.toLowerCase());
    if (found) return found.id;
  }
  return 'en';
}
