import { GroupRun } from './group-run.js';
import { Heartbeat } from './heartbeat.js';

const LEASE = { agencyId: 'a', connectionId: 'c', token: 1n };

describe('the heartbeat of a group', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('begins no renewal while one is under way, and goes on after one that failed', async () => {
    const answers: ((error: Error) => void)[] = [];
    const renew = jest.fn(() => new Promise<ReadonlySet<string>>((_, fail) => answers.push(fail)));
    const run = new GroupRun({ platform: 'bluesky', leases: [LEASE], urgent: false }, new Date());
    const heartbeat = new Heartbeat(run, renew, 1_000);

    await jest.advanceTimersByTimeAsync(5_000);
    expect(renew).toHaveBeenCalledTimes(1);
    answers[0]?.(new Error('PostgreSQL is away'));
    await jest.advanceTimersByTimeAsync(1_000);

    expect(renew).toHaveBeenCalledTimes(2);
    expect(run.open).toEqual([LEASE]);
    heartbeat.stop();
  });
});
