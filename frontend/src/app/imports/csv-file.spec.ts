import { aPlatform } from '../../testing/samples';
import { csvOf, decode, problemsCsv, templateFor } from './csv-file';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('a file that comes in', () => {
  it('is read as what a spreadsheet saved it', () => {
    expect(decode(bytes(0x4d, 0xc3, 0xa9))).toBe('Mé');
    expect(decode(bytes(0x4d, 0xe9))).toBe('Mé');
    expect(decode(bytes(0xff, 0xfe, 0x4d, 0, 0xe9, 0))).toBe('Mé');
  });
});

describe('a file that goes out', () => {
  it('quotes what needs it', () => {
    expect(csvOf([['a', 'b,c', 'd"e', 'f\ng']])).toBe('a,"b,c","d""e","f\ng"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@mia', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'])('guards %j', (text) => {
    expect(
      csvOf([[text]])
        .replaceAll('"', '')
        .startsWith(`'${text}`),
    ).toBe(true);
  });

  it('shows both ways to name a profile', () => {
    const [header, ...lines] = templateFor([
      aPlatform(),
      aPlatform({ id: 'chirp', urlExample: 'https://chirp.example/mia' }),
    ]);
    const given = lines.map((line) => Object.fromEntries(line.map((cell, index) => [header?.[index], cell])));
    expect(given).toMatchObject([
      { talent: 'Maya Lind', platform: '', profile: 'https://tube.example/@mia' },
      { talent: 'Maya Lind', platform: 'chirp', profile: 'mia' },
    ]);
    expect(templateFor([])).toHaveLength(2);
  });

  it('tells what is wrong with each row', () => {
    const row = {
      ...{ id: '', line: 4, outcome: 'refused' as const, code: 'X', talentId: null, connectionId: null, doneAt: null },
      given: { talent: '=Mia', email: null, tags: ['a', 'b'], platform: 'chirp', profile: '@mia' },
      text: 'This is a post, not a profile.',
    };
    expect(problemsCsv([row])).toBe(
      `line,talent,email,tags,platform,profile,problem\r\n4,'=Mia,,a;b,chirp,'@mia,"This is a post, not a profile."\r\n`,
    );
  });
});
