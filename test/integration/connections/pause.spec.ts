import type { Claim } from '../../../backend/src/connections/connection-sync.service.js';
import type { ConnectionResponse } from '../../../backend/src/connections/dto/connection.response.js';
import { rowsBelow, syncRow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

describe('pausing and resuming', () => {
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
    await engine.runDue();
    await assertInvariants(api.rows);
  });
  afterAll(async () => {
    await engine.close();
    await api.close();
  });

  const done = async (id: string, deed: string, body?: object): Promise<ConnectionResponse> =>
    (await desk.deed(id, deed, body).expect(200)).body as ConnectionResponse;
  const aReadyOne = async (handle: string): Promise<string> => {
    const { id } = await desk.connect(handle);
    await engine.runDue();
    expect(await desk.see(id)).toMatchObject({ status: 'READY' });
    return id;
  };
  const actionsOf = async (id: string): Promise<string[]> => {
    const sql = 'SELECT action FROM change WHERE target_id = $1 ORDER BY seq';
    return (await api.rows.query<{ action: string }>(sql, [id])).rows.map(({ action }) => action);
  };
  /** A sync that has begun and waits for the platform. */
  const midway = async (): Promise<{ claim: Claim; running: Promise<void> }> => {
    api.network.pause();
    const [claim] = await engine.claimAll();
    if (!claim) throw new Error('Nothing was due');
    const running = engine.run(claim);
    await until('it asks the platform', () => api.network.waiting === 1);
    return { claim, running };
  };

  it('lets a sync that runs write nothing more', async () => {
    const { id } = await desk.connect('mia.bsky.social');
    const { claim, running } = await midway();
    const before = await rowsBelow(api.rows, id);

    const paused = await done(id, 'pause', { reason: 'On tour' });
    expect(paused).toMatchObject({
      status: 'PAUSED',
      control: { state: 'paused', reason: 'On tour' },
      nextSyncAt: null,
      isRefreshing: false,
      products: [{ activity: 'idle' }, { activity: 'idle' }],
    });
    api.network.resume();
    await running;

    expect(await rowsBelow(api.rows, id)).toBe(before);
    expect(await desk.see(id)).toMatchObject({ status: 'PAUSED', profile: null, lastSyncAt: null });
    expect((await desk.runs(id)).map(({ outcome }) => outcome)).toEqual(['aborted']);
    expect(BigInt((await syncRow(api.rows, id)).lease_token)).toBeGreaterThan(claim.token);
  });

  it('leaves what was read before as it was, whatever a late sync brings', async () => {
    const id = await aReadyOne('noa.bsky.social');
    const before = await desk.see(id);
    await desk.sync(id).expect(202);
    const { running } = await midway();
    await done(id, 'pause');
    api.network.resume();
    await running;
    expect(await desk.see(id)).toMatchObject({
      status: 'PAUSED',
      lastSyncAt: before.lastSyncAt,
      profile: before.profile,
    });
  });

  it('is read by nobody while it is paused, and refuses a sync by hand', async () => {
    const id = await aReadyOne('lea.bsky.social');
    await done(id, 'pause');
    expect(await engine.runDue()).toEqual([]);
    const refused = await desk.sync(id).expect(409);
    expect(refused.body).toMatchObject({ code: 'CONFLICT', action: 'Resume it first.' });
  });

  it('says who paused it, and does it once however often it is asked', async () => {
    const id = await aReadyOne('ida.bsky.social');
    const first = await done(id, 'pause', { reason: 'First' });
    const second = await done(id, 'pause', { reason: 'Second' });
    expect(second.control).toEqual(first.control);
    expect(first.control?.by).toMatch(/^Person /);
    expect(await actionsOf(id)).toEqual(['connection.created', 'connection.paused']);
  });

  it('resumes at its regular time while its data is young', async () => {
    const id = await aReadyOne('ada.bsky.social');
    await done(id, 'pause');
    const resumed = await done(id, 'resume');
    expect(resumed).toMatchObject({ status: 'READY', control: null, products: [{ activity: 'idle' }, {}] });
    const { due_in: dueIn } = await syncRow(api.rows, id);
    expect(dueIn).toBeGreaterThan(45 * 60);
    expect(dueIn).toBeLessThanOrEqual(56 * 60);
    expect(await actionsOf(id)).toEqual(['connection.created', 'connection.paused', 'connection.resumed']);
  });

  it('resumes at once where its data is old', async () => {
    const id = await aReadyOne('eva.bsky.social');
    await done(id, 'pause');
    await api.rows.query(
      `UPDATE connection_product SET succeeded_at = now() - interval '2 hours' WHERE connection_id = $1`,
      [id],
    );
    expect(await done(id, 'resume')).toMatchObject({ status: 'READY', products: [{ activity: 'queued' }, {}] });
    expect((await engine.runDue()).map(({ connectionId }) => connectionId)).toEqual([id]);
    expect(await desk.see(id)).toMatchObject({ status: 'READY', stale: false });
  });

  it('resumes at once what was never read, and what somebody had asked for', async () => {
    const never = (await desk.connect('uma.bsky.social')).id;
    await done(never, 'pause');
    expect(await done(never, 'resume')).toMatchObject({ status: 'PENDING' });
    const asked = await aReadyOne('ola.bsky.social');
    await desk.sync(asked).expect(202);
    await done(asked, 'pause');
    expect(await done(asked, 'resume')).toMatchObject({ products: [{ activity: 'queued', cause: 'manual' }, {}] });
    await engine.runDue();
    expect(await desk.see(asked)).toMatchObject({ status: 'READY' });
    expect((await desk.runs(asked)).map(({ cause }) => cause)).toEqual(['manual', 'first']);
  });

  it('waits for the platform’s limit, also after a pause', async () => {
    const id = await aReadyOne('ina.bsky.social');
    await api.rows.query(
      `UPDATE connection_sync SET blocked_until = now() + interval '3 hours' WHERE connection_id = $1`,
      [id],
    );
    await done(id, 'pause');
    await done(id, 'resume');
    expect((await syncRow(api.rows, id)).due_in).toBeGreaterThan(2.9 * 3600);
  });

  it('makes of a suspended one a suspended one again, and resumes none that nobody paused', async () => {
    const id = await aReadyOne('zoe.bsky.social');
    await api.rows.query(`UPDATE social_connection SET control = 'suspended', status = 'ERROR' WHERE id = $1`, [id]);
    await desk.deed(id, 'resume').expect(409);
    await done(id, 'pause');
    expect(await done(id, 'resume')).toMatchObject({ status: 'ERROR', control: { state: 'suspended' } });
    const enabled = await aReadyOne('kim.bsky.social');
    expect(await done(enabled, 'resume')).toMatchObject({ status: 'READY', control: null });
    expect(await actionsOf(enabled)).toEqual(['connection.created']);
  });

  it('does not make well what was set aside, whatever is done in between', async () => {
    const id = await aReadyOne('aside.bsky.social');
    await api.rows.query(`UPDATE social_connection SET control = 'suspended', status = 'ERROR' WHERE id = $1`, [id]);
    await done(id, 'pause');
    await desk.call('delete', `/api/v1/connections/${id}?data=keep`).expect(204);
    expect(await done(id, 'restore')).toMatchObject({ status: 'ERROR', control: { state: 'suspended' } });
  });

  it('has nothing to do with what is disconnected', async () => {
    const id = await aReadyOne('pia.bsky.social');
    await desk.remove(id, 'keep').expect(204);
    await desk.deed(id, 'pause').expect(409);
    await desk.deed(id, 'resume').expect(409);
  });

  it('ends paused or resumed, never in between, whoever does what at the same time', async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, (_, index) => desk.connect(`r${String(index)}.bsky.social`)),
    );
    const syncing = engine.runDue();
    await Promise.all(
      ids.flatMap(({ id }) => [desk.deed(id, 'pause'), desk.deed(id, 'resume'), desk.deed(id, 'pause')]),
    );
    await syncing;
    for (const { id } of ids) expect(['PAUSED', 'READY', 'PENDING']).toContain((await desk.see(id)).status);
    expect(api.log()).not.toMatch(/deadlock/i);
  });
});
