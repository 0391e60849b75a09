import { makeDue, syncRow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { forgetLimits } from '../../support/remembered-limits.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

describe.each([
  ['bluesky', 'ratelimited-mia.bsky.social', 20],
  ['youtube', 'ratelimited-mia', 20],
  ['instagram', 'ratelimited.mia', 60], // the shortest wait that it can name
])('a limit of %s', (platform, handle, limitSeconds) => {
  let api: TestApi;

  beforeAll(async () => (api = await startApi()));
  afterAll(async () => {
    await assertInvariants(api.rows);
    await api.close();
  });

  it('defers: no attempt, no error, a warning with its end, and well after it', async () => {
    const desk = await Desk.open(api);
    const before = await anEngine(api.network);
    const { id } = await desk.connect(handle, platform);

    await before.runDue();
    await before.close();

    const held = await desk.see(id);
    expect(held).toMatchObject({
      status: 'PENDING',
      attempt: 0,
      error: null,
      products: [{ activity: 'waiting_limit' }, {}],
    });
    expect(held.warnings).toMatchObject([{ code: 'RATE_LIMITED' }]);
    const { due_in: dueIn, blocked_until: until } = await syncRow(api.rows, id);
    expect(held.warnings[0]?.until).toBe(until?.toISOString());
    expect(dueIn).toBeGreaterThan(limitSeconds / 2);
    expect(dueIn).toBeLessThan(limitSeconds * 2);
    expect((await desk.runs(id)).map((run) => run.outcome)).toEqual(['deferred']);
    const refused = await desk.sync(id).expect(409);
    expect(refused.body).toMatchObject({ code: 'CONFLICT', until: until?.toISOString() });

    api.network.advance(limitSeconds + 1);
    await forgetLimits(api.rows);
    const later = await anEngine(api.network);
    await makeDue(api.rows, id);
    await later.runDue();
    await later.close();

    expect(await desk.see(id)).toMatchObject({ status: 'READY', attempt: 0, warnings: [] });
  });
});

describe('a limit that has no room for a whole group', () => {
  let api: TestApi;
  let engine: Engine;

  beforeAll(async () => (api = await startApi()));
  afterAll(async () => {
    await engine.close();
    await assertInvariants(api.rows);
    await api.close();
  });

  it('holds all of it back at once, without a call, until the same time', async () => {
    api.network.hold();
    const desk = await Desk.open(api);
    const made = await Promise.all(Array.from({ length: 60 }, (_, at) => desk.connect(`many-${at}.bsky.social`)));
    const ids = made.map(({ id }) => id);
    const before = await anEngine(api.network);
    await before.runDue();
    await before.close();
    engine = await anEngine(api.network, { BLUESKY_LIMITS: 'appview=24/3600' }); // its part, alone, is 11
    const again = async (some: readonly string[]) => {
      for (const id of some) await makeDue(api.rows, id);
      await engine.runDue();
    };
    for (const id of ids.slice(0, 8)) await again([id]);
    await api.network.asked('bluesky');

    await again(ids); // three calls for profiles, and what may follow

    expect(await api.network.asked('bluesky')).toEqual([]);
    const held = await api.rows.query<{ due: Date; until: Date; count: number }>(
      `SELECT next_sync_at AS due, blocked_until AS until, count(*)::int AS count FROM connection_sync
       WHERE connection_id = ANY($1) GROUP BY 1, 2`,
      [ids],
    );
    expect(held.rows).toMatchObject([{ count: 60 }]);
    expect(held.rows[0]?.due).toEqual(held.rows[0]?.until);
    api.network.resume();
  });
});
