import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

describe('syncing by hand again and again', () => {
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi({ SYNC_COOLDOWN_SECONDS: '600' });
    engine = await anEngine(api.network);
    desk = await Desk.open(api);
  });
  afterAll(async () => {
    await engine.close();
    await api.close();
  });

  const aReadyOne = async (handle: string): Promise<string> => {
    const { id } = await desk.connect(handle);
    await engine.runDue();
    return id;
  };

  it('is allowed the first time, right after connecting', async () => {
    const id = await aReadyOne('mia.bsky.social');
    expect(await desk.see(id)).toMatchObject({ syncAllowedAt: null });
    const asked = await desk.sync(id).expect(202);
    expect((asked.body as { syncAllowedAt: string }).syncAllowedAt).toMatch(/^\d{4}-.*Z$/);
  });

  it('says when the next one may come, in the answer and beside the connection', async () => {
    const id = await aReadyOne('noa.bsky.social');
    await desk.sync(id).expect(202);
    await engine.runDue();
    const refused = await desk.sync(id).expect(429);
    const { syncAllowedAt } = await desk.see(id);
    expect(refused.body).toMatchObject({ code: 'TOO_MANY_REQUESTS', until: syncAllowedAt });
    expect((refused.body as { action: string }).action).toBe('You can sync it again in 10 minutes.');
    const { retryAfter } = refused.body as { retryAfter: number };
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(600);
    expect(refused.headers['retry-after']).toBe(String(retryAfter));
  });

  it('is one where many ask at the same moment', async () => {
    const id = await aReadyOne('lea.bsky.social');
    const answers = await Promise.all(Array.from({ length: 8 }, () => desk.sync(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array<number>(7).fill(429)]);
    const sql = `SELECT count(*)::int AS n FROM change WHERE target_id = $1 AND action = 'connection.sync_requested'`;
    expect((await api.rows.query<{ n: number }>(sql, [id])).rows).toEqual([{ n: 1 }]);
  });

  it('is allowed once the time has passed', async () => {
    const id = await aReadyOne('ida.bsky.social');
    await desk.sync(id).expect(202);
    await engine.runDue();
    await api.rows.query(
      `UPDATE connection_sync SET asked_at = asked_at - interval '10 minutes' WHERE connection_id = $1`,
      [id],
    );
    expect(await desk.see(id)).toMatchObject({ syncAllowedAt: null });
    await desk.sync(id).expect(202);
  });
});
