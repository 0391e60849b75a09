import { expireLease, makeDue, syncRow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine, wishFor } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const within = (seconds: number, share = 0.2) => ({ from: seconds * (1 - share) - 5, to: seconds * (1 + share) + 5 });

describe('attempts', () => {
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
    desk = await Desk.open(api);
  });
  // A process that has seen so many outages gives the platform a rest; here each tries as if it were the first.
  beforeEach(async () => (engine = await anEngine(api.network)));
  afterEach(async () => {
    await engine.close();
    await assertInvariants(api.rows);
    await api.rows.query('DELETE FROM social_connection');
  });
  afterAll(() => api.close());

  const expectDueIn = async (id: string, seconds: number, share?: number) => {
    const { from, to } = within(seconds, share);
    const { due_in: dueIn } = await syncRow(api.rows, id);
    expect(dueIn).toBeGreaterThan(from);
    expect(dueIn).toBeLessThan(to);
  };
  const next = async (id: string) => {
    await makeDue(api.rows, id);
    await engine.runDue();
    return desk.see(id);
  };
  /** The first try and the three automatic retries. */
  const spendAll = async (id: string) => {
    await engine.runDue();
    for (let retry = 0; retry < 3; retry += 1) await next(id);
    return desk.see(id);
  };

  it('a platform that stumbles twice is well within the retries, and shows SYNCING until then', async () => {
    const { id } = await desk.connect('flaky-mia.bsky.social');

    await engine.runDue();
    const waiting = await desk.see(id);
    expect(waiting).toMatchObject({ status: 'SYNCING', attempt: 1, maxAttempts: 3, error: null });
    expect(waiting.nextTryAt).not.toBeNull();
    await expectDueIn(id, 4);
    expect(await next(id)).toMatchObject({ status: 'SYNCING', attempt: 2 });
    await expectDueIn(id, 16);

    expect(await next(id)).toMatchObject({ status: 'READY', attempt: 0, nextTryAt: null, warnings: [] });
    const runs = await desk.runs(id);
    expect(runs.map(({ outcome, attempt }) => [outcome, attempt])).toEqual([
      ['ok', 2],
      ['failed', 1],
      ['failed', 0],
    ]);
  });

  it('a platform that is down ends in ERROR after four tries, and is looked at again later and later', async () => {
    const { id } = await desk.connect('down-mia.bsky.social');

    const spent = await spendAll(id);

    expect(spent).toMatchObject({
      status: 'ERROR',
      nextTryAt: null,
      error: { code: 'PLATFORM_UNAVAILABLE', text: 'Bluesky is not answering properly.', retry: 'auto' },
    });
    expect(spent.error?.action).not.toBe('');
    expect(await desk.runs(id)).toHaveLength(4);
    await expectDueIn(id, 15 * 60);
    expect(await next(id)).toMatchObject({ status: 'ERROR' });
    await expectDueIn(id, 3_600);
    await next(id);
    await expectDueIn(id, 6 * 3_600);
    await next(id);
    await expectDueIn(id, 6 * 3_600);
    expect(await desk.runs(id)).toHaveLength(7);
  });

  it('a person who retries gets all attempts again, at once', async () => {
    const { id } = await desk.connect('down-noa.bsky.social');
    await spendAll(id);

    await desk.sync(id).expect(202);

    expect(await syncRow(api.rows, id)).toMatchObject({ attempt: 0, failures: 0, lane: 0, cause: 'manual' });
    await engine.runDue();
    expect(await desk.see(id)).toMatchObject({ status: 'SYNCING', attempt: 1, error: null });
    for (const attempt of [2, 3]) expect(await next(id)).toMatchObject({ status: 'SYNCING', attempt });
    expect(await next(id)).toMatchObject({ status: 'ERROR' });
    await expectDueIn(id, 15 * 60);
  });

  it('an account that nobody knows is not tried again by itself', async () => {
    const { id } = await desk.connect('missing-mia.bsky.social');

    await engine.runDue();

    expect(await desk.see(id)).toMatchObject({
      status: 'ERROR',
      attempt: 0,
      error: { code: 'PROFILE_NOT_FOUND', retry: 'user' },
    });
    expect(await desk.runs(id)).toHaveLength(1);
    await expectDueIn(id, 24 * 3_600);
  });

  it('an answer that makes no sense is an error at once, and data from before stays', async () => {
    const { id } = await desk.connect('lea.bsky.social');
    await engine.runDue();
    const before = await desk.see(id);
    const posts = await desk.posts(id);
    await api.rows.query(
      `UPDATE social_connection SET platform_account_id = 'did:web:garbage.example.org' WHERE id = $1`,
      [id],
    );

    const after = await next(id);

    expect(after).toMatchObject({
      status: 'ERROR',
      error: { code: 'PLATFORM_CONTRACT_CHANGED' },
      lastSyncAt: before.lastSyncAt,
    });
    expect(after.profile).toEqual(before.profile);
    expect(await desk.posts(id)).toEqual(posts);
  });

  it('an account that was there before gets three strikes over a day', async () => {
    const { id } = await desk.connect('turns-missing-iris.bsky.social');
    await engine.runDue();

    for (const strikes of [1, 2, 3]) {
      const seen = await next(id);
      expect(seen).toMatchObject({ status: 'READY', error: null, warnings: [{ code: 'PROFILE_NOT_FOUND' }] });
      const { rows } = await api.rows.query('SELECT strikes FROM social_connection WHERE id = $1', [id]);
      expect(rows).toEqual([{ strikes }]);
    }
    await api.rows.query(`UPDATE social_connection SET strikes_since = now() - interval '25 hours' WHERE id = $1`, [
      id,
    ]);

    expect(await next(id)).toMatchObject({ status: 'ERROR', error: { code: 'PROFILE_NOT_FOUND' }, warnings: [] });
  });

  it('a wish that comes while a sync runs is done after it, with fresh attempts', async () => {
    const { id } = await desk.connect('down-ada.bsky.social');
    await engine.runDue();
    await makeDue(api.rows, id);
    const [claim] = await engine.sync.claim(wishFor('busy', 1));
    const { agencyId } = desk;
    await engine.request(agencyId, id);
    expect(claim).toBeDefined();

    if (claim) await engine.run(claim);

    const row = await syncRow(api.rows, id);
    expect(row).toMatchObject({ attempt: 0, failures: 0, cause: 'manual', lane: 0 });
    expect(BigInt(row.request_seq)).toBeGreaterThan(BigInt(row.done_seq));
    expect(row.due_in).toBeLessThanOrEqual(0);
    await engine.runDue();
    const done = await syncRow(api.rows, id);
    expect(done.done_seq).toBe(done.request_seq);
    expect(await desk.see(id)).toMatchObject({ attempt: 1 });
  });

  it('a sync whose worker was lost keeps its attempts and starts over', async () => {
    const { id } = await desk.connect('eva.bsky.social');
    const [claim] = await engine.sync.claim(wishFor('lost', 1));
    expect(claim?.connectionId).toBe(id);
    await expireLease(api.rows, id);
    await engine.dispatcher.reconcile();

    await engine.runDue();

    expect(await desk.see(id)).toMatchObject({ status: 'READY', attempt: 0 });
  });
});
