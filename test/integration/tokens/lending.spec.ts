/** One process: a token from its loan to its end, at a platform whose refresh tokens can be used once. */
import { Database } from '../../../backend/src/core/database/database.service.js';
import { Credentials } from '../../../backend/src/oauth/tokens/credentials.service.js';
import type { Holder } from '../../../backend/src/oauth/tokens/credential.js';
import { PlatformError } from '../../../backend/src/platforms/contract/platform-error.js';
import { openTokenDesk } from '../../support/token-desk.js';
import type { TokenDesk } from '../../support/token-desk.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('a token that is lent', () => {
  let desk: TokenDesk;
  let mia: Holder;
  let count = 0;

  beforeAll(async () => {
    desk = await openTokenDesk();
  });
  beforeEach(async () => {
    await desk.order('x', '', {}, 'DELETE');
    mia = await desk.consent(`mia_${String((count += 1))}`);
    await desk.order('x', '', {}, 'DELETE');
  });
  afterAll(() => desk.close());

  const lend = (of = mia): Promise<string> => desk.tokens.withAccessToken(of, (token) => Promise.resolve(token));
  /** As a client does: refused by the platform itself where the token is not good any more. */
  const ask = async (token: string): Promise<string> => {
    const answer = await fetch(`${desk.network.url}/x/2/users/me`, { headers: { authorization: `Bearer ${token}` } });
    if (answer.status === 401) throw new PlatformError('AUTH_RECONNECT_REQUIRED', { note: 'refused' });
    if (!answer.ok) throw new Error(`Unforeseen: ${String(answer.status)}`);
    return token;
  };
  const row = async (of = mia) => {
    const sql = `SELECT code, generation::int, failures, failing_since, next_try_at, sent_at, lease_owner, previous_token IS NOT NULL AS previous,
      expires_at, missing_scopes FROM oauth_credential WHERE connection_id = $1`;
    const { rows } = await desk.rows.query<Record<string, unknown>>(sql, [of.connectionId]);
    return rows[0];
  };
  const standing = async (of = mia) => {
    const sql = 'SELECT auth, status, last_code FROM social_connection WHERE id = $1';
    return (await desk.rows.query<Record<string, unknown>>(sql, [of.connectionId])).rows[0];
  };
  const losses = async (of = mia) => {
    const sql = `SELECT d.fields FROM change c JOIN audit_detail d ON d.change_id = c.id WHERE c.target_id = $1 AND c.action = 'consent.lost'`;
    const { rows } = await desk.rows.query<{ fields: { field: string; after: string }[] }>(sql, [of.connectionId]);
    return rows.map(({ fields }) => fields.find(({ field }) => field === 'cause')?.after);
  };
  const failure = (of = mia): Promise<unknown> =>
    desk.tokens.withAccessToken(of, ask).then(
      () => null,
      (error: unknown) => (error instanceof PlatformError ? error.code : error),
    );

  it('is the same as long as it is good, and asks nobody', async () => {
    expect(await lend()).toBe(await lend());
    expect(await desk.counts('x')).toEqual({});
  });

  it('is refreshed once before it ends, however many ask at the same time', async () => {
    const before = await lend();
    desk.advance(2 * HOUR - 300);

    const lent = await Promise.all(Array.from({ length: 20 }, () => lend()));

    expect(new Set(lent).size).toBe(1);
    expect(lent[0]).not.toBe(before);
    expect(await desk.counts('x')).toEqual({ refresh: 1 });
    expect(await row()).toMatchObject({ generation: 2, sent_at: null, lease_owner: null, previous: true });
    await desk.tokens.withAccessToken(mia, ask);
  });

  it('that the platform refuses is refreshed once, and the request sent again', async () => {
    await desk.order('x', 'expire');
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.tokens.withAccessToken(mia, ask)));
    expect(new Set(answers).size).toBe(1);
    expect(await desk.counts('x')).toEqual({ refresh: 1 });
    expect(await standing()).toMatchObject({ auth: 'active' });
  });

  it('that is refused once more is lost, once, with everything that was read', async () => {
    let calls = 0;
    const refused = desk.tokens.withAccessToken(mia, () => {
      calls += 1;
      return Promise.reject(new PlatformError('AUTH_REVOKED'));
    });
    await expect(refused).rejects.toMatchObject({ code: 'AUTH_REVOKED' });
    expect(calls).toBe(2);
    expect(await standing()).toEqual({
      auth: 'reauth_required',
      status: 'RECONNECT_NEEDED',
      last_code: 'AUTH_REVOKED',
    });
    expect(await desk.tokens.consentFor(mia)).toBeNull();
    expect(await failure()).toBe('AUTH_REVOKED');
    expect(await losses()).toEqual(['refused']);
    const notices = await desk.rows.query('SELECT kind, once FROM notice WHERE connection_id = $1', [mia.connectionId]);
    expect(notices.rows).toEqual([{ kind: 'reconnect', once: `reconnect:${mia.connectionId}:2` }]);
  });

  it('of an account whose owner took the app off is lost at the next use, for all who use it', async () => {
    await desk.order('x', 'remove', { handle: `mia_${String(count)}` });
    const codes = await Promise.all(Array.from({ length: 5 }, () => failure()));
    expect(new Set(codes)).toEqual(new Set(['AUTH_RECONNECT_REQUIRED']));
    expect(await losses()).toEqual(['refused']);
    expect(await desk.counts('x')).toEqual({ 'refresh:refused': 1 });
  });

  it('is used on while the platform is away for refreshes, tried again later and later, and lost after four days', async () => {
    desk.advance(2 * HOUR - 300);
    await desk.order('x', 'fail', { how: 'unavailable', times: 1000 });
    const token = await lend();
    expect(await row()).toMatchObject({ code: 'PLATFORM_UNAVAILABLE', failures: 1, generation: 1 });
    expect(await lend()).toBe(token);
    expect(await row()).toMatchObject({ failures: 1 });
    desk.advance(600);
    expect(await failure()).toBe('PLATFORM_UNAVAILABLE');
    expect(await failure()).toBe('PLATFORM_UNAVAILABLE');
    expect(await row()).toMatchObject({ failures: 2 });
    for (let hours = 0; hours < 90; hours += 6) {
      desk.advance(6 * HOUR);
      expect(await failure()).toBe('PLATFORM_UNAVAILABLE');
    }
    expect(await standing()).toMatchObject({ auth: 'active', last_code: null });
    desk.advance(7 * HOUR);
    expect(await failure()).toBe('AUTH_RECONNECT_REQUIRED');
    expect(await standing()).toMatchObject({ auth: 'reauth_required', status: 'RECONNECT_NEEDED' });
    expect(await losses()).toEqual(['failing']);
  });

  it('is well again after an outage, as if nothing had been', async () => {
    desk.advance(3 * HOUR);
    await desk.order('x', 'fail', { how: 'unavailable', times: 2 });
    expect(await failure()).toBe('PLATFORM_UNAVAILABLE');
    desk.advance(DAY);
    await desk.tokens.withAccessToken(mia, ask);
    expect(await row()).toMatchObject({ code: null, failures: 0, failing_since: null, next_try_at: null });
  });

  it('is not lost by a request whose answer broke off before the platform did anything', async () => {
    desk.advance(3 * HOUR);
    await desk.order('x', 'fail', { how: 'unavailable' });
    await desk.tokens.withAccessToken(mia, ask);
    expect(await desk.counts('x')).toEqual({ refresh: 1 });
  });

  it('that was spent while the answer got lost is flagged, never silent', async () => {
    desk.advance(3 * HOUR);
    await desk.order('x', 'fail', { how: 'lost' });
    expect(await failure()).toBe('AUTH_RECONNECT_REQUIRED');
    expect(await standing()).toMatchObject({ status: 'RECONNECT_NEEDED' });
    expect(await losses()).toEqual(['interrupted']);
    expect(await desk.counts('x')).toEqual({ refresh: 1, 'reuse:refused': 1 });
  });

  it('is a new one after the talent consented anew, and the reconnect is told of a second loss as well', async () => {
    await desk.order('x', 'remove', { handle: `mia_${String(count)}` });
    await failure();
    await desk.consentAnew(mia, `mia_${String(count)}`);
    expect(await failure()).toBeNull();
    expect(await standing()).toMatchObject({ auth: 'reauth_required' });
    await desk.order('x', 'remove', { handle: `mia_${String(count)}` });
    await failure();
    expect(await losses()).toHaveLength(2);
  });

  it('disconnects nobody for keys of ours that are wrong, and tells whoever runs this once', async () => {
    desk.advance(3 * HOUR);
    await desk.rows.query(
      `UPDATE oauth_credential SET app_credential = 'agency:${mia.agencyId}' WHERE connection_id = $1`,
      [mia.connectionId],
    );
    expect(await failure()).toBe('APP_CREDENTIALS_INVALID');
    desk.advance(5 * DAY);
    expect(await failure()).toBe('APP_CREDENTIALS_INVALID');
    expect(await standing()).toMatchObject({ auth: 'active' });
    const alerts = await desk.rows.query('SELECT code FROM alert WHERE connection_id = $1', [mia.connectionId]);
    expect(alerts.rows).toEqual([{ code: 'APP_CREDENTIALS_INVALID' }]);
  });

  it('that another row’s was put in place of does not open: no call is made, and it is flagged', async () => {
    const noa = await desk.consent(`noa_${String(count)}`);
    await desk.rows.query(
      `UPDATE oauth_credential k SET access_token = o.access_token, refresh_token = o.refresh_token
       FROM oauth_credential o WHERE k.connection_id = $1 AND o.connection_id = $2`,
      [mia.connectionId, noa.connectionId],
    );
    await desk.order('x', '', {}, 'DELETE');
    let called = false;
    await expect(desk.tokens.withAccessToken(mia, () => Promise.resolve((called = true)))).rejects.toMatchObject({
      code: 'AUTH_RECONNECT_REQUIRED',
    });
    expect(called).toBe(false);
    expect(await desk.counts('x')).toEqual({});
    expect(await losses()).toEqual(['damaged']);
    expect(await standing()).toMatchObject({ status: 'RECONNECT_NEEDED' });
    const alerts = await desk.rows.query('SELECT code FROM alert WHERE connection_id = $1', [mia.connectionId]);
    expect(alerts.rows).toEqual([{ code: 'SYNC_INTERNAL' }]);
    await desk.tokens.withAccessToken(noa, ask);
  });

  it('given back while a refresh is under way is gone, and what the refresh brought is given back, too', async () => {
    desk.advance(3 * HOUR);
    desk.network.pause();
    const lent = failure();
    await waitFor(() => desk.network.waiting === 1);
    await desk
      .get(Database)
      .inAgency(mia.agencyId, (tx) => desk.get(Credentials).giveBack(tx, mia.agencyId, [mia.connectionId]));
    desk.network.resume();
    expect(await lent).toBe('AUTH_RECONNECT_REQUIRED');
    expect(await row()).toBeUndefined();
    const pending = await desk.rows.query('SELECT platform FROM pending_revocation WHERE connection_id = $1', [
      mia.connectionId,
    ]);
    expect(pending.rows).toHaveLength(2);
    expect(await losses()).toEqual([]);
  });
});

const waitFor = async (seen: () => boolean): Promise<void> => {
  while (!seen()) await new Promise((turn) => setImmediate(turn));
};
