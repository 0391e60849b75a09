import { rowsOf, talentProblem } from './file-rows.js';
import type { GivenRow } from './import.js';

const FIELDS = { talent: 0, email: 1, tags: 2, aliases: 3, notes: 4, platform: 5, profile: 6 };
const given = (over: Partial<GivenRow> = {}): GivenRow => ({
  ...{ talent: 'Mia', email: null, tags: [], aliases: [], notes: null, platform: null, profile: null },
  ...over,
});
const rows = (...cells: string[]) =>
  rowsOf({ header: [], records: [{ line: 2, cells }] }, { fields: FIELDS, platforms: [], unused: [] }, 100);

describe('rows of a file', () => {
  it('hold what a line says of a talent and a profile', () => {
    expect(
      rows('Mia  Sol', 'mia@example.com', 'music; Pop,music|', 'Sol, Mia; MIA', 'Calls after noon', 'chirp', '@mia'),
    ).toEqual([
      {
        line: 2,
        part: 0,
        given: {
          talent: 'Mia Sol',
          email: 'mia@example.com',
          tags: ['music', 'Pop'],
          aliases: ['Sol, Mia', 'MIA'],
          notes: 'Calls after noon',
          platform: 'chirp',
          profile: '@mia',
        },
      },
    ]);
  });

  it('are one for each profile of a line', () => {
    const columns = {
      fields: { talent: 0, profile: 1 },
      platforms: [
        { platform: 'chirp', at: 2 },
        { platform: 'teleview', at: 3 },
      ],
      unused: [],
    };
    const found = rowsOf({ header: [], records: [{ line: 7, cells: ['Mia', '@mia', '', 'mia-tv'] }] }, columns, 100);
    expect(found.map(({ line, part, given: { platform, profile } }) => [line, part, platform, profile])).toEqual([
      [7, 0, null, '@mia'],
      [7, 1, 'teleview', 'mia-tv'],
    ]);
  });

  it('are not looked for beyond what one import takes', () => {
    const records = Array.from({ length: 50 }, (_, line) => ({ line, cells: ['Mia', '@one', '@two'] }));
    const platforms = [1, 2].map((at) => ({ platform: 'chirp', at }));
    expect(rowsOf({ header: [], records }, { fields: { talent: 0 }, platforms, unused: [] }, 5)).toHaveLength(6);
  });

  it('are one for a talent without a profile', () => {
    expect(rows('Mia', '', '', '', '', 'chirp', '')).toEqual([{ line: 2, part: 0, given: given() }]);
  });

  it('come back from an export without the apostrophe that guarded them there', () => {
    expect(rows("'=Mia", '', '', '', '', '', "'@mia")[0]?.given).toMatchObject({ talent: '=Mia', profile: '@mia' });
    expect(rows("'Mia", '', '', '', '', '', '')[0]?.given.talent).toBe("'Mia");
  });
});

describe('what a row says of a talent', () => {
  it.each([
    ['no name', given({ talent: '' }), 'This row has no talent’s name.'],
    ['a name without end', given({ talent: 'x'.repeat(201) }), 'A name has at most 200 characters.'],
    ['an e-mail that is none', given({ email: 'mia at home' }), '“mia at home” is not an e-mail address.'],
    ['a tag without end', given({ tags: ['x'.repeat(61)] }), 'A talent has at most 30 tags of 60 characters.'],
    [
      'too many aliases',
      given({ aliases: Array(21).fill('x') }),
      'A talent has at most 20 other names of 200 characters.',
    ],
    ['notes without end', given({ notes: 'x'.repeat(10_001) }), 'Notes have at most 10000 characters.'],
    ['a bell', given({ tags: ['ding\u0007'] }), 'A name or tag is one line of text, without control characters.'],
  ])('is refused with %s', (_, row, text) => {
    expect(talentProblem(row)).toBe(text);
  });

  it('is fine otherwise', () => {
    expect(talentProblem(given({ email: 'mia@example.com', tags: ['music'], notes: 'two\nlines' }))).toBeNull();
  });
});
