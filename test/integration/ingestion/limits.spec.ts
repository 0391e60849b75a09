import { makeDue, syncRow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { forgetLimits } from '../../support/remembered-limits.js';
import { anEngine } from '../../support/worker.js';

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
