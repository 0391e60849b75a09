import { callsIn, NO_DOINGS, reachOf, wantedOf } from './demand.js';
import type { DemandRow, Doings, Reading } from './demand.js';

const READING: Reading = { profileBatchSize: 50, postBatchSize: 50, blanks: { profile: {}, post: {} } };
const ROW: DemandRow = { platform: 'network', consented: false, tier: 'standard', newestDays: 30, connections: 5000 };
const DAILY = { calls: 10_000, windowSeconds: 86_400 };
const PACE = { leastSeconds: 3600, usable: 1 };
const QUIET = { reading: READING, doings: NO_DOINGS };

const wanted = (row: Partial<DemandRow>, reading: Partial<Reading> = {}, doings: Doings = NO_DOINGS) => {
  const platform = { reading: { ...READING, ...reading }, doings, ownLimits: false };
  return (spentBy: 'profiles' | 'posts' | 'figures') =>
    wantedOf({ spentBy: [spentBy] }, [{ ...ROW, ...row }], platform);
};
const eachTime = (...given: Parameters<typeof wanted>) => {
  const of = wanted(...given);
  return (spentBy: 'profiles' | 'posts') => of(spentBy).demands[0]?.calls ?? 0;
};

describe('calls that each reading takes', () => {
  it('are shared by those who are read at once, and one each for those read with consent', () => {
    expect(eachTime({})('profiles')).toBe(100);
    expect(eachTime({ consented: true })('profiles')).toBe(5000);
    expect(eachTime({}, { profileBatchSize: 1 })('profiles')).toBe(5000);
  });

  it('are more where each account takes calls of its own', () => {
    expect(eachTime({}, { callsPerProfile: 1 })('profiles')).toBe(5100);
  });

  it('list posts where nothing else tells of new ones, or of the figures of young ones', () => {
    expect(eachTime({})('posts')).toBe(0);
    expect(eachTime({}, { blanks: { profile: { posts: 'not_supported' }, post: {} } })('posts')).toBe(5000);
    expect(eachTime({ newestDays: 1 }, { postBatchSize: 0 })('posts')).toBe(5000);
    expect(eachTime({ newestDays: 1 }, { postBatchSize: 0, listsPosts: false })('posts')).toBe(0);
  });
});

describe('calls that time alone asks for', () => {
  it('are a list for each new post, and the figures that fall due, packed', () => {
    const of = wanted({}, {}, { posts: 0.01, figures: 0.5 });
    expect(of('posts').anHour).toBe(50);
    expect(of('figures').anHour).toBe(50);
    expect(of('profiles').anHour).toBe(0);
    expect(callsIn(of('figures'), 7200)).toBe(100);
  });

  it('are as many figures as there are readings for those who are read by themselves', () => {
    expect(wanted({ consented: true, newestDays: 1 }, {}, { posts: 0, figures: 2 })('figures').anHour).toBe(5000);
  });

  it('are lists for the figures of older posts, where they come no other way', () => {
    expect(wanted({ newestDays: 4 }, { postBatchSize: 0 })('posts').anHour).toBeCloseTo(5000 / 6);
  });
});

describe('what the limits allow', () => {
  it('is nothing that stretches, where everyone fits in', () => {
    const reach = reachOf([{ ...DAILY, spentBy: ['profiles'] as const }], [{ ...ROW, connections: 50 }], QUIET, PACE);
    expect(reach).toMatchObject({ calls: 1, callsPerHour: 10_000 / 24, evenSeconds: null });
    expect(reach.seconds).toBeCloseTo(8.64);
  });

  it('is a longer interval where they do not', () => {
    const rows = [{ ...ROW, connections: 50_000 }];
    const reach = reachOf([{ ...DAILY, spentBy: ['profiles'] as const }], rows, QUIET, { ...PACE, usable: 0.95 });
    expect(reach.seconds).toBeCloseTo((1000 * 8.64) / 0.95);
    expect(reach.evenSeconds).toBeCloseTo((1000 * 8.64) / 0.95);
  });

  it('goes by the limit that is reached first', () => {
    const [posts, profiles] = [
      { ...DAILY, calls: 1_000_000, spentBy: ['posts'] as const },
      { ...DAILY, spentBy: ['profiles'] as const },
    ];
    const lively = { reading: READING, doings: { posts: 0.01, figures: 0.5 } };
    expect(reachOf([posts, profiles], [ROW], lively, PACE).tightest).toBe(profiles);
  });

  it('stretches profiles by what lists and figures leave of a limit that they share', () => {
    const hourly = { calls: 280, windowSeconds: 3600 };
    const doings = { posts: 0.02, figures: 1 };
    const reach = reachOf([hourly], [ROW], { reading: READING, doings }, PACE);
    expect(reach.calls).toBe(300);
    expect(reach.evenSeconds).toBeCloseTo(4500);
    expect(reachOf([{ ...hourly, calls: 300 }], [ROW], { reading: READING, doings }, PACE).evenSeconds).toBeNull();
  });

  it('leaves something for profiles, however much else there is', () => {
    const doings = { posts: 5, figures: 0 };
    const hourly = { calls: 200, windowSeconds: 3600 };
    expect(reachOf([hourly], [ROW], { reading: READING, doings }, PACE).evenSeconds).toBe(7200);
  });

  it('stretches nothing for a limit of what comes of time alone', () => {
    const lists = { calls: 1, windowSeconds: 3600, spentBy: ['posts'] as const };
    const reach = reachOf([lists], [ROW], { reading: READING, doings: { posts: 0.02, figures: 0 } }, PACE);
    expect(reach).toMatchObject({ tightest: lists, evenSeconds: null });
  });

  it('is not touched by accounts that have limits of their own', () => {
    const limits = [DAILY, { ...DAILY, scope: 'account' as const }];
    const consented = [{ ...ROW, consented: true }];
    expect(reachOf(limits, consented, QUIET, PACE)).toMatchObject({ tightest: null, seconds: null, evenSeconds: null });
    expect(reachOf([DAILY], consented, QUIET, PACE).tightest).toBe(DAILY);
  });

  it('is unknown where no limit is', () => {
    expect(reachOf([], [ROW], QUIET, PACE).tightest).toBeNull();
    expect(reachOf([DAILY], [], QUIET, PACE).tightest).toBeNull();
  });
});
