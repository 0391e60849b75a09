/** Letters to talents, written in their language. Pure. */
import { letterHtml, letterText } from '../../core/mail/letter.js';
import type { Letter } from '../../core/mail/letter.js';
import type { Language } from './languages.js';
import { LETTER_TEXTS } from './letter-texts.js';
import type { LetterKind } from './letter-texts.js';

/** What is filled in; each letter asks for some of it. */
export interface Blanks {
  readonly talent: string;
  readonly agency: string;
  readonly link: string;
  readonly until?: Date;
  /** Names of the platforms that an invitation is for. */
  readonly platforms?: readonly string[];
  readonly platform?: string;
  /** As `@mia`. */
  readonly account?: string;
  readonly days?: number;
  readonly minutes?: number;
}

export interface WrittenLetter {
  readonly subject: string;
  /** Ready to paste where there is no mail server. */
  readonly text: string;
  readonly html: string;
}

export function writeLetter(kind: LetterKind, language: Language, blanks: Blanks): WrittenLetter {
  const { greeting, [kind]: words } = LETTER_TEXTS[language];
  const values = wordsFor(language, blanks);
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const letter: Letter = {
    greeting: filled(greeting),
    before: words.before.map(filled),
    button: filled(words.button),
    link: blanks.link,
    after: words.after.map(filled),
    regards: blanks.agency,
  };
  return { subject: filled(words.subject), text: letterText(letter), html: letterHtml(letter) };
}

function wordsFor(language: Language, blanks: Blanks): Readonly<Record<string, string>> {
  const { talent, agency, until, platforms = [], platform = '', account = '', days = 0, minutes = 0 } = blanks;
  const amount = (unit: 'day' | 'minute', count: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  return {
    talent,
    agency,
    platform,
    account,
    platforms: new Intl.ListFormat(language, { type: 'conjunction' }).format(platforms),
    until: until ? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(until) : '',
    days: amount('day', days),
    minutes: amount('minute', minutes),
  };
}
