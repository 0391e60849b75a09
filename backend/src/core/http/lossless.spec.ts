import { decodeUtf8, parseJsonLossless } from './lossless.js';

const parse = (text: string) => parseJsonLossless(text, 'test');

describe('parseJsonLossless', () => {
  it('keeps every digit of integers beyond 2^53', () => {
    expect(parse('{"id": 17841405822304914123, "small": 9007199254740991, "negative": -9007199254740993}')).toEqual({
      id: '17841405822304914123',
      small: 9007199254740991,
      negative: '-9007199254740993',
    });
  });

  it.each([
    ['12345678901234567', '12345678901234567'],
    [' -12345678901234567 ', '-12345678901234567'],
    ['{"a":[1,12345678901234567]}', { a: [1, '12345678901234567'] }],
    ['{"a":\n 12345678901234567}', { a: '12345678901234567' }],
    ['{"a":1.5E+400}', { a: '1.5E+400' }],
    ['{"a":"b, 12345678901234567", "c":2}', { a: 'b, 12345678901234567', c: 2 }],
  ])('loses nothing wherever a large number stands: %s', (text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it('drops the key of the prototype also where it is written as an escape', () => {
    expect(Object.keys(parse(String.raw`{"\u005f_proto__": {"a": 1}, "b": "\\", "c": "\\\""}`) as object)).toEqual([
      'b',
      'c',
    ]);
  });

  it('reads fractions and exponents as numbers, and what is beyond all numbers as text', () => {
    expect(parse('[1.5, -2e3, 1e400]')).toEqual([1.5, -2000, '1e400']);
  });

  it('takes out NUL and halves of surrogate pairs, in values and keys', () => {
    expect(parse('{"a\\u0000b": "x\\u0000y", "half": "\\ud83d!", "whole": "\\ud83c\\udfa8"}')).toEqual({
      ab: 'xy',
      half: '\uFFFD!',
      whole: '🎨',
    });
  });

  it('pollutes no prototype', () => {
    const value = parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((value as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['truncated', '{"a": [1, 2'],
    ['empty', ''],
    ['html', '<html>503</html>'],
    ['two values', '{} {}'],
    ['raw NUL', '{"a": "\0"}'],
    ['deep', '['.repeat(200_000)],
    ['deep and closed', `${'[{"a":'.repeat(60)}1${'}]'.repeat(60)}`],
  ])('refuses %s', (_what, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ name: 'HttpFailure', kind: 'malformed' }) as Error);
  });

  it('counts no brackets inside strings', () => {
    expect(parse(`{"a": "${'['.repeat(500)}\\"["}`)).toEqual({ a: `${'['.repeat(500)}"[` });
  });
});

describe('decodeUtf8', () => {
  it('refuses bytes that are not UTF-8 and reads those that are', () => {
    expect(() => decodeUtf8(Buffer.from([0x7b, 0xff, 0x7d]), 'test')).toThrow(
      expect.objectContaining({ kind: 'malformed' }) as Error,
    );
    expect(decodeUtf8(Buffer.from('ünï 🎨'), 'test')).toBe('ünï 🎨');
  });
});
