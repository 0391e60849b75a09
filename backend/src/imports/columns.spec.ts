import { ColumnNames } from './columns.js';

const names = new ColumnNames([
  { id: 'chirp', name: 'Chirp' },
  { id: 'tele-view', name: 'TeleView' },
]);

const codes = (...header: string[]) => {
  const read = names.read(header);
  return 'problems' in read ? read.problems.map(({ code }) => code) : [];
};

describe('columns', () => {
  it('are known by what people call them, whatever the case, spaces and hyphens', () => {
    expect(
      names.read([' Talent Name', 'E-MAIL', 'Tags', 'a.k.a.', 'Also_Known_As', 'Remarks', 'Network', 'URL']),
    ).toEqual({
      fields: { talent: 0, email: 1, tags: 2, aliases: 4, notes: 5, platform: 6, profile: 7 },
      platforms: [],
      unused: ['a.k.a.'],
    });
  });

  it('are known by a platform’s id or name, with or without a word for its profiles', () => {
    expect(names.read(['name', 'Chirp', 'chirp URL', 'TeleView handle', 'tele-view'])).toMatchObject({
      platforms: [
        { platform: 'chirp', at: 1 },
        { platform: 'chirp', at: 2 },
        { platform: 'tele-view', at: 3 },
        { platform: 'tele-view', at: 4 },
      ],
      unused: [],
    });
  });

  it('that mean nothing are listed', () => {
    expect(names.read(['talent', 'profile', 'Phone', '', 'Shoe size'])).toMatchObject({
      unused: ['Phone', 'Shoe size'],
    });
  });

  it.each([
    [['Mia', '@mia'], ['no-header']],
    [['talent', 'email'], ['no-profile-column']],
    [['email', 'profile'], ['no-talent-column']],
    [['email'], ['no-talent-column', 'no-profile-column']],
    [['talent', 'name', 'profile'], ['column-twice']],
    [['talent', 'handle', 'url'], ['column-twice']],
  ])('%j are refused', (header, expected) => {
    expect(codes(...header)).toEqual(expected);
  });

  it('tell a platform by its name', () => {
    expect([
      names.platform('TELEVIEW'),
      names.platform('chirp'),
      names.platform('email'),
      names.platform('other'),
    ]).toEqual(['tele-view', 'chirp', null, null]);
  });
});
