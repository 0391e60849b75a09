import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('does not depend on the order of fields, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] }));
  });

  it('tells apart what differs', () => {
    const texts = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: null }, {}, [], null, 'a', [1, 2], [2, 1]].map(canonicalJson);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('reads undefined as null', () => {
    expect(canonicalJson(undefined)).toBe('null');
  });
});
