import { runsOf } from './curve-geometry';
import { heldUntil, rowsOf, timeTicks } from './curve-time';

const DAY = 24 * 3600_000;
const NOON = new Date(2026, 9, 1, 12).getTime();

describe('timeTicks', () => {
  it.each([0.2, 1, 3, 10, 30, 90, 200, 365, 731])(
    'names at most six moments of %d days, in order and within them',
    (days) => {
      const span = { from: NOON, to: NOON + days * DAY };
      const ticks = timeTicks(span, 6);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.map(({ at }) => at)).toEqual(ticks.map(({ at }) => at).toSorted((a, b) => a - b));
      expect(ticks.every(({ at }) => at >= span.from && at <= span.to)).toBe(true);
      expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
    },
  );

  it('names the year with its January', () => {
    const labels = timeTicks({ from: NOON, to: NOON + 200 * DAY }, 8).map(({ label }) => label);
    expect(labels).toContain('Jan 2027');
    expect(labels).toContain('Nov');
  });
});

describe('rowsOf', () => {
  const points = [100, 102, 101].map((value, index) => ({ at: NOON + index * DAY, value }));

  it('is newest first, with the change since the day before', () => {
    expect(rowsOf(runsOf(points, []), [], 50).map(({ value, change }) => [value, change])).toEqual([
      [101, -1],
      [102, 2],
      [100, null],
    ]);
  });

  it('keeps the last of several reads in a day', () => {
    const twice = [...points.slice(0, 1), { at: NOON + 3600_000, value: 110 }];
    expect(rowsOf(runsOf(twice, []), [], 50).map(({ value }) => value)).toEqual([110]);
  });

  it('has a row for each gap, and never more rows than asked beside them', () => {
    const many = Array.from({ length: 400 }, (_, index) => ({ at: NOON + index * DAY, value: index }));
    const gap = { from: NOON + 10.5 * DAY, to: NOON + 11 * DAY };
    const rows = rowsOf(runsOf(many, [gap]), [gap], 100);
    expect(rows.filter(({ value }) => value === null)).toEqual([{ at: gap.from, value: null, change: null }]);
    expect(rows.length).toBeLessThanOrEqual(102);
  });
});

describe('heldUntil', () => {
  const points = [{ at: NOON, value: 5 }];
  it('draws what holds up to the last read', () => {
    expect(heldUntil(points, NOON + DAY)).toEqual([...points, { at: NOON + DAY, value: 5 }]);
  });

  it('adds nothing where nothing was read since, or ever', () => {
    expect(heldUntil(points, NOON + 1)).toEqual(points);
    expect(heldUntil(points, null)).toEqual(points);
    expect(heldUntil([], NOON)).toEqual([]);
  });
});
