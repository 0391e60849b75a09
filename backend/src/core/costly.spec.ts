import { byLengthOf } from './costly.js';

describe('how many actions a request is', () => {
  it.each([
    [{ ids: ['a', 'b', 'c'] }, 3],
    [{ ids: ['a'], talentIds: ['b', 'c'] }, 2],
    [{ ids: [] }, 1],
    [{ ids: 'abc' }, 1],
    [{}, 1],
    [null, 1],
    [undefined, 1],
    ['ids', 1],
    [[1, 2, 3], 1],
  ])('%j counts as %d', (body, expected) => {
    expect(byLengthOf('ids', 'talentIds')(body)).toBe(expected);
  });
});
