import { clockDuration, compactNumber, exactNumber, plural, spokenDuration } from './numbers';

describe('compactNumber', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1K'],
    [12_400, '12.4K'],
    [12_499, '12.4K'],
    [873_120, '873K'],
    [999_999, '999K'],
    [1_000_000, '1M'],
    [2_840_000, '2.8M'],
    [48_213_000, '48.2M'],
    [1_250_000_000, '1.2B'],
  ])('reads %d as %s, cut and never rounded up', (value, expected) => {
    expect(compactNumber(value)).toBe(expected);
  });

  it('keeps the exact number for the hover', () => {
    expect(exactNumber(12_431)).toBe('12,431');
  });
});

describe('durations and counts', () => {
  it.each([
    [42, '0:42'],
    [75, '1:15'],
    [3_725, '1:02:05'],
  ])('shows %d seconds as %s', (seconds, expected) => {
    expect(clockDuration(seconds)).toBe(expected);
  });

  it.each([
    [42, '42 ms'],
    [100, '0.1 s'],
    [840, '0.8 s'],
    [12_000, '12 s'],
    [60_000, '1 min'],
    [64_000, '1 min 4 s'],
  ])('speaks %d milliseconds as %s', (milliseconds, expected) => {
    expect(spokenDuration(milliseconds)).toBe(expected);
  });

  it('knows one from many', () => {
    expect([plural(1, 'talent'), plural(12, 'talent'), plural(0, 'reply', 'replies')]).toEqual([
      '1 talent',
      '12 talents',
      '0 replies',
    ]);
  });
});
