import { demandsOn, reachOf } from './demand.js';
import type { DemandRow, Reading } from './demand.js';

const READING: Reading = { profileBatchSize: 50, postBatchSize: 50, blanks: { profile: {}, post: {} } };
const ROW: DemandRow = { platform: 'network', consented: false, tier: 'standard', newestDays: 30, connections: 5000 };
const DAILY = { calls: 10_000, windowSeconds: 86_400 };
const PACE = { leastSeconds: 3360, usable: 1 };

const profilesOf = (row: Partial<DemandRow>, reading: Partial<Reading> = {}) =>
  demandsOn({ spentBy: ['profiles'] }, [{ ...ROW, ...row }], { ...READING, ...reading }, false)[0]?.calls;
const allOf = (row: Partial<DemandRow>, reading: Partial<Reading> = {}) =>
  demandsOn({}, [{ ...ROW, ...row, connections: 1 }], { ...READING, ...reading }, false)[0]?.calls ?? 0;

describe('calls for one reading', () => {
  it('are shared by those who are read at once, and one each for those read with consent', () => {
    expect(profilesOf({})).toBe(100);
    expect(profilesOf({ consented: true })).toBe(5000);
    expect(profilesOf({}, { profileBatchSize: 1 })).toBe(5000);
  });

  it('are more the more lately an account published', () => {
    const byAge = [0, 3, 30, 100].map((newestDays) => allOf({ newestDays }));
    expect(byAge).toEqual(byAge.toSorted((a, b) => b - a));
    expect(new Set(byAge).size).toBe(4);
  });

  it('list posts hourly where figures come no other way, and not at all where there are none', () => {
    expect(allOf({ newestDays: 0 }, { postBatchSize: 0 })).toBeCloseTo(1 / 50 + 1);
    expect(allOf({ newestDays: 0 }, { listsPosts: false })).toBeCloseTo(1 / 50);
  });
});

describe('what the limits allow', () => {
  it('is nothing that stretches, where everyone fits in', () => {
    const reach = reachOf([{ ...DAILY, spentBy: ['profiles'] as const }], [{ ...ROW, connections: 50 }], READING, PACE);
    expect(reach).toMatchObject({ calls: 1, callsPerHour: 10_000 / 24, evenSeconds: null });
    expect(reach.seconds).toBeCloseTo(8.64);
  });

  it('is a longer interval where they do not', () => {
    const rows = [{ ...ROW, connections: 50_000 }];
    const reach = reachOf([{ ...DAILY, spentBy: ['profiles'] as const }], rows, READING, { ...PACE, usable: 0.95 });
    expect(reach.seconds).toBeCloseTo((1000 * 8.64) / 0.95);
    expect(reach.evenSeconds).toBeCloseTo((1000 * 8.64) / 0.95);
  });

  it('goes by the limit that is reached first', () => {
    const [posts, profiles] = [
      { ...DAILY, calls: 1_000_000, spentBy: ['posts'] as const },
      { ...DAILY, spentBy: ['profiles'] as const },
    ];
    expect(reachOf([posts, profiles], [{ ...ROW, newestDays: 300 }], READING, PACE).tightest).toBe(profiles);
  });

  it('is not touched by accounts that have limits of their own', () => {
    const limits = [DAILY, { ...DAILY, scope: 'account' as const }];
    const consented = [{ ...ROW, consented: true }];
    expect(reachOf(limits, consented, READING, PACE)).toMatchObject({
      tightest: null,
      seconds: null,
      evenSeconds: null,
    });
    expect(reachOf([DAILY], consented, READING, PACE).tightest).toBe(DAILY);
  });

  it('is unknown where no limit is', () => {
    expect(reachOf([], [ROW], READING, PACE).tightest).toBeNull();
    expect(reachOf([DAILY], [], READING, PACE).tightest).toBeNull();
  });
});
