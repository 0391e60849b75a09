import { readEpochSeconds, readRetryAfter } from './retry-after.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const seconds = (date: Date | null) => (date === null ? null : (date.getTime() - NOW.getTime()) / 1_000);

describe('readRetryAfter', () => {
  it.each([
    ['120', 120],
    [' 5 ', 5],
    ['0', 1],
    ['Fri, 20 Nov 2026 12:01:30 GMT', 90],
    ['Fri, 20 Nov 2020 12:01:30 GMT', 1],
    ['999999999999', 86_400],
    ['-5', null],
    ['soon', null],
    ['', null],
    ['1'.repeat(100), null],
  ])('reads %p as %p seconds', (header, expected) => {
    expect(seconds(readRetryAfter(header, NOW))).toBe(expected);
  });

  it('reads a missing header as nothing', () => {
    expect(readRetryAfter(undefined, NOW)).toBeNull();
  });
});

describe('readEpochSeconds', () => {
  it.each([
    [String(NOW.getTime() / 1_000 + 42), 42],
    [String(NOW.getTime() / 1_000 - 42), 1],
    ['9'.repeat(12), 86_400],
    ['12', null],
    ['NaN', null],
  ])('reads %p as %p seconds', (header, expected) => {
    expect(seconds(readEpochSeconds(header, NOW))).toBe(expected);
  });
});
