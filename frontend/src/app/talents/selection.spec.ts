import { NOTHING, between, ticked } from './selection';

const ALL = ['a', 'b', 'c', 'd', 'e'];

describe('selection', () => {
  it('ticks and unticks without touching what was before', () => {
    const one = ticked(NOTHING, ['b', 'c'], true);
    expect([...ticked(one, ['b'], false)]).toEqual(['c']);
    expect([...one]).toEqual(['b', 'c']);
    expect(NOTHING.size).toBe(0);
  });

  it.each([
    ['downwards', 'b', 'd', ['b', 'c', 'd']],
    ['upwards', 'd', 'b', ['b', 'c', 'd']],
    ['nowhere', 'c', 'c', ['c']],
    ['from nothing', null, 'c', ['c']],
    ['from a row that has left the page', 'x', 'c', ['c']],
    ['to a row that has left the page', 'a', 'x', []],
  ])('reaches %s', (_, from, to, expected) => {
    expect(between(ALL, from, to)).toEqual(expected);
  });
});
