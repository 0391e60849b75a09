import { LeaseLost } from '../../../backend/src/connections/connection-sync.service.js';
import type { Claim } from '../../../backend/src/connections/connection-sync.service.js';
import { expireLease, makeDue, syncRow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { anEngine, wishFor } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

describe('the lease', () => {
  let api: TestApi;
  let engine: Engine;
  let other: Engine;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
    [engine, other] = await Promise.all([anEngine(api.network), anEngine(api.network)]);
    desk = await Desk.open(api);
  });
  afterEach(async () => {
    api.network.resume();
    await assertInvariants(api.rows);
    await api.rows.query('DELETE FROM social_connection');
  });
  afterAll(async () => {
    await Promise.all([engine.close(), other.close()]);
    await api.close();
  });

  const claimOne = async (): Promise<Claim> => {
    const [claim] = await engine.sync.claim(wishFor('first', 1));
    if (!claim) throw new Error('Nothing was due');
    return claim;
  };
  /** Claimed, lost, and claimed again by somebody else. */
  const twoClaims = async (id: string): Promise<{ stale: Claim; current: Claim }> => {
    const stale = await claimOne();
    await expireLease(api.rows, id);
    await engine.dispatcher.reconcile();
    return { stale, current: await claimOne() };
  };

  it('is of no use once somebody else holds it: no beginning, no renewal, no write', async () => {
    const { id } = await desk.connect('mia.bsky.social');
    const { stale, current } = await twoClaims(id);
    const opened = jest.fn(() => Promise.resolve());

    expect(await engine.sync.beginMany([stale], 'late', opened)).toEqual([]);
    expect(opened).not.toHaveBeenCalled();
    expect(await engine.sync.renewMany([stale])).toEqual(new Set());
    const work = jest.fn(() => Promise.resolve());
    await expect(engine.sync.fenced(stale, work)).rejects.toBeInstanceOf(LeaseLost);
    expect(work).not.toHaveBeenCalled();
    await engine.run(stale);

    expect(await desk.runs(id)).toEqual([]);
    expect(await engine.sync.renewMany([current])).toEqual(new Set([id]));
    await engine.run(current);
    expect(await desk.see(id)).toMatchObject({ status: 'READY' });
  });

  it('is renewed by whoever writes under it, and a renewal waits for nobody', async () => {
    const { id } = await desk.connect('lea.bsky.social');
    const claim = await claimOne();
    const secondsLeft = async () => {
      const sql = `SELECT extract(epoch FROM lease_until - now())::float8 AS left FROM connection_sync WHERE connection_id = $1`;
      return (await api.rows.query<{ left: number }>(sql, [id])).rows[0]?.left ?? 0;
    };
    await engine.sync.beginMany([claim], 'first', () => Promise.resolve());
    const whole = await secondsLeft();
    await expireLease(api.rows, id);

    const renewed = await engine.sync.fencedMany(claim.agencyId, [claim], () => other.sync.renewMany([claim]));

    expect(renewed).toEqual(new Set([id]));
    expect(await secondsLeft()).toBeGreaterThan(whole / 2);
    await engine.sync.fencedMany(claim.agencyId, [claim], async (tx, held) => {
      const row = held.get(id);
      if (row) await engine.sync.releaseMany(tx, [{ lease: claim, row }]);
    });
  });

  it('lost in the middle of a sync: the late worker writes nothing, and there is one completion', async () => {
    const { id } = await desk.connect('noa.bsky.social');
    api.network.pause();
    const stale = await claimOne();
    const late = engine.run(stale);
    await until('the first worker asks the platform', () => api.network.waiting === 1);
    await expireLease(api.rows, id);
    await other.dispatcher.reconcile();
    const [current] = await other.sync.claim(wishFor('second', 1));
    expect(current?.token).toBe(stale.token + 1n);

    api.network.resume();
    await late;

    expect(await desk.see(id)).toMatchObject({ status: 'SYNCING', profile: null });
    expect(await desk.posts(id)).toEqual([]);
    expect((await desk.runs(id)).map((run) => [run.outcome, run.code])).toEqual([['aborted', 'WORKER_LOST']]);
    if (current) await other.run(current);
    expect(await desk.see(id)).toMatchObject({ status: 'READY' });
    expect((await desk.runs(id)).map((run) => run.outcome)).toEqual(['ok', 'aborted']);
  });

  it('lost and taken again by the same worker: what both bring at one time is the second’s alone', async () => {
    const { id } = await desk.connect('mia.bsky.social');
    api.network.pause();
    const stale = await claimOne();
    const late = engine.run(stale);
    await until('the platform is asked', () => api.network.waiting === 1);
    await expireLease(api.rows, id);
    await engine.dispatcher.reconcile();
    const next = engine.run(await claimOne());
    await until('it is asked again', () => api.network.waiting === 2);

    api.network.resume();
    await Promise.all([late, next]);

    expect(await desk.see(id)).toMatchObject({ status: 'READY' });
    expect((await desk.runs(id)).map(({ outcome, code }) => [outcome, code])).toEqual([
      ['ok', null],
      ['aborted', 'WORKER_LOST'],
    ]);
  });

  it('a job that comes five times runs once', async () => {
    const { id } = await desk.connect('lea.bsky.social');
    await api.network.asked('bluesky');
    const claim = await claimOne();

    await Promise.all([engine, other, engine, other, engine].map((worker) => worker.run(claim)));

    expect((await desk.runs(id)).map((run) => run.outcome)).toEqual(['ok']);
    const profiles = (await api.network.asked('bluesky')).filter(({ path }) => path.endsWith('getProfile'));
    expect(profiles).toHaveLength(1);
  });

  it('a job that comes again after its sync has ended does nothing', async () => {
    const { id } = await desk.connect('ada.bsky.social');
    const claim = await claimOne();
    await engine.run(claim);

    await engine.run(claim);

    expect(await desk.runs(id)).toHaveLength(1);
  });

  it('says nothing of a list that is read otherwise by its end: consent that came meanwhile has it read anew, once', async () => {
    const { id } = await desk.connect('gala.bsky.social');
    const auth = (to: string) => api.rows.query('UPDATE social_connection SET auth = $2 WHERE id = $1', [id, to]);
    const place = async () => {
      const sql = `SELECT relist, listed_at IS NOT NULL AS listed FROM connection_product WHERE connection_id = $1 AND product = 'posts'`;
      return (await api.rows.query(sql, [id])).rows[0] as unknown;
    };
    const claim = await claimOne();
    api.network.pause();
    const running = engine.run(claim);
    await until('it asks the platform', () => api.network.waiting > 0);

    await auth('active');
    api.network.resume();
    await running;

    expect(await place()).toEqual({ relist: true, listed: true });
    await makeDue(api.rows, id);
    await engine.runDue();
    expect(await place()).toEqual({ relist: false, listed: true });
    await auth('none');
  });

  describe('that ran out', () => {
    it('makes the sync due again, and counts as a crash only if it had begun', async () => {
      const { id } = await desk.connect('iris.bsky.social');
      await claimOne();
      await expireLease(api.rows, id);
      await engine.dispatcher.reconcile();
      expect(await syncRow(api.rows, id)).toMatchObject({ crash_count: 0, lease_owner: null });

      const begun = await claimOne();
      await engine.sync.beginMany([begun], 'dies', () => Promise.resolve());
      await expireLease(api.rows, id);
      await engine.dispatcher.reconcile();

      const row = await syncRow(api.rows, id);
      expect(row).toMatchObject({ crash_count: 1, lease_owner: null });
      expect(row.due_in).toBeLessThanOrEqual(0);
      await engine.runDue();
      expect(await syncRow(api.rows, id)).toMatchObject({ crash_count: 0 });
      expect(await desk.see(id)).toMatchObject({ status: 'READY' });
    });

    const crash = async (id: string) => {
      await makeDue(api.rows, id);
      const claims = await engine.sync.claim(wishFor('dies', 10));
      const claim = claims.find(({ connectionId }) => connectionId === id);
      if (!claim) throw new Error('It was not due');
      const dies = await anEngine(api.network);
      api.network.pause();
      const running = dies.run(claim);
      await until('it asks the platform', () => api.network.waiting > 0);
      await expireLease(api.rows, id);
      await engine.dispatcher.reconcile();
      api.network.resume();
      await running;
      await dies.close();
    };

    it('three times is poison: ERROR, while the neighbours go on', async () => {
      const { id } = await desk.connect('poisoned.bsky.social');
      for (const crashes of [1, 2]) {
        await crash(id);
        expect(await syncRow(api.rows, id)).toMatchObject({ crash_count: crashes });
      }
      await crash(id);

      const seen = await desk.see(id);
      expect(seen).toMatchObject({ status: 'ERROR', error: { code: 'WORKER_LOST' } });
      expect((await desk.runs(id)).map((run) => [run.outcome, run.code])).toEqual(
        Array(3).fill(['aborted', 'WORKER_LOST']),
      );
      const { due_in: dueIn } = await syncRow(api.rows, id);
      expect(dueIn).toBeGreaterThan(3_600);
      const openAlerts = async () =>
        (
          (await desk.call('get', `/api/v1/alerts?open=true&connectionId=${id}`).expect(200)).body as {
            items: object[];
          }
        ).items;
      expect(await openAlerts()).toMatchObject([{ code: 'WORKER_LOST' }]);

      const neighbour = await desk.connect('neighbour.bsky.social');
      await engine.runDue();
      expect(await desk.see(neighbour.id)).toMatchObject({ status: 'READY' });
      await desk.sync(id).expect(202);
      await engine.runDue();
      expect(await desk.see(id)).toMatchObject({ status: 'READY' });
      expect(await openAlerts()).toEqual([]);
    });
  });
});
