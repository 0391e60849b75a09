import type { Claim } from '../../../backend/src/connections/connection-sync.service.js';
import { rowsBelow, syncRow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const ROUNDS = 5;
const AT_ONCE = 6;

describe('deleting while a sync runs', () => {
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
    engine = await anEngine(api.network);
    desk = await Desk.open(api);
  });
  afterEach(async () => {
    api.network.resume();
    await assertInvariants(api.rows);
  });
  afterAll(async () => {
    await engine.close();
    await api.close();
  });

  /** Its sync has begun and waits for the platform. */
  const begin = async (id: string): Promise<{ claim: Claim; running: Promise<void> }> => {
    const claim = (await engine.claimAll()).find(({ connectionId }) => connectionId === id);
    if (!claim) throw new Error('It was not due');
    api.network.pause();
    const running = engine.run(claim);
    await until('it asks the platform', () => api.network.waiting === 1);
    return { claim, running };
  };
  /** The same, with everything of an earlier sync below it. */
  const midway = async (handle: string) => {
    const { id } = await desk.connect(handle);
    await engine.runDue();
    expect(await desk.see(id)).toMatchObject({ status: 'READY' });
    await desk.sync(id).expect(202);
    return { id, ...(await begin(id)) };
  };

  it('leaves nothing of an erased connection, neither at once nor when the sync comes back', async () => {
    const { id, running } = await midway('mia.bsky.social');

    await desk.remove(id).expect(204);
    expect(await rowsBelow(api.rows, id)).toBe(0);
    await desk.call('get', `/api/v1/connections/${id}`).expect(404);
    api.network.resume();
    await running;

    expect(await rowsBelow(api.rows, id)).toBe(0);
  });

  it('keeps the data of an archived connection as it was, and ends the late sync', async () => {
    const { id, claim, running } = await midway('noa.bsky.social');
    const dump = async () => {
      const sql = `SELECT p.xmin::text, p.id::text AS id FROM social_post p WHERE connection_id = $1
        UNION ALL SELECT f.xmin::text, 'profile' FROM social_profile f WHERE connection_id = $1
        UNION ALL SELECT n.captured_at::text, 'snapshot' FROM profile_snapshot n WHERE connection_id = $1 ORDER BY 2, 1`;
      return (await api.rows.query(sql, [id])).rows;
    };
    const before = await dump();

    await desk.remove(id, 'keep').expect(204);
    api.network.resume();
    await running;

    expect(await dump()).toEqual(before);
    expect(await desk.see(id)).toMatchObject({ status: 'DISCONNECTED', nextSyncAt: null, isRefreshing: false });
    expect((await desk.runs(id)).map((run) => run.outcome)).toEqual(['aborted', 'ok']);
    expect(BigInt((await syncRow(api.rows, id)).lease_token)).toBeGreaterThan(claim.token);
    await desk.sync(id).expect(409);
    await desk.ask('noa.bsky.social').expect(201);
  });

  it('leaves nothing of an erased talent', async () => {
    const talent = await Desk.open(api);
    const { id } = await talent.connect('lea.bsky.social');
    const { running } = await begin(id);

    await talent.call('delete', `/api/v1/talents/${talent.talentId}`).expect(204);
    api.network.resume();
    await running;

    expect(await rowsBelow(api.rows, id)).toBe(0);
  });

  it('never locks up, whatever is deleted at whatever moment', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const desks = await Promise.all(Array.from({ length: AT_ONCE }, () => Desk.open(api)));
      const made = await Promise.all(
        desks.flatMap((one, index) => [
          one.connect(`erased-${round}-${index}.bsky.social`),
          one.connect(`kept-${round}-${index}.bsky.social`),
          one.connect(`talent-${round}-${index}.bsky.social`),
        ]),
      );
      const syncing = engine.runDue();
      await Promise.all(
        desks.map(async (one, index) => {
          const [erased, kept] = made.slice(index * 3);
          await one.remove(erased?.id ?? '').expect(204);
          await one.remove(kept?.id ?? '', 'keep').expect(204);
          if (index % 2 === 0) await one.call('delete', `/api/v1/talents/${one.talentId}`).expect(204);
        }),
      );
      await syncing;
      const gone = made.filter((_, index) => index % 3 === 0 || Math.floor(index / 3) % 2 === 0);
      expect(await Promise.all(gone.map(({ id }) => rowsBelow(api.rows, id)))).toEqual(gone.map(() => 0));
    }
    expect(api.log()).not.toMatch(/deadlock/i);
  });
});
