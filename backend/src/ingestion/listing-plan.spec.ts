import { planListing } from './listing-plan.js';
import type { ListingFacts } from './listing-plan.js';

const LISTED: ListingFacts = {
  postsCursor: null,
  method: 'MANUAL',
  listedCount: 10n,
  listedAt: new Date('2026-11-22T09:00:00Z'),
  relist: false,
  count: 10,
  looksUpFigures: true,
  due: [],
};
const DUE = [{ from: new Date('2026-11-20T10:00:00Z'), to: new Date('2026-11-22T10:00:00Z') }];
const CHECKPOINT = { cursor: 'c', seen: 4, oldest: null, by: 'MANUAL', pages: 2, whole: false, count: 9 };
const plan = (given: Partial<ListingFacts> = {}) => planListing({ ...LISTED, ...given });

describe('whether posts are listed', () => {
  it('not while the platform’s count is what it was', () => {
    expect(plan()).toBeNull();
    expect(plan({ due: DUE })).toBeNull();
    expect(plan({ count: 0, listedCount: 0n })).toBeNull();
  });

  it.each([
    ['first', true, { listedAt: null, listedCount: null }],
    ['first', true, { listedAt: null, listedCount: null, count: null }],
    ['relist', true, { relist: true }],
    ['relist', true, { relist: true, count: 11 }],
    ['relist', true, { relist: true, count: null }],
    ['fewer', true, { count: 9 }],
    ['more', false, { count: 11 }],
    ['more', false, { listedCount: null }],
    ['untold', false, { count: null }],
    ['figures', false, { looksUpFigures: false, due: DUE }],
  ] satisfies [string, boolean, Partial<ListingFacts>][])('%s: whole is %s', (why, whole, given) => {
    expect(plan(given)).toMatchObject({ why, whole, from: null, by: 'MANUAL' });
  });

  it('remembers the count that it began with', () => {
    expect(plan({ count: 11 })).toMatchObject({ count: 11 });
    expect(plan({ count: null })).toMatchObject({ count: null });
    expect(plan({ count: 12, postsCursor: JSON.stringify(CHECKPOINT) })).toMatchObject({ count: 9 });
  });

  it('knows by how many posts the count has grown, where it has', () => {
    expect(plan({ count: 13 })).toMatchObject({ grown: 3 });
    for (const given of [{ listedCount: null }, { count: null }, { count: 9 }, { relist: true, count: 13 }])
      expect(plan(given)).toMatchObject({ grown: null });
  });

  it('goes as deep as figures are due, where only the list brings them', () => {
    expect(plan({ looksUpFigures: false, due: DUE })?.downTo).toEqual(DUE[0]?.from);
    expect(plan({ looksUpFigures: false, due: DUE, count: 11 })?.downTo).toEqual(DUE[0]?.from);
    expect(plan({ due: DUE, count: 11 })?.downTo).toBeNull();
    expect(plan({ looksUpFigures: false, count: 11 })?.downTo).toBeNull();
  });

  it('takes up what was interrupted, as it was meant, before all else', () => {
    const postsCursor = JSON.stringify(CHECKPOINT);
    expect(plan({ postsCursor, relist: true })).toMatchObject({ why: 'resume', whole: false, from: CHECKPOINT });
    expect(plan({ postsCursor: JSON.stringify({ ...CHECKPOINT, whole: true }) })).toMatchObject({ whole: true });
  });

  it('takes a checkpoint of before for one of a whole list', () => {
    const postsCursor = '{"cursor":"c","seen":3,"oldest":null,"by":"MANUAL"}';
    expect(plan({ postsCursor })).toMatchObject({ why: 'resume', whole: true, count: null, from: { pages: 0 } });
  });

  it.each(['', 'not json', '{}', '{"cursor":5,"seen":1,"oldest":null}', '{"cursor":"c","seen":-1,"oldest":null}'])(
    'begins anew where the checkpoint can’t be read: %s',
    (postsCursor) => {
      expect(plan({ postsCursor })).toMatchObject({ why: 'first', whole: true, from: null });
    },
  );

  it('begins anew where the list was read another way before: its cursors mean nothing there', () => {
    const postsCursor = JSON.stringify({ ...CHECKPOINT, by: 'OAUTH' });
    expect(plan({ postsCursor })).toMatchObject({ why: 'first', from: null });
    expect(plan({ postsCursor, method: 'OAUTH' })).toMatchObject({ why: 'resume' });
  });
});
