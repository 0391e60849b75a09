import { de } from './de';
import { en, type Words } from './en';
import { es } from './es';
import { fr } from './fr';

const LANGUAGES: readonly [string, Words][] = [
  ['de', de],
  ['es', es],
  ['fr', fr],
];

/** Every sentence, with its gaps filled by what can be found again. */
function sentences(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const at = `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, fill(value as (...gaps: string[]) => string)]];
    return sentences(value as object, at);
  });
}

const fill = (say: (...gaps: string[]) => string): string =>
  say(...Array.from({ length: say.length }, (_, at) => `⟨${at}⟩`));

describe.each(LANGUAGES)('what talents read in %s', (_, words) => {
  it('leaves nothing out, and fills the same gaps', () => {
    const gaps = (text: string) => [...new Set(text.match(/⟨\d⟩/g) ?? [])].sort();
    const shape = (of: Words) => sentences(of).map(([path, text]) => [path, gaps(text)]);
    expect(shape(words)).toEqual(shape(en));
    expect(sentences(words).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('is a language of its own', () => {
    const english = new Map(sentences(en));
    const same = sentences(words).filter(([path, text]) => english.get(path) === text && /\p{L}{4}/u.test(text));
    expect(same.filter(([, text]) => text !== 'Passphrase')).toEqual([]);
  });
});

describe('what talents read', () => {
  it('names the platform and the agency by what it is given', () => {
    expect(en.card.connect('Tube')).toBe('Connect Tube');
    expect(de.card.connect('Tube')).toBe('Tube verbinden');
    expect(es.consent.heading('Mia', 'Northlight')).toContain('Northlight');
    expect(fr.done.wrongLead('@a', '@b')).toMatch(/@a.*@b/);
  });
});
