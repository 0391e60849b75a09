/** What workers do about tokens that nobody is using: refresh them ahead, tell of their end, give them back. */
import { Database } from '../../../backend/src/core/database/database.service.js';
import type { Holder } from '../../../backend/src/oauth/tokens/credential.js';
import { Credentials } from '../../../backend/src/oauth/tokens/credentials.service.js';
import { EndWarnings } from '../../../backend/src/oauth/tokens/end-warnings.service.js';
import { Revoker } from '../../../backend/src/oauth/tokens/revoker.service.js';
import { TokenUpkeep } from '../../../backend/src/oauth/tokens/token-upkeep.service.js';
import { openTokenDesk } from '../../support/token-desk.js';
import type { TokenDesk } from '../../support/token-desk.js';

const DAY = 86_400;

describe('tokens that nobody is using', () => {
  let desk: TokenDesk;

  beforeEach(async () => {
    desk = await openTokenDesk();
    await Promise.all(['x', 'youtube', 'linkedin'].map((platform) => desk.order(platform, '', {}, 'DELETE')));
    await desk.rows.query('DELETE FROM social_connection');
    await desk.rows.query('DELETE FROM pending_revocation');
  });
  afterEach(() => desk.close());

  const row = async ({ connectionId }: Holder) => {
    const sql = `SELECT k.generation::int, k.code, k.warned_days AS warned, k.refresh_token, k.previous_token, k.failures, c.auth, c.status
      FROM oauth_credential k JOIN social_connection c ON c.id = k.connection_id WHERE k.connection_id = $1`;
    return (await desk.rows.query<Record<string, unknown>>(sql, [connectionId])).rows[0];
  };
  const notices = async ({ connectionId }: Holder): Promise<string[]> => {
    const sql = 'SELECT once FROM notice WHERE connection_id = $1 ORDER BY created_at';
    return (await desk.rows.query<{ once: string }>(sql, [connectionId])).rows.map(({ once }) => once);
  };
  const actions = async ({ connectionId }: Holder): Promise<string[]> => {
    const sql = `SELECT action FROM change WHERE target_id = $1 AND action LIKE 'consent.%' ORDER BY id`;
    return (await desk.rows.query<{ action: string }>(sql, [connectionId])).rows.map(({ action }) => action);
  };
  const endIn = (of: Holder, days: number) =>
    desk.rows.query(
      `UPDATE oauth_credential SET consent_expires_at = now() + make_interval(days => $2) WHERE connection_id = $1`,
      [of.connectionId, days],
    );

  describe('ahead of their end', () => {
    it('one that is its own refresh token is refreshed after half of its life, also while the connection is paused', async () => {
      const of = await desk.consent('mia.makes', 'instagram');
      await desk.rows.query(`UPDATE social_connection SET control = 'paused', status = 'PAUSED' WHERE id = $1`, [
        of.connectionId,
      ]);
      desk.advance(29 * DAY);
      expect(await desk.get(TokenUpkeep).run()).toBe(0);
      desk.advance(2 * DAY);
      expect(await desk.get(TokenUpkeep).run()).toBe(1);
      expect(await row(of)).toMatchObject({ generation: 2, refresh_token: null, status: 'PAUSED' });
      expect(await desk.get(TokenUpkeep).run()).toBe(0);
    });

    it('one that is unused for a month is used once, so that the platform does not forget it; two workers do it once', async () => {
      const of = await desk.consent('mia_unused');
      desk.advance(31 * DAY);
      await Promise.all([desk.get(TokenUpkeep).run(), desk.get(TokenUpkeep).run()]);
      expect(await desk.counts('x')).toMatchObject({ refresh: 1 });
      expect(await row(of)).toMatchObject({ generation: 2 });
    });

    it('keeps the refresh token where the answer brings none', async () => {
      const of = await desk.consent('miamakes', 'youtube');
      const before = await row(of);
      desk.advance(31 * DAY);
      await desk.get(TokenUpkeep).run();
      expect(await row(of)).toMatchObject({ generation: 2, previous_token: null });
      expect((await row(of))?.['refresh_token']).toEqual(before?.['refresh_token']);
    });

    it('keeps it where an empty one comes, or consent was given anew without one', async () => {
      const of = await desk.consent('mia_empty');
      const before = (await row(of))?.['refresh_token'];
      for (const refreshToken of ['', null]) {
        const ends = { expiresAt: new Date(), refreshExpiresAt: null, consentExpiresAt: null };
        const tokens = { accessToken: 'another', refreshToken, ...ends, scopes: null };
        const grant = {
          platform: 'x',
          appCredential: 'deployment:x',
          tokens,
          scopes: [],
          missingScopes: [],
          accountIds: [],
        };
        await desk.get(Database).inAgency(of.agencyId, (tx) => desk.get(Credentials).store(tx, of, grant, new Date()));
        expect((await row(of))?.['refresh_token']).toEqual(before);
      }
    });

    it('a refresh that a crash cut off is seen to by the next turn, and flagged where the token was spent', async () => {
      const of = await desk.consent('mia_cut');
      await desk.order('x', 'fail', { how: 'lost' });
      await desk.rows.query(
        `UPDATE oauth_credential SET sent_at = now(), lease_until = now() - interval '1 second' WHERE connection_id = $1`,
        [of.connectionId],
      );
      await desk.get(TokenUpkeep).run();
      expect(await row(of)).toMatchObject({ generation: 1, failures: 1, code: 'PLATFORM_UNAVAILABLE', auth: 'active' });
      desk.advance(600);
      await desk.get(TokenUpkeep).run();
      expect(await row(of)).toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED', status: 'RECONNECT_NEEDED' });
    });

    it('one bad row spoils no batch', async () => {
      const [bad, good] = [await desk.consent('mia_bad'), await desk.consent('mia_good')];
      await desk.rows.query(`UPDATE oauth_credential SET refresh_token = 'x'::bytea WHERE connection_id = $1`, [
        bad.connectionId,
      ]);
      desk.advance(31 * DAY);
      await desk.get(TokenUpkeep).run();
      expect(await row(good)).toMatchObject({ generation: 2 });
      expect(await row(bad)).toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED' });
    });
  });

  describe('that end at a date', () => {
    it('tell their talent 14, 7, 3 and 1 days before, once each, and are over on the day', async () => {
      const of = await desk.consent('mia-makes', 'linkedin');
      await endIn(of, 20);
      const told: number[] = [];
      for (let day = 0; day <= 20; day += 1) {
        await Promise.all([desk.get(EndWarnings).run(), desk.get(EndWarnings).run()]);
        told.push((await notices(of)).length);
        desk.advance(DAY);
      }
      expect(told).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5]);
      expect((await notices(of)).map((once) => once.split(':').at(-1))).toEqual(['14', '7', '3', '1', '1']);
      expect(await row(of)).toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED', status: 'RECONNECT_NEEDED' });
    });

    it('and are shown to expire until their end is put off', async () => {
      const of = await desk.consent('mia-makes', 'linkedin');
      await endIn(of, 5);
      await desk.get(EndWarnings).run();
      expect(await row(of)).toMatchObject({ auth: 'expiring', warned: 7 });
      await endIn(of, 300);
      await desk.get(EndWarnings).run();
      expect(await row(of)).toMatchObject({ auth: 'active', warned: null });
    });
  });

  describe('of what is disconnected', () => {
    const giveBack = (of: Holder) =>
      desk
        .get(Database)
        .inAgency(of.agencyId, (tx) => desk.get(Credentials).giveBack(tx, of.agencyId, [of.connectionId]));
    const pending = async () => (await desk.rows.query('SELECT attempts FROM pending_revocation')).rows;

    it('are closed to everybody at once, given back at the platform, and erased', async () => {
      const of = await desk.consent('mia_leaves');
      const token = await desk.tokens.withAccessToken(of, (text) => Promise.resolve(text));
      await giveBack(of);
      expect(await desk.tokens.consentFor(of)).toBeNull();
      const seen = await desk.get(Database).inAgency(of.agencyId, (tx) => tx.pendingRevocation.count());
      const seenByWorkers = await desk.get(Database).asWorker((tx) => tx.pendingRevocation.count());
      expect([seen, seenByWorkers, (await pending()).length]).toEqual([0, 0, 1]);

      expect(await desk.get(Revoker).run()).toBe(1);

      expect(await pending()).toEqual([]);
      expect(await actions(of)).toEqual(['consent.revoked']);
      const answer = await fetch(`${desk.network.url}/x/2/users/me`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(401);
    });

    it('are tried again and again for a day, and then erased all the same', async () => {
      const of = await desk.consent('mia_stays');
      await giveBack(of);
      await desk.order('x', 'fail', { how: 'unavailable', times: 1000 });
      await desk.get(Revoker).run();
      expect(await desk.get(Revoker).run()).toBe(0);
      for (let hour = 0; hour < 23; hour += 1) {
        desk.advance(3600);
        await desk.get(Revoker).run();
      }
      const [left] = await pending();
      expect(left).toMatchObject({ attempts: expect.any(Number) as number });
      desk.advance(3600);
      await desk.get(Revoker).run();
      expect(await pending()).toEqual([]);
      expect(await actions(of)).toEqual(['consent.revocation_given_up']);
    });

    it('are not given back where the same connection has been consented to anew: that consent might end with them', async () => {
      const of = await desk.consent('mia_anew');
      await giveBack(of);
      await desk.consentAnew(of, 'mia_anew');
      await desk.get(Revoker).run();
      expect(await pending()).toEqual([]);
      expect((await desk.counts('x'))['revoke']).toBeUndefined();
      expect(await desk.tokens.consentFor(of)).not.toBeNull();
    });

    it('are erased at once where the platform takes none back', async () => {
      const of = await desk.consent('mia.makes', 'instagram');
      await giveBack(of);
      expect(await pending()).toEqual([]);
      expect(await row(of)).toBeUndefined();
    });

    it('were never connected: given back all the same', async () => {
      const of = await desk.consent('mia_chooses');
      const tokens = {
        accessToken: 'unknown there',
        refreshToken: null,
        expiresAt: new Date(),
        refreshExpiresAt: null,
        consentExpiresAt: null,
        scopes: null,
      };
      const grant = {
        platform: 'x',
        appCredential: 'deployment:x',
        tokens,
        scopes: [],
        missingScopes: [],
        accountIds: [],
      };
      const owner = '0191e2f0-0000-7000-8000-000000000001';
      await desk
        .get(Database)
        .inAgency(of.agencyId, (tx) => desk.get(Credentials).discard(tx, of.agencyId, owner, grant));
      expect(await desk.get(Revoker).run()).toBe(1);
      expect(await pending()).toEqual([]);
    });
  });
});
