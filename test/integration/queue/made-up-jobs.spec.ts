/** Whoever can write to Redis can make up jobs: they stand for leases that PostgreSQL knows, or for nothing. */
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { alone, anEngine, wishFor } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

describe('a job that was made up', () => {
  let api: TestApi;
  let engine: Engine;

  beforeAll(async () => {
    api = await startApi();
    engine = await anEngine(api.network);
  });
  afterAll(async () => {
    await engine.close();
    await api.close();
  });

  it('begins nothing, and takes nothing from the right one', async () => {
    const [desk, other] = await Promise.all([Desk.open(api), Desk.open(api)]);
    const { id } = await desk.connect('vera.bsky.social');
    const [claim] = await engine.sync.claim(wishFor('right', 1));
    if (!claim) throw new Error('Nothing was due');
    const theirs = await other.connect('olga.bsky.social');
    const madeUp = [
      { ...claim, agencyId: other.agencyId },
      { ...claim, connectionId: theirs.id },
      { ...claim, token: claim.token + 1n },
    ];

    for (const lease of madeUp)
      await engine.runner.run({ ...alone(lease), platform: 'nowhere', urgent: true }, 'made up');

    expect(await api.network.asked('bluesky')).toEqual([]);
    expect([await desk.runs(id), await other.runs(theirs.id)]).toEqual([[], []]);
    await engine.run(claim);
    expect(await desk.runs(id)).toMatchObject([{ outcome: 'ok' }]);
    await assertInvariants(api.rows);
  });
});
