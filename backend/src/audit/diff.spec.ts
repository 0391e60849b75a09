import { diff } from './audit.service.js';

const talent = {
  name: 'Mira Sol',
  tags: ['a', 'b'],
  email: null as string | null,
  since: new Date('2026-01-01T00:00:00Z'),
  notes: 'x',
};

describe('diff', () => {
  it('tells the named fields that differ, with both values', () => {
    const after = { ...talent, name: 'Mira S.', tags: ['b', 'a'], email: 'm@example.com', notes: 'y' };
    expect(diff(talent, after, ['name', 'tags', 'email', 'since'])).toEqual([
      { field: 'name', before: 'Mira Sol', after: 'Mira S.' },
      { field: 'tags', before: ['a', 'b'], after: ['b', 'a'] },
      { field: 'email', before: null, after: 'm@example.com' },
    ]);
  });

  it('tells all that was set at creation, and nothing that was left empty', () => {
    expect(diff(null, { ...talent, tags: [] as string[] }, ['name', 'tags', 'email', 'since'])).toEqual([
      { field: 'name', before: null, after: 'Mira Sol' },
      { field: 'since', before: null, after: '2026-01-01T00:00:00.000Z' },
    ]);
  });

  it('is empty when nothing changed', () => {
    expect(
      diff(talent, { ...talent, since: new Date(talent.since) }, ['name', 'tags', 'email', 'since', 'notes']),
    ).toEqual([]);
  });
});
