import { arrayLiteral } from './array-literal.js';

describe('arrayLiteral', () => {
  it.each([
    [[], '{}'],
    [['a', 'NULL', ''], '{"a","NULL",""}'],
    [[String.raw`a "b" \c`, 'ö, {x}'], String.raw`{"a \"b\" \\c","ö, {x}"}`],
    [['a', 'a', null, null, 'a'], '{"a","a",NULL,NULL,"a"}'],
    [[1, -2.5, null, undefined, true, 12n], '{1,-2.5,NULL,NULL,true,12}'],
    [[new Date('2026-01-02T03:04:05.678Z')], '{"2026-01-02T03:04:05.678Z"}'],
  ])('writes %j', (items, literal) => {
    expect(arrayLiteral(items)).toBe(literal);
  });

  it.each([[[['a']]], [[{ a: 1 }]], [[Buffer.from('a')]], [[new Date(Number.NaN)]], [[new Date(8.64e15)]]])(
    'leaves %j to the driver',
    (items) => {
      expect(arrayLiteral(items)).toBeNull();
    },
  );
});
