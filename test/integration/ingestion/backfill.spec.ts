import { syncRow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const DEPTH = 2_000;
const PAGES = 10;

describe('a list that is too long for one sync', () => {
  let api: TestApi;
  let engine: Engine;

  beforeAll(async () => {
    api = await startApi();
    engine = await anEngine(api.network, { SYNC_POST_DEPTH: String(DEPTH), SYNC_PAGES_PER_RUN: String(PAGES) });
  });
  afterAll(async () => {
    await assertInvariants(api.rows);
    await engine.close();
    await api.close();
  });

  const cursors = async () =>
    (await api.network.asked('bluesky'))
      .filter(({ path }) => path.endsWith('getAuthorFeed'))
      .map(({ query }) => query['cursor'] ?? null);

  it('goes on at its page, behind everybody else, while the connection is READY', async () => {
    const desk = await Desk.open(api);
    const { id } = await desk.connect('huge-mia.bsky.social');
    await api.network.asked('bluesky');
    await engine.runDue();

    const first = await cursors();
    expect(first).toHaveLength(PAGES);
    expect(await desk.see(id)).toMatchObject({ status: 'READY', error: null, warnings: [] });
    const row = await syncRow(api.rows, id);
    expect(row).toMatchObject({ cause: 'backfill', lane: 2, attempt: 0 });
    expect(row.due_in).toBeLessThanOrEqual(0);

    const all = [...first];
    for (let runs = 1; (await syncRow(api.rows, id)).cause === 'backfill'; runs += 1) {
      expect(runs).toBeLessThan(5);
      await engine.runDue();
      const next = await cursors();
      expect(next).not.toContain(null);
      all.push(...next);
      expect(await desk.see(id)).toMatchObject({ status: 'READY' });
    }

    expect(new Set(all).size).toBe(all.length);
    expect(await desk.posts(id)).toHaveLength(DEPTH);
    expect(await syncRow(api.rows, id)).toMatchObject({ cause: 'scheduled', lane: 1 });
    expect((await desk.runs(id)).map(({ outcome }) => outcome)).toEqual(
      Array(Math.ceil(all.length / PAGES)).fill('ok'),
    );
  });
});
