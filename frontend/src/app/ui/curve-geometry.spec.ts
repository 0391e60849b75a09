import {
  domainOf,
  levelWords,
  linePath,
  marksOf,
  nearest,
  placer,
  runsOf,
  scaleOf,
  summaryOf,
  type Box,
  type CurvePoint,
} from './curve-geometry';

const BOX: Box = { width: 640, height: 240, top: 26, right: 14, bottom: 26, left: 44 };
const DAY = 24 * 3600_000;
const START = Date.UTC(2026, 9, 1, 12);
const series = (...values: (number | null)[]): CurvePoint[] =>
  values.map((value, index) => ({ at: START + index * DAY, value }));
const spanOf = (points: CurvePoint[]) => ({ from: START, to: points.at(-1)?.at ?? START });

function drawn(points: CurvePoint[], box = BOX) {
  const runs = runsOf(points, []);
  const scale = scaleOf(runs.flatMap((run) => run.map(({ value }) => value)));
  return { runs, scale, marks: marksOf(runs, placer(spanOf(points), scale, box), box) };
}

describe('scaleOf', () => {
  it.each([
    [[0], 0],
    [[3, 4], 3],
    [[0, 10_000_000_000], 0],
    [[39, 100], 0],
    [[9_999_999_000, 10_000_000_000], 9_850_000_000],
  ])('holds %j, and starts at %d', (values, low) => {
    const scale = scaleOf(values);
    expect(scale.low).toBe(low);
    expect(scale.low).toBeLessThanOrEqual(Math.min(...values));
    expect(scale.high).toBeGreaterThanOrEqual(Math.max(...values));
  });

  it.each([[[0]], [[7]], [[1, 2]], [[12_400, 12_431]], [[0, 9_007_199_254_740_991]]])(
    'of %j has at most six round levels, evenly apart, and no halves',
    (values) => {
      const { ticks } = scaleOf(values);
      const steps = new Set(ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0)));
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(steps.size).toBe(1);
      expect(ticks.every(Number.isInteger)).toBe(true);
    },
  );

  it('makes no cliff of a change of one in ten thousand', () => {
    const { low, high } = scaleOf([1_000_000, 1_000_100]);
    expect(100 / (high - low)).toBeLessThan(0.01);
  });
});

describe('levelWords', () => {
  it.each([
    [
      [0, 50, 100],
      ['0', '50', '100'],
    ],
    [
      [0, 500, 1000],
      ['0', '500', '1K'],
    ],
    [
      [9_850_000_000, 9_900_000_000],
      ['9.85B', '9.9B'],
    ],
    [
      [1_000_250, 1_000_500],
      ['1,000,250', '1,000,500'],
    ],
  ])('tells the levels %j apart', (ticks, words) => {
    expect(levelWords(ticks)).toEqual(words);
  });
});

describe('runsOf', () => {
  it('is one line where every number is there', () => {
    expect(runsOf(series(1, 2, 3), [])).toHaveLength(1);
  });

  it('breaks where a number is missing, and never draws it as nought', () => {
    const runs = runsOf(series(5, null, 7), []);
    expect(runs.map((run) => run.map(({ value }) => value))).toEqual([[5], [7]]);
  });

  it('holds the last value up to a gap, and begins anew behind it', () => {
    const gap = { from: START + 1.5 * DAY, to: START + 3 * DAY };
    const points = [...series(5, 6), { at: START + 3 * DAY, value: 9 }];
    expect(runsOf(points, [gap])).toEqual([
      [
        { at: START, value: 5 },
        { at: START + DAY, value: 6 },
        { at: gap.from, value: 6 },
      ],
      [{ at: START + 3 * DAY, value: 9 }],
    ]);
  });

  it('is nothing where there is nothing', () => {
    expect(runsOf([], [])).toEqual([]);
    expect(runsOf(series(null, null), [])).toEqual([]);
  });
});

describe('placer', () => {
  it('puts the ends of span and scale at the edges of the plot', () => {
    const place = placer({ from: 0, to: 100 }, { low: 0, high: 10, ticks: [] }, BOX);
    expect(place(0, 0)).toEqual({ x: 44, y: 214 });
    expect(place(100, 10)).toEqual({ x: 626, y: 26 });
  });

  it('keeps what lies outside the span at its edge', () => {
    const place = placer({ from: 50, to: 100 }, { low: 0, high: 10, ticks: [] }, BOX);
    expect(place(0, 5).x).toBe(44);
  });

  it.each([[[0]], [[10_000_000_000]], [[0, 10_000_000_000]]])('keeps %j inside the box', (values) => {
    const { marks } = drawn(series(...values));
    for (const { x, y } of marks) {
      expect(x).toBeGreaterThanOrEqual(BOX.left);
      expect(x).toBeLessThanOrEqual(BOX.width - BOX.right);
      expect(y).toBeGreaterThanOrEqual(BOX.top);
      expect(y).toBeLessThanOrEqual(BOX.height - BOX.bottom);
    }
  });
});

describe('domainOf', () => {
  const points = series(1, 2);
  it('begins with the first read where the account is new here', () => {
    expect(domainOf(points, { from: START - 90 * DAY, to: START + DAY })).toEqual({ from: START, to: START + DAY });
  });

  it('has a day to stand in where it was read for the first time just now', () => {
    const to = START + 60_000;
    expect(domainOf(series(1), { from: START - 90 * DAY, to })).toEqual({ from: to - DAY, to });
  });

  it('begins with the span where there is something nearly from the start', () => {
    const span = { from: START - DAY, to: START + 90 * DAY };
    expect(domainOf(points, span)).toEqual(span);
  });
});

describe('marksOf', () => {
  const kinds = (points: CurvePoint[], box = BOX) => drawn(points, box).marks.map(({ kind, text }) => [kind, text]);

  it('names the last, the first, the highest and the lowest', () => {
    expect(kinds(series(50, 90, 10, 60))).toEqual([
      ['last', '60'],
      ['first', '50'],
      ['highest', '90'],
      ['lowest', '10'],
    ]);
  });

  it('says the same number once', () => {
    expect(kinds(series(10, 20, 30))).toEqual([
      ['last', '30'],
      ['first', '10'],
    ]);
    expect(kinds(series(7))).toEqual([['last', '7']]);
  });

  it('says numbers in full where they would read the same in short', () => {
    expect(kinds(series(12_431, 12_433))).toEqual([
      ['last', '12,433'],
      ['first', '12,431'],
    ]);
  });

  it('leaves a number out rather than writing over another', () => {
    const points = Array.from({ length: 300 }, (_, index) => ({
      at: START + index * DAY,
      value: index === 298 ? 1_001 : 1_000 - (index % 2),
    }));
    const { marks } = drawn(points, { ...BOX, width: 320 });
    for (const one of marks)
      for (const other of marks) {
        const apart = Math.abs(one.textY - other.textY) >= 14 || Math.abs(one.textX - other.textX) > 20;
        expect(one === other || apart).toBe(true);
      }
    expect(marks[0]?.kind).toBe('last');
  });
});

describe('nearest', () => {
  it('is the closest read, over all pieces of the line', () => {
    const runs = runsOf(series(1, null, 3), []);
    expect(nearest(runs, START + 1.6 * DAY)?.value).toBe(3);
    expect(nearest(runs, 0)?.value).toBe(1);
    expect(nearest([], 0)).toBeNull();
  });
});

describe('summaryOf', () => {
  it('says in words what the curve shows', () => {
    expect(summaryOf(runsOf(series(10, 30, 20), []), [])).toBe(
      'From 10 on 1 Oct 2026 to 20 on 3 Oct 2026, between 10 and 30.',
    );
    expect(summaryOf(runsOf(series(10), []), [])).toBe('10 on 1 Oct 2026, the only read so far.');
    expect(summaryOf([], [])).toBe('No numbers yet.');
    expect(summaryOf(runsOf(series(1, 2), []), [{ from: 0, to: 1 }])).toContain('Nothing was read in one span.');
  });
});

it('a path moves once and draws from there', () => {
  expect(
    linePath([
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ]),
  ).toBe('M1 2L3 4');
});
