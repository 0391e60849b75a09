import { isId, newIds } from './ids.js';

describe('newIds', () => {
  it('makes as many as are wanted, each once and in order', () => {
    const ids = newIds(2_000);
    expect(new Set(ids).size).toBe(2_000);
    expect(ids.every((id) => isId(id))).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(newIds(0)).toEqual([]);
  });
});
