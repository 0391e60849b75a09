import { rowsBelow } from '../../factories/sync-rows.js';
import { OneAccount } from '../../support/one-account.js';
import { wishFor } from '../../support/worker.js';

const OTHER_DID = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb';

interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

describe('what changes in a connected account', () => {
  const one = OneAccount.around(() => ({ followers: 5, posts: [], look: { displayName: 'Mia' } }));

  const next = async (of = one.id) => {
    await one.next(one.engine, of);
    return one.desk.see(of);
  };
  const changes = async (): Promise<Change[]> => {
    const { body } = await one.desk.call('get', `/api/v1/connections/${one.id}/changes`).expect(200);
    return (body as { items: Change[] }).items.map(({ field, before, after }) => ({ field, before, after }));
  };
  const alerts = async (of: string) => {
    const { body } = await one.desk.call('get', `/api/v1/alerts?connectionId=${of}`).expect(200);
    return (body as { items: { code: string; facts: object; closedAt: string | null }[] }).items;
  };

  it('is no change at the first read, nor where nothing did', async () => {
    one.account.followers = 6;

    await next();

    expect(await changes()).toEqual([]);
  });

  it('is followed: handle, name, words and picture, each once, with the source and the end of the facts', async () => {
    one.account.handle = 'miasol.example.org';
    one.account.look = {
      displayName: 'Mia Sol',
      description: 'On tour',
      avatar: 'https://cdn.bsky.app/img/avatar/b.jpg',
    };

    const seen = await next();
    await next();

    expect(seen).toMatchObject({ status: 'READY', handle: 'miasol.example.org', handleCurrent: true });
    expect((await changes()).sort((one, other) => one.field.localeCompare(other.field))).toEqual([
      { field: 'avatar', before: null, after: expect.stringMatching(/^\/api\/v1\/media\//) as unknown },
      { field: 'bio', before: null, after: 'On tour' },
      { field: 'displayName', before: 'Mia', after: 'Mia Sol' },
      { field: 'handle', before: 'mia.example.org', after: 'miasol.example.org' },
    ]);
    const rows = await one.api.rows.query(
      `SELECT DISTINCT c.source, c.expires_at, c.at = f.changed_at AS with_profile
       FROM profile_field_change c JOIN social_profile f USING (connection_id) WHERE connection_id = $1`,
      [one.id],
    );
    expect(rows.rows).toEqual([{ source: 'public', expires_at: null, with_profile: true }]);
  });

  it('goes with its connection', async () => {
    one.account.look = { displayName: 'Mia Sol' };
    await next();

    await one.desk.remove(one.id).expect(204);

    expect(await rowsBelow(one.api.rows, one.id)).toBe(0);
    expect((await one.api.rows.query('SELECT 1 FROM profile_field_change')).rows).toEqual([]);
  });

  it('a handle that another connection’s account has now: the loser is told, and healed when it is read again', async () => {
    one.account.handle = 'renamed.example.org';
    one.view.accounts.push({ did: OTHER_DID, handle: 'mia.example.org', followers: 9, posts: [] });
    const taker = await one.desk.connect(OTHER_DID);
    await one.engine.runDue();

    expect(await one.desk.see(one.id)).toMatchObject({ status: 'READY', handleCurrent: false });
    expect(await alerts(one.id)).toMatchObject([
      { code: 'PROFILE_HANDLE_REASSIGNED', facts: { handle: 'mia.example.org' }, closedAt: null },
    ]);
    expect(await alerts(taker.id)).toEqual([]);

    expect(await next()).toMatchObject({ status: 'READY', handle: 'renamed.example.org', handleCurrent: true });
    expect(await alerts(one.id)).toMatchObject([{ closedAt: expect.any(String) as unknown, closedBy: null }]);
  });

  it('an account that is gone while its handle is another’s: ERROR at once, one alert, nothing more written', async () => {
    one.view.accounts.splice(0, 1, { did: OTHER_DID, handle: 'mia.example.org', followers: 9, posts: [] });
    const before = await one.desk.see(one.id);

    const seen = await next();
    await next();

    expect(seen).toMatchObject({
      status: 'ERROR',
      error: { code: 'PROFILE_HANDLE_REASSIGNED' },
      lastSyncAt: before.lastSyncAt,
      profile: before.profile,
    });
    expect(await alerts(one.id)).toMatchObject([{ code: 'PROFILE_HANDLE_REASSIGNED', closedAt: null }]);
    expect(await changes()).toEqual([]);

    one.view.accounts.splice(0, 1, one.account);
    expect(await next()).toMatchObject({ status: 'READY', profile: { followers: 5 } });
    expect(await alerts(one.id)).toMatchObject([{ closedAt: expect.any(String) as unknown }]);
  });

  it('an account that is gone, and its handle with it, is only missed', async () => {
    one.view.accounts.splice(0, 1);

    expect(await next()).toMatchObject({ status: 'READY', warnings: [{ code: 'PROFILE_NOT_FOUND' }] });
    expect(await alerts(one.id)).toEqual([]);
  });

  it('a newcomer that was never read has no handle to lose', async () => {
    const newcomer = await one.desk.connect('other.example.org');
    one.account.handle = 'other.example.org';
    const [claim] = (await one.engine.sync.claim(wishFor('held', 1))).filter(
      ({ connectionId }) => connectionId === newcomer.id,
    );
    expect(claim).toBeDefined();

    await next();
    expect(await one.desk.see(one.id)).toMatchObject({ handle: 'other.example.org', handleCurrent: true });
    if (claim) await one.engine.run(claim);

    expect(await alerts(newcomer.id)).toEqual([]);
    expect(await one.desk.see(newcomer.id)).toMatchObject({ status: 'ERROR', error: { code: 'PROFILE_DUPLICATE' } });
  });
});
