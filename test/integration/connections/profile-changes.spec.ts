import { makeDue, rowsBelow } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { startAppView } from '../../support/appview.js';
import type { AppView, StageAccount } from '../../support/appview.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine, wishFor } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const DID = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
const OTHER_DID = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb';

interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

describe('what changes in a connected account', () => {
  let view: AppView;
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;
  let account: StageAccount;
  let id: string;

  beforeAll(async () => {
    view = await startAppView();
    api = await startApi({ BLUESKY_BASE_URL: view.url });
    engine = await anEngine(api.network, { BLUESKY_BASE_URL: view.url });
  });
  beforeEach(async () => {
    account = { did: DID, handle: 'mia.example.org', followers: 5, posts: [], look: { displayName: 'Mia' } };
    view.accounts.splice(0, view.accounts.length, account);
    desk = await Desk.open(api);
    id = (await desk.connect(account.handle)).id;
    await engine.runDue();
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

  const next = async (of = id) => {
    await makeDue(api.rows, of);
    await engine.runDue();
    return desk.see(of);
  };
  const changes = async (): Promise<Change[]> => {
    const { body } = await desk.call('get', `/api/v1/connections/${id}/changes`).expect(200);
    return (body as { items: Change[] }).items.map(({ field, before, after }) => ({ field, before, after }));
  };
  const alerts = async (of: string) => {
    const { body } = await desk.call('get', `/api/v1/alerts?connectionId=${of}`).expect(200);
    return (body as { items: { code: string; facts: object; closedAt: string | null }[] }).items;
  };

  it('is no change at the first read, nor where nothing did', async () => {
    account.followers = 6;

    await next();

    expect(await changes()).toEqual([]);
  });

  it('is followed: handle, name, words and picture, each once, with the source and the end of the facts', async () => {
    account.handle = 'miasol.example.org';
    account.look = { displayName: 'Mia Sol', description: 'On tour', avatar: 'https://cdn.bsky.app/img/avatar/b.jpg' };

    const seen = await next();
    await next();

    expect(seen).toMatchObject({ status: 'READY', handle: 'miasol.example.org', handleCurrent: true });
    expect((await changes()).sort((one, other) => one.field.localeCompare(other.field))).toEqual([
      { field: 'avatar', before: null, after: expect.stringMatching(/^\/api\/v1\/media\//) as unknown },
      { field: 'bio', before: null, after: 'On tour' },
      { field: 'displayName', before: 'Mia', after: 'Mia Sol' },
      { field: 'handle', before: 'mia.example.org', after: 'miasol.example.org' },
    ]);
    const rows = await api.rows.query(
      `SELECT DISTINCT c.source, c.expires_at, c.at = f.changed_at AS with_profile
       FROM profile_field_change c JOIN social_profile f USING (connection_id) WHERE connection_id = $1`,
      [id],
    );
    expect(rows.rows).toEqual([{ source: 'public', expires_at: null, with_profile: true }]);
  });

  it('goes with its connection', async () => {
    account.look = { displayName: 'Mia Sol' };
    await next();

    await desk.remove(id).expect(204);

    expect(await rowsBelow(api.rows, id)).toBe(0);
    expect((await api.rows.query('SELECT 1 FROM profile_field_change')).rows).toEqual([]);
  });

  it('a handle that another connection’s account has now: the loser is told, and healed when it is read again', async () => {
    account.handle = 'renamed.example.org';
    view.accounts.push({ did: OTHER_DID, handle: 'mia.example.org', followers: 9, posts: [] });
    const taker = await desk.connect(OTHER_DID);
    await engine.runDue();

    expect(await desk.see(id)).toMatchObject({ status: 'READY', handleCurrent: false });
    expect(await alerts(id)).toMatchObject([
      { code: 'PROFILE_HANDLE_REASSIGNED', facts: { handle: 'mia.example.org' }, closedAt: null },
    ]);
    expect(await alerts(taker.id)).toEqual([]);

    expect(await next()).toMatchObject({ status: 'READY', handle: 'renamed.example.org', handleCurrent: true });
    expect(await alerts(id)).toMatchObject([{ closedAt: expect.any(String) as unknown, closedBy: null }]);
  });

  it('an account that is gone while its handle is another’s: ERROR at once, one alert, nothing more written', async () => {
    view.accounts.splice(0, 1, { did: OTHER_DID, handle: 'mia.example.org', followers: 9, posts: [] });
    const before = await desk.see(id);

    const seen = await next();
    await next();

    expect(seen).toMatchObject({
      status: 'ERROR',
      error: { code: 'PROFILE_HANDLE_REASSIGNED' },
      lastSyncAt: before.lastSyncAt,
      profile: before.profile,
    });
    expect(await alerts(id)).toMatchObject([{ code: 'PROFILE_HANDLE_REASSIGNED', closedAt: null }]);
    expect(await changes()).toEqual([]);

    view.accounts.splice(0, 1, account);
    expect(await next()).toMatchObject({ status: 'READY', profile: { followers: 5 } });
    expect(await alerts(id)).toMatchObject([{ closedAt: expect.any(String) as unknown }]);
  });

  it('an account that is gone, and its handle with it, is only missed', async () => {
    view.accounts.splice(0, 1);

    expect(await next()).toMatchObject({ status: 'READY', warnings: [{ code: 'PROFILE_NOT_FOUND' }] });
    expect(await alerts(id)).toEqual([]);
  });

  it('a newcomer that was never read has no handle to lose', async () => {
    const newcomer = await desk.connect('other.example.org');
    account.handle = 'other.example.org';
    const [claim] = (await engine.sync.claim(wishFor('held', 1))).filter(
      ({ connectionId }) => connectionId === newcomer.id,
    );
    expect(claim).toBeDefined();

    await next();
    expect(await desk.see(id)).toMatchObject({ handle: 'other.example.org', handleCurrent: true });
    if (claim) await engine.run(claim);

    expect(await alerts(newcomer.id)).toEqual([]);
    expect(await desk.see(newcomer.id)).toMatchObject({ status: 'ERROR', error: { code: 'PROFILE_DUPLICATE' } });
  });
});
