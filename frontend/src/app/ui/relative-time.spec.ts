import { dayName, relativeTime, sinceTick, toDate } from './relative-time';

const now = new Date('2026-11-22T12:00:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('relativeTime', () => {
  it.each([
    [0, 'just now'],
    [44, 'just now'],
    [-5, 'just now'],
    [60, '1 min ago'],
    [260, '4 min ago'],
    [3_599, '59 min ago'],
    [3_600, '1 h ago'],
    [86_400, '1 d ago'],
    [45 * 86_400, '1 mo ago'],
    [800 * 86_400, '2 y ago'],
    [-16, 'in 16 s'],
    [-900, 'in 15 min'],
  ])('reads %d s as "%s"', (seconds, words) => {
    expect(relativeTime(before(seconds), now)).toBe(words);
  });
});

describe('sinceTick', () => {
  it.each([
    [90, '1 min ago'],
    [-14, 'just now'],
    [-25, 'just now'],
    [-90 * 86_400, 'in 3 mo'],
  ])('what is %d s before the last tick reads "%s"', (seconds, words) => {
    const moment = before(seconds);
    expect(relativeTime(moment, sinceTick(moment, now))).toBe(words);
  });
});

describe('days and dates', () => {
  it('names today and yesterday', () => {
    const noon = new Date(2026, 10, 22, 12);
    expect(dayName(new Date(2026, 10, 22, 1), noon)).toBe('Today');
    expect(dayName(new Date(2026, 10, 21, 23), noon)).toBe('Yesterday');
    expect(dayName(new Date(2026, 10, 17, 23), noon)).toBe('Tuesday, 17 November 2026');
  });

  it('takes no nonsense for a date', () => {
    expect([toDate(null), toDate(''), toDate('soon')]).toEqual([null, null, null]);
    expect(toDate('2026-11-22T12:00:00Z')).toEqual(now);
  });
});
