/** The languages in which talents are written to. */
export const LANGUAGES = ['en', 'de', 'es', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

const FALLBACK: Language = 'en';

/** The language of a tag such as `de-AT`; English where it is none of ours, or none at all. */
export function languageOf(tag: string | null | undefined): Language {
  const word = tag?.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === word) ?? FALLBACK;
}
