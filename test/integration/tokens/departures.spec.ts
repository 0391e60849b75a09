/** What becomes of tokens when their connection ends, moves or comes back. */
import { aTalent } from '../../factories/rows.js';
import type { Holder } from '../../../backend/src/oauth/tokens/credential.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { openTokenDesk } from '../../support/token-desk.js';
import type { TokenDesk } from '../../support/token-desk.js';
import { until } from '../../support/until.js';

describe('a connection by consent', () => {
  let api: TestApi;
  let desk: Desk;
  let tokens: TokenDesk;
  let count = 0;

  beforeAll(async () => {
    api = await startApi();
    tokens = await openTokenDesk({ network: api.network, rows: api.rows });
    desk = await Desk.open(api);
  });
  afterEach(async () => {
    api.network.resume();
    await assertInvariants(api.rows);
    await api.rows.query('DELETE FROM social_connection');
    await api.rows.query('DELETE FROM pending_revocation');
  });
  afterAll(async () => {
    await tokens.close();
    await api.close();
  });

  const consented = async (platform = 'x', talentId = desk.talentId): Promise<Holder> => {
    const of = await tokens.consent(`mia_${String((count += 1))}`, platform, { agencyId: desk.agencyId, talentId });
    await tokens.syncDue();
    expect(await desk.see(of.connectionId)).toMatchObject({ status: 'READY' });
    return of;
  };
  const kept = async ({ connectionId }: Holder): Promise<{ held: number; pending: number }> => {
    const sql = `SELECT (SELECT count(*)::int FROM oauth_credential WHERE connection_id = $1) AS held,
      (SELECT count(*)::int FROM pending_revocation WHERE connection_id = $1) AS pending`;
    const [row] = (await api.rows.query<{ held: number; pending: number }>(sql, [connectionId])).rows;
    return row ?? { held: -1, pending: -1 };
  };
  const GIVEN_BACK = { held: 0, pending: 1 };

  it('that is erased gives its tokens back in the same moment', async () => {
    const of = await consented();
    await desk.remove(of.connectionId).expect(204);
    expect(await kept(of)).toEqual(GIVEN_BACK);
  });

  it('that is disconnected in the middle of a sync is written to no more, and its tokens are gone', async () => {
    const of = await consented();
    api.network.pause();
    await desk.sync(of.connectionId).expect(202);
    const running = tokens.syncDue();
    await until('it asks the platform', () => api.network.waiting === 1);
    const before = await desk.see(of.connectionId);

    await desk.remove(of.connectionId, 'keep').expect(204);
    expect(await kept(of)).toEqual(GIVEN_BACK);
    api.network.resume();
    await running;

    const after = await desk.see(of.connectionId);
    expect(after.status).toBe('DISCONNECTED');
    expect(after.profile).toEqual(before.profile);
    expect(await kept(of)).toEqual(GIVEN_BACK);
  });

  it('that is taken back needs the talent again: it does not look as if there were consent', async () => {
    const of = await consented('tiktok');
    await desk.remove(of.connectionId, 'keep').expect(204);
    expect((await desk.deed(of.connectionId, 'restore').expect(200)).body).toMatchObject({
      status: 'RECONNECT_NEEDED',
    });
    await tokens.syncDue();
    expect(await desk.see(of.connectionId)).toMatchObject({
      status: 'RECONNECT_NEEDED',
      consent: { state: 'revoked' },
    });
  });

  it('that was read in public before is read so again when it is taken back', async () => {
    const handle = `mia_${String((count += 1))}`;
    const { id } = await desk.connect(handle, 'x');
    await tokens.syncDue();
    const of = await tokens.consent(handle, 'x', { agencyId: desk.agencyId, talentId: desk.talentId });
    expect(of.connectionId).toBe(id);
    await tokens.syncDue();
    await desk.remove(id, 'keep').expect(204);
    await desk.deed(id, 'restore').expect(200);
    await tokens.syncDue();
    expect(await desk.see(id)).toMatchObject({
      status: 'READY',
      method: 'MANUAL',
      consent: null,
      profile: { source: 'public' },
    });
  });

  it('goes with its talent, and takes nobody else’s tokens along', async () => {
    const talentId = await aTalent(api.rows, desk.agencyId);
    const [gone, stays] = [await consented('x', talentId), await consented()];
    await api.rows.query('UPDATE social_connection SET former_talents = ARRAY[$1::uuid] WHERE id = $2', [
      talentId,
      stays.connectionId,
    ]);
    await desk.call('delete', `/api/v1/talents/${talentId}`).expect(204);
    expect(await kept(gone)).toEqual(GIVEN_BACK);
    expect(await kept(stays)).toEqual({ held: 1, pending: 0 });
  });

  it('is not passed on to another talent', async () => {
    const of = await consented();
    const talentId = await aTalent(api.rows, desk.agencyId);
    const { body } = await desk.deed(of.connectionId, 'transfer', { talentId }).expect(409);
    expect((body as { detail: string }).detail).toContain('has given consent');
    expect(await kept(of)).toEqual({ held: 1, pending: 0 });
  });

  it('moves along when two records turn out to be one person, and its tokens still open', async () => {
    const from = await aTalent(api.rows, desk.agencyId);
    const of = await consented('x', from);
    await desk.call('post', `/api/v1/talents/${desk.talentId}/merge`).send({ from }).expect(200);
    expect(await kept(of)).toEqual({ held: 1, pending: 0 });
    await tokens.tokens.withAccessToken(of, () => Promise.resolve());
  });
});
