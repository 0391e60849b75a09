import { expireLease } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { anEngine, wishFor } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const DEPTH = 500;
const PER_PAGE = 100;

describe('a sync that is cut off after some pages', () => {
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
    engine = await anEngine(api.network, { SYNC_POST_DEPTH: String(DEPTH) });
    desk = await Desk.open(api);
  });
  afterEach(async () => {
    api.network.resume();
    await assertInvariants(api.rows);
    await api.rows.query('DELETE FROM social_connection');
  });
  afterAll(async () => {
    await engine.close();
    await api.close();
  });

  const stored = async (id: string) => {
    const { rows } = await api.rows.query<{ count: string }>(
      'SELECT count(*) FROM social_post WHERE connection_id = $1',
      [id],
    );
    return Number(rows[0]?.count);
  };
  /** Runs until two pages are stored, and stops there with the platform's answer outstanding. */
  const cutOff = async (id: string, lose: () => Promise<void>) => {
    const [claim] = await engine.sync.claim(wishFor('cut off', 1));
    if (!claim) throw new Error('Nothing was due');
    api.network.pauseAt('getAuthorFeed', 3);
    const running = engine.run(claim);
    await until('the third page is asked for', () => api.network.waiting === 1);
    const before = await stored(id);
    expect(before).toBeGreaterThanOrEqual(2 * 90);
    await lose();
    api.network.resume();
    await running;
    expect(await stored(id)).toBe(before);
  };
  const feedCursors = async () =>
    (await api.network.asked('bluesky'))
      .filter(({ path }) => path.endsWith('getAuthorFeed'))
      .map(({ query }) => query['cursor'] ?? null);

  it('goes on at its page when its worker was lost, and nothing is there twice', async () => {
    const { id } = await desk.connect('huge-mia.bsky.social');
    await api.network.asked('bluesky');
    await cutOff(id, async () => {
      await expireLease(api.rows, id);
      await engine.dispatcher.reconcile();
    });
    const first = await feedCursors();

    await engine.runDue();

    const second = await feedCursors();
    expect(first[0]).toBeNull();
    expect(second).not.toContain(null);
    expect(second[0]).toBe(first.at(-1));
    expect(new Set([...first, ...second]).size).toBe(first.length + second.length - 1);
    expect(first.length + second.length - 1).toBeLessThanOrEqual(Math.ceil(DEPTH / (PER_PAGE * 0.8)));
    const posts = await desk.posts(id);
    expect(posts).toHaveLength(DEPTH);
    expect(new Set(posts.map((post) => post.publishedAt)).size).toBe(DEPTH);
    expect(await desk.see(id)).toMatchObject({ status: 'READY' });
  });

  it('does not count as poison as long as each try brings it further', async () => {
    const { id } = await desk.connect('huge-noa.bsky.social');
    await api.rows.query('UPDATE connection_sync SET crash_count = 2 WHERE connection_id = $1', [id]);

    await cutOff(id, async () => {
      await expireLease(api.rows, id);
      await engine.dispatcher.reconcile();
    });

    const { rows } = await api.rows.query('SELECT crash_count FROM connection_sync WHERE connection_id = $1', [id]);
    expect(rows).toEqual([{ crash_count: 1 }]);
    await engine.runDue();
    expect(await desk.see(id)).toMatchObject({ status: 'READY' });
  });
});
