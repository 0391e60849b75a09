import { syncRow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

describe('taking back a disconnect', () => {
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
    engine = await anEngine(api.network);
    desk = await Desk.open(api);
  });
  afterEach(() => assertInvariants(api.rows));
  afterAll(async () => {
    await engine.close();
    await api.close();
  });

  const kept = async (handle: string): Promise<string> => {
    const { id } = await desk.connect(handle);
    await engine.runDue();
    await desk.remove(id, 'keep').expect(204);
    expect(await desk.see(id)).toMatchObject({ status: 'DISCONNECTED', control: { state: 'archived', reason: null } });
    return id;
  };

  it('brings it back with its data, due at once', async () => {
    const id = await kept('mia.bsky.social');
    const restored = await desk.deed(id, 'restore').expect(200);
    expect(restored.body).toMatchObject({ status: 'READY', control: null, profile: { handle: 'mia.bsky.social' } });
    expect((await syncRow(api.rows, id)).due_in).toBeLessThanOrEqual(0);
    await engine.runDue();
    expect((await desk.runs(id)).map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  });

  it('brings it back paused where it was paused, with the reason', async () => {
    const { id } = await desk.connect('noa.bsky.social');
    await desk.deed(id, 'pause', { reason: 'On tour' }).expect(200);
    await desk.remove(id, 'keep').expect(204);
    const restored = await desk.deed(id, 'restore').expect(200);
    expect(restored.body).toMatchObject({ status: 'PAUSED', control: { state: 'paused', reason: 'On tour' } });
    expect(await engine.runDue()).toEqual([]);
    expect((await desk.deed(id, 'resume').expect(200)).body).toMatchObject({ status: 'PENDING', control: null });
    await engine.runDue();
  });

  it('changes nothing where nothing is disconnected', async () => {
    const { id } = await desk.connect('lea.bsky.social');
    expect((await desk.deed(id, 'restore').expect(200)).body).toMatchObject({ status: 'PENDING' });
    const sql = `SELECT count(*)::int AS n FROM change WHERE target_id = $1 AND action = 'connection.restored'`;
    expect((await api.rows.query<{ n: number }>(sql, [id])).rows).toEqual([{ n: 0 }]);
    await engine.runDue();
  });

  it('names who has the account where it was connected anew meanwhile', async () => {
    const id = await kept('ida.bsky.social');
    const anew = await desk.connect('ida.bsky.social');
    const refused = await desk.deed(id, 'restore').expect(409);
    expect(refused.body).toMatchObject({
      connectionCode: 'PROFILE_DUPLICATE',
      existing: { connectionId: anew.id, talentId: desk.talentId },
    });
    expect(await desk.see(id)).toMatchObject({ status: 'DISCONNECTED' });
    await engine.runDue();
    await desk.deed(id, 'restore').expect(409); // by the account's own id, too
  });

  it('lets one of two win, whether restored or connected first', async () => {
    const handles = Array.from({ length: 5 }, (_, index) => `race-${String(index)}.bsky.social`);
    for (const handle of handles) {
      const id = await kept(handle);
      const [restored, anew] = await Promise.all([desk.deed(id, 'restore'), desk.ask(handle)]);
      expect([
        [200, 409],
        [409, 201],
      ]).toContainEqual([restored.status, anew.status]);
    }
  });
});
