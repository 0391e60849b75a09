/** What consent does to a connection that is there: upgraded, renewed, brought back, never doubled. */
import { aConnection } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { ConsentDesk } from '../support/consent-desk.js';
import { Browser } from '../support/consent-walk.js';

let api: TestApi;
let desk: ConsentDesk;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  desk = await ConsentDesk.open(api);
});

describe('a connection that is there', () => {
  it('is upgraded in place, and keeps its history', async () => {
    const browser = await desk.signedIn();
    const id = (await browser.walk('x', { handle: 'mia_sol' })).connection?.id ?? '';
    await api.rows.query('DELETE FROM oauth_credential WHERE connection_id = $1', [id]);
    await api.rows.query(
      `UPDATE social_connection SET method = 'MANUAL', verification = 'public', auth = 'none', evidence = NULL, consent_at = NULL, status = 'READY'
       WHERE id = $1`,
      [id],
    );
    expect(await browser.walk('x', { handle: 'mia_sol' })).toMatchObject({ outcome: 'connected', connection: { id } });
    expect(await desk.connection(id)).toMatchObject({
      method: 'OAUTH',
      verification: 'authorised',
      consent: { state: 'active' },
    });
    const kept = await api.rows.query('SELECT public_before FROM social_connection WHERE id = $1', [id]);
    expect(kept.rows).toEqual([{ public_before: true }]);
  });

  it('is upgraded by its name alone only with the talent’s word', async () => {
    const id = await aConnection(api.rows, desk.owner.agencyId, desk.talentId, { platform: 'x', handle: 'mia_sol' });
    await api.rows.query('UPDATE social_connection SET platform_account_id = NULL WHERE id = $1', [id]);
    const browser = new Browser(api);
    const flow = await browser.walk('x', { invitation: await desk.invite('x'), handle: 'mia_sol' });
    expect(flow).toMatchObject({ outcome: 'choose', why: 'by-handle', connection: null });
    expect(await desk.connection(id)).toMatchObject({ method: 'MANUAL', consent: null });
    const accountId = flow.accounts[0]?.id;
    const chosen = await browser.ask('post', `/api/v1/oauth/flows/${flow.id}/choose`, { accountId });
    expect(chosen.body).toMatchObject({ outcome: 'connected', connection: { id } });
    expect(await desk.connection(id)).toMatchObject({
      method: 'OAUTH',
      profile: { displayName: 'Profile of mia_sol' },
    });
  });

  it('stays paused, and comes back where it was disconnected', async () => {
    const browser = await desk.signedIn();
    const id = (await browser.walk('x', { handle: 'mia_sol' })).connection?.id ?? '';
    await desk.staff('post', `/api/v1/connections/${id}/pause`).send({});
    expect(await browser.walk('x', { handle: 'mia_sol' })).toMatchObject({ connection: { id, status: 'PAUSED' } });
    await desk.staff('delete', `/api/v1/connections/${id}?data=keep`).expect(204);
    expect(await browser.walk('x', { handle: 'mia_sol' })).toMatchObject({ connection: { id, status: 'PAUSED' } });
    await desk.staff('post', `/api/v1/connections/${id}/resume`).send({});
    await desk.staff('delete', `/api/v1/connections/${id}?data=keep`).expect(204);
    expect(await browser.walk('x', { handle: 'mia_sol' })).toMatchObject({
      connection: { id, status: 'RECONNECT_NEEDED' }, // until it was really read by the new consent
    });
    expect((await desk.stored())['social_connection']).toBe(1);
  });

  it('needs a real read before it is well again', async () => {
    const browser = await desk.signedIn();
    const id = (await browser.walk('x', { handle: 'mia_sol' })).connection?.id ?? '';
    await api.rows.query(
      `UPDATE social_connection SET auth = 'reauth_required', status = 'RECONNECT_NEEDED', last_code = 'AUTH_RECONNECT_REQUIRED' WHERE id = $1`,
      [id],
    );
    expect(await browser.walk('x', { connectionId: id, handle: 'mia_sol' })).toMatchObject({
      outcome: 'connected',
      connection: { id, status: 'RECONNECT_NEEDED' },
    });
    expect(await desk.connection(id)).toMatchObject({
      consent: { state: 'reauth_required' },
      products: [{ activity: 'queued' }, {}],
    });
  });

  it('that was consented to anew during a pause is read as soon as it is resumed, however fresh its data', async () => {
    const browser = await desk.signedIn();
    const id = (await browser.walk('x', { handle: 'mia_sol' })).connection?.id ?? '';
    await api.rows.query(
      `UPDATE social_connection SET auth = 'reauth_required', status = 'RECONNECT_NEEDED' WHERE id = $1`,
      [id],
    );
    await api.rows.query(
      `UPDATE connection_product SET outcome = 'ok', activity = 'idle', succeeded_at = now() WHERE connection_id = $1`,
      [id],
    );
    await desk.staff('post', `/api/v1/connections/${id}/pause`).send({});
    await browser.walk('x', { connectionId: id, handle: 'mia_sol' });
    expect(await desk.connection(id)).toMatchObject({ status: 'PAUSED', nextSyncAt: null });
    await desk.staff('post', `/api/v1/connections/${id}/resume`).send({});
    const { status, nextSyncAt } = await desk.connection(id);
    expect(status).toBe('RECONNECT_NEEDED');
    expect(Date.parse(nextSyncAt ?? '')).toBeLessThanOrEqual(Date.now());
  });
});
