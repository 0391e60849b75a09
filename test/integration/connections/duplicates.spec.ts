import { makeDue } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { startAppView } from '../../support/appview.js';
import type { AppView } from '../../support/appview.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { anEngine, wishFor } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const TWINS = 20;
const DID = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
const OTHER_DID = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb';

describe('one account, one connection', () => {
  let view: AppView;
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeAll(async () => {
    view = await startAppView();
    api = await startApi({ BLUESKY_BASE_URL: view.url });
    engine = await anEngine(api.network, { BLUESKY_BASE_URL: view.url });
  });
  beforeEach(async () => {
    view.accounts.splice(0);
    desk = await Desk.open(api);
  });
  afterEach(async () => {
    await assertInvariants(api.rows);
    await api.rows.query('DELETE FROM social_connection');
  });
  afterAll(async () => {
    await engine.close();
    await api.close();
    await view.close();
  });

  const handleCurrent = async (id: string) => {
    const sql = 'SELECT handle_current, normalized_handle FROM social_connection WHERE id = $1';
    return (await api.rows.query(sql, [id])).rows[0] as unknown;
  };
  const next = async (id: string) => {
    await makeDue(api.rows, id);
    await engine.runDue();
    return desk.see(id);
  };

  const isSomebodyWaiting = async () => {
    const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await api.rows.query(sql)).rows.length > 0;
  };

  it('twenty requests for one handle at once: one 201, the others a 409 that names the holder', async () => {
    const answers = await Promise.all(Array.from({ length: TWINS }, () => desk.ask('Twenty.Example.org')));

    const [made, ...others] = answers.filter(({ status }) => status === 201);
    expect(others).toEqual([]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(TWINS - 1);
    const { id, talentName } = made?.body as { id: string; talentName: string };
    const existing = { connectionId: id, talentId: desk.talentId, talentName };
    for (const { body } of refused)
      expect(body).toMatchObject({ code: 'CONFLICT', connectionCode: 'PROFILE_DUPLICATE', existing });
    const { rows } = await api.rows.query('SELECT count(*)::int AS count FROM social_connection WHERE agency_id = $1', [
      desk.agencyId,
    ]);
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('twenty requests with one Idempotency-Key: twenty identical answers', async () => {
    const answers = await Promise.all(
      Array.from({ length: TWINS }, () =>
        desk.ask('twenty.example.org').set('idempotency-key', 'one and the same'.replaceAll(' ', '-')),
      ),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('another agency may connect the same account', async () => {
    await desk.connect('twice.example.org');
    const elsewhere = await Desk.open(api);

    expect(await elsewhere.connect('twice.example.org')).toMatchObject({
      status: 'PENDING',
      talentId: elsewhere.talentId,
    });
  });

  it('by its id and by its handle: the newcomer ends as a duplicate, and the first stays as it is', async () => {
    view.accounts.push({ did: DID, handle: 'mia.example.org', followers: 5, posts: [] });
    const first = await desk.connect('mia.example.org');
    await engine.runDue();
    const newcomer = await desk.connect(DID);
    expect(newcomer.id).not.toBe(first.id);

    await engine.runDue();

    expect(await desk.see(newcomer.id)).toMatchObject({
      status: 'ERROR',
      profile: null,
      error: { code: 'PROFILE_DUPLICATE' },
    });
    expect(await desk.see(first.id)).toMatchObject({ status: 'READY', handle: 'mia.example.org' });
    expect(await handleCurrent(first.id)).toEqual({ handle_current: true, normalized_handle: 'mia.example.org' });
  });

  it('by its id and by its handle, read at the same moment: the second to be written ends as a duplicate', async () => {
    view.accounts.push({ did: DID, handle: 'mia.example.org', followers: 5, posts: [] });
    const first = await desk.connect('someone.example.org');
    const [elsewhere] = await engine.sync.claim(wishFor('elsewhere', 1));
    expect(elsewhere?.connectionId).toBe(first.id);
    const second = await desk.connect('mia.example.org');
    const client = await api.rows.connect();
    try {
      await client.query('BEGIN');
      await client.query('UPDATE social_connection SET platform_account_id = $2 WHERE id = $1', [first.id, DID]);
      const reading = engine.runDue();
      await until('the second waits for the first', isSomebodyWaiting);
      await client.query('COMMIT');
      await reading;
    } finally {
      client.release(true);
    }

    expect(await desk.see(second.id)).toMatchObject({ status: 'ERROR', error: { code: 'PROFILE_DUPLICATE' } });
  });

  it('a rename moves the handle, and its old one is free', async () => {
    const account = { did: DID, handle: 'before.example.org', followers: 5, posts: [] };
    view.accounts.push(account);
    const { id } = await desk.connect('before.example.org');
    await engine.runDue();
    account.handle = 'after.example.org';

    expect(await next(id)).toMatchObject({ status: 'READY', handle: 'after.example.org' });

    await desk.ask('after.example.org').expect(409);
    await desk.ask('before.example.org').expect(201);
  });

  it('a handle seen on another account is no longer the first one’s, until that one is read again', async () => {
    const account = { did: DID, handle: 'wanted.example.org', followers: 5, posts: [] };
    view.accounts.push(account);
    const { id } = await desk.connect('wanted.example.org');
    await engine.runDue();
    account.handle = 'renamed.example.org';
    view.accounts.push({ did: OTHER_DID, handle: 'wanted.example.org', followers: 9, posts: [] });

    const taker = await desk.connect(OTHER_DID);
    await engine.runDue();

    expect(await desk.see(taker.id)).toMatchObject({ status: 'READY', handle: 'wanted.example.org' });
    expect(await handleCurrent(id)).toEqual({ handle_current: false, normalized_handle: 'wanted.example.org' });
    expect(await next(id)).toMatchObject({ status: 'READY', handle: 'renamed.example.org' });
    expect(await handleCurrent(id)).toEqual({ handle_current: true, normalized_handle: 'renamed.example.org' });
    await desk.ask('renamed.example.org').expect(409);
  });
});
