import { LANGUAGES, languageOf } from './languages.js';
import { LETTER_KINDS, LETTER_TEXTS } from './letter-texts.js';
import type { LetterText } from './letter-texts.js';
import { writeLetter } from './letters.js';

const BLANKS = {
  talent: 'Mia <b>Sol</b>',
  agency: 'Northlight & Sons',
  link: 'https://console.example.com/consent#token',
  until: new Date('2026-12-06T10:00:00Z'),
  platforms: ['Alpha', 'Beta', 'Gamma'],
  platform: 'Alpha',
  account: '@mia',
  days: 3,
  minutes: 15,
};

const blanksOf = ({ subject, before, button, after }: LetterText): string[] =>
  [...new Set([subject, ...before, button, ...after].join(' ').match(/\{\w+\}/g))].sort();

describe.each(LANGUAGES)('letters in %s', (language) => {
  it.each(LETTER_KINDS)('%s: the same blanks as in English, and as many words in between', (kind) => {
    const [text, english] = [LETTER_TEXTS[language][kind], LETTER_TEXTS.en[kind]];
    expect(blanksOf(text)).toEqual(blanksOf(english));
    expect([text.before.length, text.after.length]).toEqual([english.before.length, english.after.length]);
  });

  it.each(LETTER_KINDS)('%s: nothing is left open when it is written', (kind) => {
    const { subject, text, html } = writeLetter(kind, language, BLANKS);
    for (const words of [subject, text, html]) {
      expect(words).not.toMatch(/[{}]|undefined|null|NaN/);
    }
    expect(text.split(BLANKS.link)).toHaveLength(2);
    expect(html).toContain('Mia &lt;b&gt;Sol&lt;/b&gt;');
    expect(html).not.toMatch(/<b>|<img|<script|https?:\/\/(?!console\.example\.com)/);
  });

  it('are no other language’s words', () => {
    const others = LANGUAGES.filter((other) => other !== language).map((other) => LETTER_TEXTS[other]);
    for (const kind of LETTER_KINDS)
      for (const other of others) expect(LETTER_TEXTS[language][kind].before).not.toEqual(other[kind].before);
  });
});

it('names several platforms as people do, and days in their language', () => {
  expect(writeLetter('invitation', 'de', BLANKS).text).toContain('Alpha, Beta und Gamma');
  expect(writeLetter('expiring', 'fr', BLANKS).subject).toMatch(/3\sjours/);
  expect(writeLetter('expiring', 'en', { ...BLANKS, days: 1 }).subject).toContain('1 day');
  expect(writeLetter('reconnect', 'es', BLANKS).text).toContain('6 de diciembre de 2026');
});

it('a name with braces is a name', () => {
  expect(writeLetter('fresh', 'en', { ...BLANKS, talent: '{agency}' }).text).toContain('Hi {agency},');
});

it.each([
  ['de-AT', 'de'],
  ['fr', 'fr'],
  ['sv-SE', 'en'],
  ['', 'en'],
  [null, 'en'],
])('a talent with %s is written to in %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});
