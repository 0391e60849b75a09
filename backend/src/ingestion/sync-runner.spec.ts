import type { Group } from './groups.js';
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
