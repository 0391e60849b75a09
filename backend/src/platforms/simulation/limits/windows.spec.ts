import { windowOf, type WindowKind } from './windows.js';

const START = Date.parse('2026-11-20T12:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1_000);
const LIMIT = { calls: 4, windowSeconds: 60 };

/** Which of the calls at these seconds are let through. */
const passed = (kind: WindowKind, seconds: readonly number[]): number[] => {
  const window = windowOf(kind, LIMIT);
  return seconds.filter((second) => window.take(1, at(second)));
};

describe('windows of limits', () => {
  it.each([
    ['fixed', [0, 50, 50, 50, 59, 60, 61], [0, 50, 50, 50, 60, 61]],
    ['sliding', [0, 50, 50, 50, 59, 60, 61, 110], [0, 50, 50, 50, 60, 110]],
    ['bucket', [0, 0, 0, 0, 0, 14, 15, 16, 45, 45, 45], [0, 0, 0, 0, 15, 45, 45]],
  ] as const)('count as the platform does: %s', (kind, asked, expected) => {
    expect(passed(kind, asked)).toEqual(expected);
  });

  it('tell what is left and until when', () => {
    const standings = (['fixed', 'sliding', 'bucket'] as const).map((kind) => {
      const window = windowOf(kind, LIMIT);
      window.take(3, at(10));
      const { limit, remaining, resetsAt } = window.standing(at(20));
      return [limit, remaining, (resetsAt.getTime() - START) / 1_000];
    });
    expect(standings).toEqual([
      [4, 1, 70],
      [4, 1, 70],
      [4, 1, 55],
    ]);
  });

  it('end at the platform’s own hour where it has one', () => {
    const window = windowOf('fixed', LIMIT, () => at(7));
    expect([window.take(5, at(0)), window.take(4, at(0)), window.take(1, at(6)), window.take(1, at(7))]).toEqual([
      ...[false, true, false, true],
    ]);
  });
});
