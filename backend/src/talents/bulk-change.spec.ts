import { bulkChange } from './bulk-change.js';
import type { TalentFields } from './talent.js';

const aTalent = (given: Partial<TalentFields>): TalentFields => ({
  name: 'Mia',
  aliases: [],
  email: null,
  locale: null,
  ownerId: null,
  tags: [],
  notes: null,
  status: 'active',
  ...given,
});

describe('what an action on many changes in one', () => {
  it.each([
    ['tag', [], ['tour']],
    ['tag', ['pop'], ['pop', 'tour']],
    ['tag', ['Tour'], ['Tour']],
    ['untag', ['pop', 'TOUR'], ['pop']],
    ['untag', ['pop'], ['pop']],
  ] as const)('%s with %p', (action, tags, expected) => {
    expect(bulkChange(action, 'tour')(aTalent({ tags }))).toEqual({ tags: expected });
  });

  it('refuses a tag too many', () => {
    const tags = Array.from({ length: 30 }, (_, index) => `tag ${String(index)}`);
    expect(() => bulkChange('tag', 'tour')(aTalent({ tags }))).toThrow('A talent has 30 tags at most.');
    expect(bulkChange('tag', 'tag 7')(aTalent({ tags }))).toEqual({ tags });
  });

  it.each([
    ['archive', 'active', { status: 'archived' }],
    ['unarchive', 'archived', { status: 'active' }],
    ['unarchive', 'inactive', {}],
  ] as const)('%s of one that is %s', (action, status, expected) => {
    expect(bulkChange(action, '')(aTalent({ status }))).toEqual(expected);
  });
});
