/** From the consent to the end of its tokens: nothing of them stands anywhere in the open, and no row opens another's. */
import { SECRET_MARK } from '../../../backend/src/core/simulation.js';
import { Credentials } from '../../../backend/src/oauth/tokens/credentials.service.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import type { Holder } from '../../../backend/src/oauth/tokens/credential.js';
import { PlatformError } from '../../../backend/src/platforms/contract/platform-error.js';
import { leaksOf } from '../../support/leaks.js';
import { openTokenDesk } from '../../support/token-desk.js';
import type { TokenDesk } from '../../support/token-desk.js';

const ROTATING = 'x';

let desk: TokenDesk;

beforeAll(async () => {
  desk = await openTokenDesk();
});
beforeEach(() => desk.order(ROTATING, '', {}, 'DELETE'));
afterAll(() => desk.close());

const lent = (of: Holder): Promise<string> => desk.tokens.withAccessToken(of, (token) => Promise.resolve(token));

describe('the tokens of a consent', () => {
  it('are in no table and no key of Redis, however far they have come', async () => {
    const of = await desk.consent('mia_sol');
    const seen = [await lent(of)];
    await desk.order(ROTATING, 'expire');
    seen.push(
      await desk.tokens.withAccessToken(of, (token) =>
        token === seen[0]
          ? Promise.reject(new PlatformError('AUTH_RECONNECT_REQUIRED', { note: 'expired' }))
          : Promise.resolve(token),
      ),
    );
    expect(new Set(seen).size).toBe(2);
    await desk.consentAnew(of, 'mia_sol');
    seen.push(await lent(of));
    expect(await leaksOf([SECRET_MARK, ...seen])).toEqual([]);

    await desk
      .get(Database)
      .inAgency(of.agencyId, (tx) => desk.get(Credentials).giveBack(tx, of.agencyId, [of.connectionId]));

    const { rows } = await desk.rows.query('SELECT FROM pending_revocation WHERE connection_id = $1', [
      of.connectionId,
    ]);
    expect(rows).toHaveLength(1);
    expect(await leaksOf([SECRET_MARK, ...seen])).toEqual([]);
  });

  it('have initialization vectors of their own, each of them', async () => {
    for (const name of ['ada_one', 'ben_one', 'cleo_one']) await desk.consentAnew(await desk.consent(name), name);
    const { rows } = await desk.rows.query<{ iv: string }>(
      `SELECT encode(substring(text FROM 6 FOR 12), 'hex') AS iv
       FROM oauth_credential, unnest(ARRAY[access_token, refresh_token, previous_token]) AS text WHERE text IS NOT NULL`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(9);
    expect(new Set(rows.map(({ iv }) => iv)).size).toBe(rows.length);
  });
});

describe('tokens that were moved to another row', () => {
  let mine: Holder;
  let theirs: Holder;

  beforeEach(async () => {
    [mine, theirs] = [await desk.consent('mover_one'), await desk.consent('mover_two')];
    await desk.rows.query(
      `UPDATE oauth_credential c SET access_token = o.access_token, refresh_token = o.refresh_token
       FROM oauth_credential o WHERE c.connection_id = ANY($1) AND o.connection_id = ANY($1) AND o.connection_id <> c.connection_id`,
      [[mine.connectionId, theirs.connectionId]],
    );
    await desk.order(ROTATING, '', {}, 'DELETE');
  });

  it('open for nobody: no call is made, and the talents are asked to connect again', async () => {
    let calls = 0;
    for (const holder of [mine, theirs]) {
      const used = desk.tokens.withAccessToken(holder, () => Promise.resolve((calls += 1)));
      await expect(used).rejects.toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED' });
    }
    expect(calls).toBe(0);
    expect(await desk.counts(ROTATING)).toEqual({});

    const ids = [mine.connectionId, theirs.connectionId];
    const { rows } = await desk.rows.query('SELECT auth, last_code FROM social_connection WHERE id = ANY($1)', [ids]);
    expect(rows).toEqual([
      { auth: 'reauth_required', last_code: 'AUTH_RECONNECT_REQUIRED' },
      { auth: 'reauth_required', last_code: 'AUTH_RECONNECT_REQUIRED' },
    ]);
    const told = await desk.rows.query<{ fields: { field: string; after: string }[] }>(
      `SELECT d.fields FROM change c JOIN audit_detail d ON d.change_id = c.id WHERE c.target_id = ANY($1) AND c.action = 'consent.lost'`,
      [ids],
    );
    expect(told.rows.map(({ fields }) => fields.find(({ field }) => field === 'cause')?.after)).toEqual([
      'damaged',
      'damaged',
    ]);
  });

  it('are replaced by a new consent, as any others', async () => {
    await expect(lent(mine)).rejects.toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED' });
    await desk.consentAnew(mine, 'mover_one');
    expect(await lent(mine)).toContain(SECRET_MARK);
  });
});
