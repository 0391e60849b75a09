import { expireLease, makeDue, syncRow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const BATCH = 25;

describe('connections that are read together', () => {
  let api: TestApi;
  let engine: Engine;

  beforeAll(async () => (api = await startApi()));
  beforeEach(async () => (engine = await anEngine(api.network)));
  afterEach(async () => {
    api.network.resume();
    await engine.close();
    await assertInvariants(api.rows);
    await api.rows.query('DELETE FROM social_connection');
  });
  afterAll(() => api.close());

  const asked = async (path: string) =>
    (await api.network.asked('bluesky')).filter((call) => call.path.endsWith(path)).length;
  const connected = async (desk: Desk, names: readonly string[]) => {
    const made = await Promise.all(names.map((name) => desk.connect(`${name}.bsky.social`)));
    return made.map(({ id }) => id);
  };
  const someNames = (word: string, count: number) => Array.from({ length: count }, (_, index) => `${word}-${index}`);
  const statuses = async () => {
    const { rows } = await api.rows.query<{ status: string; count: number }>(
      'SELECT status, count(*)::int AS count FROM social_connection GROUP BY status',
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  };
  const again = async (ids: readonly string[]) => {
    for (const id of ids) await makeDue(api.rows, id);
    return engine.runDue();
  };
  const lastRuns = async (ids: readonly string[]) => {
    const { rows } = await api.rows.query<{ outcome: string; calls: number }>(
      `SELECT DISTINCT ON (connection_id) outcome, calls FROM sync_run WHERE connection_id = ANY($1)
       ORDER BY connection_id, started_at DESC`,
      [ids],
    );
    return rows;
  };

  it('take as many calls as there are full batches, whosever they are', async () => {
    const desks = await Promise.all([Desk.open(api), Desk.open(api), Desk.open(api)]);
    const ids = (await Promise.all(desks.map((desk, index) => connected(desk, someNames(`many-${index}`, 20))))).flat();
    await asked('getProfiles');

    await engine.runDue();

    expect(await statuses()).toEqual({ READY: 60 });
    const first = await api.network.asked('bluesky');
    expect(first.filter(({ path }) => path.endsWith('getProfiles'))).toHaveLength(Math.ceil(60 / BATCH));
    expect(first.filter(({ path }) => path.endsWith('getProfile'))).toEqual([]);

    const { rows } = await api.rows.query('SELECT DISTINCT next_sync_at FROM connection_sync');
    expect(rows).toHaveLength(1);
    expect((await lastRuns(ids)).every(({ outcome }) => outcome === 'ok')).toBe(true);
  });

  it('that are unchanged cost one shared call each the second time: no list, and no post is written', async () => {
    api.network.hold();
    const ids = await connected(await Desk.open(api), someNames('still', 10));
    await engine.runDue();
    await api.network.asked('bluesky');
    const writers = () => api.rows.query('SELECT id, xmin::text AS writer FROM social_post ORDER BY id');
    const before = (await writers()).rows;

    await again(ids);

    const calls = await api.network.asked('bluesky');
    expect(calls.filter(({ path }) => path.endsWith('getProfiles'))).toHaveLength(1);
    expect(calls.filter(({ path }) => path.endsWith('getAuthorFeed'))).toEqual([]);
    expect((await writers()).rows).toEqual(before);
    const runs = await lastRuns(ids);
    expect(runs.map(({ outcome }) => outcome)).toEqual(Array(10).fill('ok'));
  });

  it('leave nobody in the lurch for one that is unknown, twice there, or makes no sense', async () => {
    const desk = await Desk.open(api);
    const well = await connected(desk, someNames('well', 5));
    const [unknown] = await connected(desk, ['missing-mia']);
    const [garbage] = await connected(desk, ['garbage-mia']);
    const [twice] = await connected(desk, ['twice']);
    await engine.runDue();
    const { rows } = await api.rows.query<{ account: string }>(
      'SELECT platform_account_id AS account FROM social_connection WHERE id = $1',
      [well[0]],
    );
    await api.rows.query(
      `UPDATE social_connection SET platform_account_id = NULL, locator_kind = 'id', locator_value = $2 WHERE id = $1`,
      [twice, rows[0]?.account],
    );

    await again([...well, twice ?? '']);

    for (const id of well) expect(await desk.see(id)).toMatchObject({ status: 'READY', error: null });
    expect(await desk.see(unknown ?? '')).toMatchObject({ status: 'ERROR', error: { code: 'PROFILE_NOT_FOUND' } });
    expect(await desk.see(garbage ?? '')).toMatchObject({
      status: 'ERROR',
      error: { code: 'PLATFORM_CONTRACT_CHANGED' },
    });
    expect(await desk.see(twice ?? '')).toMatchObject({ error: { code: 'PROFILE_DUPLICATE' } });
  });

  it('go on without the one whose lease was lost', async () => {
    const desk = await Desk.open(api);
    const ids = await connected(desk, someNames('lost', 4));
    const claims = await engine.claimAll();
    api.network.pause();
    const running = engine.runTogether(claims);
    await until('the platform is asked', () => api.network.waiting === 1);
    const [lost, ...kept] = ids;
    await expireLease(api.rows, lost ?? '');
    await engine.dispatcher.reconcile();

    api.network.resume();
    await running;

    for (const id of kept) expect(await desk.see(id)).toMatchObject({ status: 'READY' });
    expect(await desk.see(lost ?? '')).toMatchObject({ status: 'PENDING', profile: null });
    expect((await desk.runs(lost ?? '')).map(({ outcome, code }) => [outcome, code])).toEqual([
      ['aborted', 'WORKER_LOST'],
    ]);
    await engine.runDue();
    expect(await statuses()).toEqual({ READY: 4 });
  });

  it('are given back unharmed in the middle, those who have ended excepted', async () => {
    const desk = await Desk.open(api);
    await connected(desk, [...someNames('short', 3), 'huge-mia']);
    const patient = await anEngine(api.network, { SYNC_POST_DEPTH: '100000', SYNC_PAGES_PER_RUN: '1000' });
    const claims = await patient.claimAll();
    const running = patient.runTogether(claims);
    await until('the short ones are through, and the long list is not', async () => {
      const now = await statuses();
      if (now['READY'] === 3) api.network.pause();
      return now['READY'] === 3;
    });
    await until('the next page is asked for', () => api.network.waiting === 1);

    await patient.runner.stop();
    await running;
    await patient.close();

    expect(await statuses()).toEqual({ READY: 3, PENDING: 1 });
    const { rows } = await api.rows.query(
      `SELECT max(attempt) AS attempt, max(crash_count) AS crashes, count(lease_owner)::int AS leased FROM connection_sync`,
    );
    expect(rows).toEqual([{ attempt: 0, crashes: 0, leased: 0 }]);
    api.network.resume();
    await engine.runDue();
    expect(await statuses()).toEqual({ READY: 4 });
  });

  it('hold up nobody who is waited for: beside all slots there is one', async () => {
    const desk = await Desk.open(api);
    const [slow, asked] = await connected(desk, someNames('busy', 2));
    await engine.runDue();
    const narrow = await anEngine(api.network, { SYNC_CONCURRENCY: '1', SYNC_PLATFORM_CONCURRENCY: '1' });
    await makeDue(api.rows, slow ?? '');
    const [claim] = await narrow.claimAll();
    api.network.pause();
    const running = narrow.runTogether(claim ? [claim] : []);
    await until('the slot is taken', () => api.network.waiting === 1);

    await desk.sync(asked ?? '').expect(202);
    await narrow.dispatcher.dispatch();

    await until('both are asked for', () => api.network.waiting === 2);
    api.network.resume();
    await running;
    await narrow.runner.stop();
    await narrow.close();
    expect(await statuses()).toEqual({ READY: 2 });
  });

  it('take no slot while their platform does not answer, and end as ever when it does', async () => {
    const [id] = await connected(await Desk.open(api), ['silent']);
    await engine.runDue();
    await makeDue(api.rows, id ?? '');
    const claims = await engine.claimAll();
    api.network.pause();
    const running = engine.runTogether(claims);
    await until('the platform is asked', () => api.network.waiting === 1);
    expect(engine.runner.busy).toBe(1);

    await until('it takes no slot', () => engine.runner.busy === 0);

    expect(engine.runner.busyOf('bluesky')).toBe(1);
    api.network.resume();
    await running;
    expect(engine.runner.busyOf('bluesky')).toBe(0);
    expect(await lastRuns([id ?? ''])).toEqual([{ outcome: 'ok', calls: 1 }]);
  });

  it('are not what somebody waits for: who is asked for by hand is read before and apart', async () => {
    const desk = await Desk.open(api);
    const ids = await connected(desk, someNames('scheduled', 3));
    await engine.runDue();
    for (const id of ids) await makeDue(api.rows, id);
    await desk.sync(ids[2] ?? '').expect(202);

    const roomy = await anEngine(api.network, { SYNC_CONCURRENCY: '200', SYNC_PLATFORM_CONCURRENCY: '200' });

    await roomy.dispatcher.dispatch();

    const waiting = await roomy.queue.takeWaiting(10);
    const groups = waiting.map(({ urgent, leases }) => [urgent, leases.map(({ connectionId }) => connectionId).sort()]);
    expect(groups).toHaveLength(2);
    expect(groups).toEqual(
      expect.arrayContaining([
        [true, [ids[2]]],
        [false, ids.slice(0, 2).sort()],
      ]),
    );
    await Promise.all(waiting.map((group) => roomy.runner.run(group, 'by hand')));
    await roomy.close();
    expect((await syncRow(api.rows, ids[2] ?? '')).attempt).toBe(0);
    expect(await statuses()).toEqual({ READY: 3 });
  });
});
