import fc from 'fast-check';
import { AGES, agesDue, BEGINNING, depthOf, leftAfter, marksAfter } from './figures-plan.js';
import type { Marks } from './figures-plan.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-22T10:00:00.000Z');
const ago = (ms: number) => new Date(NOW - ms);
const due = (marks: Marks, now = new Date(NOW), newestAt: Date | null = new Date(NOW)) =>
  agesDue(marks, now, newestAt).map(({ age }) => age);

/** How often each post is read by a sync that comes every so often, over so long. */
function reads(everyMs: number, overMs: number): { readonly bornAgoMs: number; readonly gaps: readonly number[] }[] {
  const ages = [HOUR, 40 * HOUR, 3 * DAY, 6 * DAY, 20 * DAY, 80 * DAY, 200 * DAY];
  const found = ages.map((bornAgoMs) => ({ bornAgoMs, at: [] as number[] }));
  let marks: Marks = [];
  for (let at = NOW; at <= NOW + overMs; at += everyMs) {
    const now = new Date(at);
    const spans = agesDue(marks, now, now);
    for (const post of found) {
      const published = NOW - post.bornAgoMs;
      if (spans.some(({ from, to }) => (from?.getTime() ?? 0) <= published && published < to.getTime()))
        post.at.push(at);
    }
    marks = marksAfter(marks, { reached: null, read: spans }, now);
  }
  return found.map(({ bornAgoMs, at }) => ({
    bornAgoMs,
    gaps: at.slice(1).map((one, index) => one - (at[index] ?? 0)),
  }));
}

describe('whose figures are due', () => {
  it('all, where none were ever read, and none where all just were', () => {
    expect(due([])).toEqual([0, 1, 2, 3]);
    expect(due([null, null, null, null])).toEqual([0, 1, 2, 3]);
    expect(due(AGES.map(() => ago(0)))).toEqual([]);
  });

  it.each([
    [[44 * 60_000, 0, 0, 0], []],
    [[45 * 60_000, 0, 0, 0], [0]],
    [[0, 5.4 * HOUR, 0, 0], []],
    [[0, 5.5 * HOUR, 0, 0], [1]],
    [[0, 0, 23.4 * HOUR, 0], []],
    [[0, 0, 23.5 * HOUR, 0], [2]],
    [[0, 0, 0, 7 * DAY - HOUR], []],
    [[0, 0, 0, 7 * DAY - HOUR / 2], [3]],
  ])('after so long each: %j', (passed, ages) => {
    expect(due(passed.map((ms) => ago(ms)))).toEqual(ages);
  });

  it.each([
    [
      [HOUR, 6 * HOUR, 0, 0],
      [false, false],
    ],
    [
      [0, 0, 23.5 * HOUR, 7 * DAY],
      [true, true],
    ],
    [
      [0, 0, 24.5 * HOUR, 7 * DAY + HOUR / 2],
      [false, false],
    ],
    [
      [0, 0, null, null],
      [false, false],
    ],
  ])('can wait for an hour more where it is read once a day at most, and is not late: %j', (passed, expected) => {
    const marks = passed.map((ms) => (ms === null ? null : ago(ms)));
    expect(agesDue(marks, new Date(NOW), new Date(NOW)).map(({ canWait }) => canWait)).toEqual(expected);
  });

  it('an age of which there is no post is not', () => {
    expect(due([], new Date(NOW), null)).toEqual([]);
    expect(due([], new Date(NOW), ago(3 * DAY))).toEqual([1, 2, 3]);
    expect(due([], new Date(NOW), ago(100 * DAY))).toEqual([3]);
  });

  it('the ages lie side by side: each moment is in exactly one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * DAY }), (ms) => {
        const published = ago(ms);
        const within = agesDue([], new Date(NOW), new Date(NOW)).filter(
          ({ from, to }) => (from === null || from <= published) && published < to,
        );
        expect(within).toHaveLength(1);
      }),
    );
  });

  it.each([50, 56, 60])('a sync every %d minutes meets every mark', (minutes) => {
    const step = minutes * 60_000;
    const gaps = reads(step, 30 * DAY).map((post) => post.gaps);
    expect(new Set(gaps[0]?.slice(0, 40))).toEqual(new Set([step]));
    expect(Math.max(...span(gaps[2], 12))).toBeLessThanOrEqual(6 * HOUR + step);
    expect(Math.min(...span(gaps[2], 12))).toBeGreaterThanOrEqual(5 * HOUR);
    expect(Math.max(...span(gaps[4], 30))).toBeLessThanOrEqual(DAY + step);
    expect(Math.min(...span(gaps[4], 30))).toBeGreaterThanOrEqual(23 * HOUR);
    expect(Math.min(...span(gaps[6], 30))).toBeGreaterThanOrEqual(7 * DAY - HOUR);
    expect(gaps[6]).toHaveLength(4);
  });
});

const span = (gaps: readonly number[] | undefined, most: number): readonly number[] => gaps?.slice(0, most) ?? [];

describe('what a list brought', () => {
  const all = agesDue([], new Date(NOW), new Date(NOW));

  it('needs no second read: whole ages fall away, one is cut', () => {
    const cut = { age: 1, from: ago(7 * DAY), to: ago(3 * DAY), canWait: false };
    expect(leftAfter(all, ago(3 * DAY))).toEqual([cut, ...all.slice(2)]);
    expect(leftAfter(all, null)).toBe(all);
    expect(leftAfter(all, BEGINNING)).toEqual([]);
  });

  it('is never asked for again, and nothing else is left out', () => {
    const moment = fc.integer({ min: 0, max: 300 * DAY });
    fc.assert(
      fc.property(moment, moment, (reachedAgo, publishedAgo) => {
        const [reached, published] = [ago(reachedAgo), ago(publishedAgo)];
        const asked = leftAfter(all, reached).some(
          ({ from, to }) => (from === null || from <= published) && published < to,
        );
        expect(asked).toBe(published < reached);
      }),
    );
  });

  it('marks the ages that it covers whole, due or not, and those that were read one by one', () => {
    const before = [ago(HOUR), ago(HOUR), ago(HOUR), ago(HOUR)];
    const now = new Date(NOW);
    expect(marksAfter(before, { reached: ago(8 * DAY), read: [] }, now)).toEqual([now, now, ago(HOUR), ago(HOUR)]);
    expect(marksAfter(before, { reached: ago(3 * DAY), read: [{ age: 1 }] }, now)).toEqual([
      now,
      now,
      ago(HOUR),
      ago(HOUR),
    ]);
    expect(marksAfter([], { reached: BEGINNING, read: [] }, now)).toEqual([now, now, now, now]);
    expect(marksAfter([], { reached: null, read: [] }, now)).toEqual([null, null, null, null]);
  });

  it('has to go as deep as the oldest age that is due', () => {
    expect(depthOf([])).toBeNull();
    expect(depthOf(all.slice(0, 2))).toEqual(ago(7 * DAY));
    expect(depthOf(all)).toEqual(BEGINNING);
  });
});
