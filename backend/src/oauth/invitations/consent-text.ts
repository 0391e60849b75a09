/**
 * Which wording talents agree to. Every record of a consent names it, so it changes whenever the words that the consent
 * page shows do; a test compares the two.
 */
export const TEXT_VERSION = '2026-11';
