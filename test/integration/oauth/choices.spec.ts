/** What was granted and not connected is given back: choices that nobody makes, and transactions that fail. */
import type { INestApplicationContext } from '@nestjs/common';
import { FlowOffers } from '../../../backend/src/oauth/flow/flow-offers.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { ConsentDesk } from '../../support/consent-desk.js';
import { Browser } from '../../support/consent-walk.js';
import { settingsFor } from '../../support/settings.js';
import { aStillWorker } from '../../support/worker.js';

let api: TestApi;
let worker: INestApplicationContext;
let desk: ConsentDesk;
let browser: Browser;

beforeAll(async () => {
  api = await startApi();
  worker = await aStillWorker(settingsFor(api.network));
});
afterAll(async () => {
  await worker.close();
  await api.close();
});

beforeEach(async () => {
  desk = await ConsentDesk.open(api);
  browser = new Browser(api);
});

const sweep = () => worker.get(FlowOffers, { strict: false }).sweep();
const undecided = async () =>
  browser.walk('linkedin', { invitation: await desk.invite('linkedin'), handle: 'mia-sol' });

async function pending(): Promise<{ revocations: number; sealed: number }> {
  const count = async (sql: string) => (await api.rows.query(sql, [desk.owner.agencyId])).rowCount ?? 0;
  return {
    revocations: await count('SELECT 1 FROM pending_revocation WHERE agency_id = $1'),
    sealed: await count(
      'SELECT 1 FROM oauth_flow WHERE agency_id = $1 AND (pending IS NOT NULL OR verifier IS NOT NULL)',
    ),
  };
}

describe('a choice', () => {
  it('waits sealed, and is given back when nobody makes it in time', async () => {
    const flow = await undecided();
    expect(await pending()).toEqual({ revocations: 0, sealed: 1 });
    expect(await sweep()).toBe(0);
    await api.rows.query(`UPDATE oauth_flow SET expires_at = now() - interval '1 second' WHERE id = $1`, [flow.id]);
    await desk.recorded();
    expect(await Promise.all([sweep(), sweep()])).toContain(1);
    expect(await pending()).toEqual({ revocations: 1, sealed: 0 });
    expect((await desk.recorded()).map(({ action }) => action)).toEqual(['consent.expired']);
    expect(await browser.flow(flow.id)).toMatchObject({ outcome: 'expired', accounts: [] });
    expect(await sweep()).toBe(0);
  });

  it('too late is none, though nobody has swept yet', async () => {
    const flow = await undecided();
    await api.rows.query(`UPDATE oauth_flow SET expires_at = now() - interval '1 second' WHERE id = $1`, [flow.id]);
    const chosen = await browser.ask('post', `/api/v1/oauth/flows/${flow.id}/choose`, {
      accountId: flow.accounts[0]?.id,
    });
    expect(chosen.body).toMatchObject({ outcome: 'expired', connection: null });
    expect(await desk.stored()).toEqual({});
  });

  it('made twice at once is made once', async () => {
    const flow = await undecided();
    const choose = () =>
      browser.ask('post', `/api/v1/oauth/flows/${flow.id}/choose`, { accountId: flow.accounts[0]?.id });
    const answers = await Promise.all([choose(), choose(), choose()]);
    expect(answers.map(({ body }) => (body as { outcome: string }).outcome)).toEqual(Array(3).fill('connected'));
    expect(await desk.stored()).toEqual({ social_connection: 1, oauth_credential: 1, consent_record: 1 });
    expect(await pending()).toEqual({ revocations: 0, sealed: 0 });
  });
});

describe('what was granted', () => {
  it.each([
    ['for another account than the expected one', 'wrong-account', 'instagram'],
    ['without what is needed', 'declined', 'youtube'],
  ])('%s is given back', async (_, outcome, platform) => {
    const { token } = await desk.inviteAs([{ platform, expectedHandle: 'mia' }]);
    const untick = platform === 'youtube' ? ['https://www.googleapis.com/auth/youtube.readonly'] : [];
    expect(await browser.walk(platform, { invitation: token, handle: 'somebody', untick })).toMatchObject({ outcome });
    const { sealed } = await pending();
    expect([sealed, await desk.stored()]).toEqual([0, {}]);
  });

  it('is given back where it cannot be stored', async () => {
    const { back, flowId } = await desk.atThePage(browser);
    await api.rows.query(`ALTER TABLE consent_record ADD CONSTRAINT broken CHECK (platform <> 'x') NOT VALID`);
    await browser.comeBack(back);
    await api.rows.query('ALTER TABLE consent_record DROP CONSTRAINT broken');
    expect(await browser.flow(flowId)).toMatchObject({ outcome: 'failed', code: 'SYNC_INTERNAL', connection: null });
    expect(await desk.stored()).toEqual({});
    expect(await pending()).toEqual({ revocations: 1, sealed: 0 });
    expect((await desk.recorded()).map(({ action }) => action)).toEqual(['consent.failed']);
  });

  it('connects nothing where the link was revoked meanwhile', async () => {
    const { token, id } = await desk.inviteAs([{ platform: 'x' }]);
    const { back, flowId } = await desk.atThePage(browser, 'x', token);
    await desk.staff('post', `/api/v1/invitations/${id}/revoke`).send({}).expect(200);
    await browser.comeBack(back);
    expect(await browser.flow(flowId)).toMatchObject({ outcome: 'failed', code: 'CONSENT_LINK_EXPIRED' });
    expect(await desk.stored()).toEqual({});
  });
});
