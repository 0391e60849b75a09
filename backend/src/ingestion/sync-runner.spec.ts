import type { Group } from './groups.js';
import { STILL_MS } from './stillness.js';
import { SyncRunner } from './sync-runner.service.js';

/** Whatever it is given runs on and on. */
function aRunner(): SyncRunner {
  const sync = { beginMany: () => new Promise(() => undefined), renewMany: () => Promise.resolve(new Set()) };
  const logs = { run: (_: unknown, work: () => Promise<void>) => work() };
  const parts: readonly unknown[] = [sync, {}, {}, logs, { renewMs: 60_000 }, { now: () => new Date() }];
  return new (SyncRunner as unknown as new (...given: readonly unknown[]) => SyncRunner)(...parts);
}

let made = 0;
const aGroup = (platform: string, ...agencies: readonly string[]): Group => ({
  platform,
  urgent: false,
  leases: agencies.map((agencyId) => ({ agencyId, connectionId: `connection-${(made += 1)}`, token: 1n })),
});

function crowded(...groups: readonly Group[]): string[] {
  const runner = aRunner();
  for (const group of groups) void runner.run(group, 'one');
  return runner.crowded({ connections: 5, groups: 2 }).sort();
}

describe('agencies that have their share', () => {
  it('have so many connections running, in however many groups', () => {
    const most = ['greedy', 'greedy', 'greedy', 'small'];

    expect(crowded(aGroup('x', ...most), aGroup('bluesky', 'greedy', 'small'))).toEqual([]);
    expect(crowded(aGroup('x', ...most), aGroup('bluesky', 'greedy', 'greedy', 'small'))).toEqual(['greedy']);
  });

  it('or take slots of one platform for themselves alone, however few are read in each', () => {
    expect(crowded(aGroup('x', 'greedy'), aGroup('x', 'greedy'), aGroup('x', 'small'))).toEqual(['greedy']);
    expect(crowded(aGroup('x', 'greedy'), aGroup('bluesky', 'greedy'), aGroup('x', 'greedy', 'small'))).toEqual([]);
  });
});

describe('slots of platforms that have their share', () => {
  afterEach(() => jest.useRealTimers());

  const busyOfFull = (...groups: readonly Group[]): number => {
    const runner = aRunner();
    for (const group of groups) void runner.run(group, 'one');
    return runner.busyOfFull(2);
  };

  it('are counted', () => {
    expect(busyOfFull(aGroup('x', 'one'), aGroup('x', 'one'), aGroup('bluesky', 'one'))).toBe(2);
    expect(busyOfFull(aGroup('x', 'one'), aGroup('bluesky', 'one'))).toBe(0);
  });

  it('are none where a platform only waits, which takes no slot', async () => {
    jest.useFakeTimers();
    const runner = aRunner();
    for (let group = 0; group < 2; group += 1) void runner.run(aGroup('x', 'one'), 'one');
    expect([runner.busy, runner.busyOfFull(2)]).toEqual([2, 2]);

    await jest.advanceTimersByTimeAsync(2 * STILL_MS);
    expect([runner.busy, runner.busyOfFull(2)]).toEqual([0, 0]);
  });
});
