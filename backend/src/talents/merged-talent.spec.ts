import { mergedTalent } from './merged-talent.js';
import type { TalentFields } from './talent.js';

const aTalent = (given: Partial<TalentFields> = {}): TalentFields => ({
  name: 'Mia Sol',
  aliases: [],
  email: null,
  locale: null,
  ownerId: null,
  tags: [],
  notes: null,
  status: 'active',
  ...given,
});

describe('two talents as one', () => {
  it('keeps the name, and the other name as another one', () => {
    const merged = mergedTalent(aTalent({ aliases: ['MIA'] }), aTalent({ name: 'M. Sol', aliases: ['mia', 'Solmia'] }));
    expect([merged.name, merged.aliases]).toEqual(['Mia Sol', ['MIA', 'M. Sol', 'Solmia']]);
  });

  it('has no alias that is the name itself', () => {
    expect(mergedTalent(aTalent(), aTalent({ name: 'mia sol', aliases: ['MIA SOL'] })).aliases).toEqual([]);
  });

  it('joins tags, each once, the first way to write it', () => {
    const merged = mergedTalent(aTalent({ tags: ['Pop', 'berlin'] }), aTalent({ tags: ['pop', 'tour'] }));
    expect(merged.tags).toEqual(['Pop', 'berlin', 'tour']);
  });

  it.each([
    [null, null, null],
    ['a', null, 'a'],
    [null, 'b', 'b'],
    ['', 'b', 'b'],
    ['a', 'b', 'a\n\nb'],
  ])('notes %p and %p become %p', (into, from, expected) => {
    expect(mergedTalent(aTalent({ notes: into }), aTalent({ notes: from })).notes).toBe(expected);
  });

  it('keeps what is set, and takes what is not', () => {
    const from = aTalent({ email: 'b@example.com', locale: 'de-DE', ownerId: 'ada' });
    expect(mergedTalent(aTalent(), from)).toMatchObject({ email: 'b@example.com', locale: 'de-DE', ownerId: 'ada' });
    const into = aTalent({ email: 'a@example.com', locale: 'sv-SE', ownerId: 'bo' });
    expect(mergedTalent(into, from)).toMatchObject({ email: 'a@example.com', locale: 'sv-SE', ownerId: 'bo' });
  });

  it('keeps its own status', () => {
    expect(mergedTalent(aTalent({ status: 'inactive' }), aTalent()).status).toBe('inactive');
  });
});
