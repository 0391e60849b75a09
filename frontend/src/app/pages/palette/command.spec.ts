import { deedIn, matches } from './command';

describe('matches', () => {
  const addTalent = { label: 'Add talent', words: 'new person' };

  it.each(['', 'add', 'tal', 'talent add', 'new', 'NEW pers'])('takes "%s" for Add talent', (typed) => {
    expect(matches(addTalent, typed)).toBe(true);
  });

  it.each(['alent', 'add profile', 'x'])('does not take "%s" for Add talent', (typed) => {
    expect(matches(addTalent, typed)).toBe(false);
  });

  it('cares for neither case nor accents', () => {
    expect(matches({ label: 'Réglages' }, 'REGL')).toBe(true);
  });
});

describe('deedIn', () => {
  it.each([
    ['pause nora', { deed: 'pause', rest: 'nora' }],
    ['Sync  @nora.lind ', { deed: 'sync', rest: '@nora.lind' }],
    ['sync ', { deed: 'sync', rest: '' }],
    ['sync', null],
    ['syncing nora', null],
    ['nora sync', null],
  ])('reads "%s"', (typed, read) => {
    expect(deedIn(typed)).toEqual(read);
  });
});
