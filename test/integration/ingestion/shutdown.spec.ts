import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { startWorker } from '../../support/worker.js';

const SYNCS = 20;

describe('a worker that is asked to stop', () => {
  let api: TestApi;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
    desk = await Desk.open(api);
  });
  afterAll(async () => {
    await assertInvariants(api.rows);
    await api.close();
  });

  const begun = async (ids: readonly string[]) => {
    const { rows } = await api.rows.query<{ begun: number }>(
      'SELECT count(*)::int AS begun FROM connection_sync WHERE lease_started AND connection_id = ANY($1)',
      [ids],
    );
    return rows[0]?.begun;
  };

  it('gives every sync back unharmed, and the next worker brings them all home', async () => {
    api.network.pause();
    const made = await Promise.all(
      Array.from({ length: SYNCS }, (_, index) => desk.connect(`stopped-${index}.bsky.social`)),
    );
    const ids = made.map(({ id }) => id);
    const first = await startWorker(api.network);
    await until('all are running', async () => (await begun(ids)) === SYNCS);
    await until('the platform is asked', () => api.network.waiting >= 1);

    await first.close();

    const { rows } = await api.rows.query(
      `SELECT count(*) FILTER (WHERE lease_started)::int AS begun, max(attempt) AS attempt, max(crash_count) AS crashes, max(failures) AS failures
       FROM connection_sync WHERE connection_id = ANY($1)`,
      [ids],
    );
    expect(rows).toEqual([{ begun: 0, attempt: 0, crashes: 0, failures: 0 }]);
    const runs = await api.rows.query('SELECT DISTINCT outcome, code FROM sync_run WHERE connection_id = ANY($1)', [
      ids,
    ]);
    expect(runs.rows).toEqual([{ outcome: 'aborted', code: null }]);

    api.network.resume();
    const second = await startWorker(api.network);
    for (const { id } of made) expect(await desk.becomes(id, 'READY')).toMatchObject({ attempt: 0, error: null });
    await second.close();
    const counts = await api.rows.query<{ crashes: number }>('SELECT max(crash_count) AS crashes FROM connection_sync');
    expect(counts.rows).toEqual([{ crashes: 0 }]);
  });

  it('stops also while nothing runs', async () => {
    const idle = await startWorker(api.network);

    await expect(idle.close()).resolves.toBeUndefined();
  });
});
