/** Authorizations that nobody comes to an end with: their talent is gone, their account, or the process that was at it. */
import type { INestApplicationContext } from '@nestjs/common';
import { FlowOffers } from '../../../backend/src/oauth/flow/flow-offers.js';
import { aTalent } from '../../factories/rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { ConsentDesk } from '../../support/consent-desk.js';
import { Browser } from '../../support/consent-walk.js';
import { settingsFor } from '../../support/settings.js';
import { until } from '../../support/until.js';
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

const waiting = async (): Promise<number> => {
  const sql = 'SELECT 1 FROM pending_revocation WHERE agency_id = $1';
  return (await api.rows.query(sql, [desk.owner.agencyId])).rowCount ?? 0;
};
const erased = () => desk.staff('delete', `/api/v1/talents/${desk.talentId}`).send({}).expect(204);

async function mergedAway(): Promise<void> {
  const into = await aTalent(api.rows, desk.owner.agencyId);
  await desk.staff('post', `/api/v1/talents/${into}/merge`).send({ from: desk.talentId }).expect(200);
}

describe('a talent who is gone', () => {
  it.each([
    ['erased', erased],
    ['merged into another', mergedAway],
  ])('and %s leaves no grant behind where there was still something to choose', async (_, goes) => {
    const flow = await browser.walk('linkedin', { invitation: await desk.invite('linkedin'), handle: 'mia-sol' });
    expect([flow.outcome, await waiting()]).toEqual(['choose', 0]);
    await goes();
    expect(await waiting()).toBe(1);
    expect((await browser.ask('get', `/api/v1/oauth/flows/${flow.id}`)).status).toBe(404);
  });

  it('before the platform has answered gets nothing, and neither do we', async () => {
    const { back } = await desk.atThePage(browser);
    api.network.pause();
    const coming = browser.comeBack(back);
    await until('the code is handed in', () => api.network.waiting === 1);
    await erased();
    api.network.resume();
    expect((await coming).status).toBe(303);
    expect(await desk.stored()).toEqual({});
    expect(await waiting()).toBe(1);
  });
});

describe('an account that is taken away', () => {
  it('connects nothing any more, whatever it had begun', async () => {
    browser = await desk.signedIn();
    const started = await browser.start('x', { account: true });
    const back = await browser.decide(started.body.authorizationUrl, { handle: 'mia_sol' });
    await desk.staff('delete', `/api/v1/talents/${desk.talentId}/account`).send({}).expect(204);
    await browser.comeBack(back);
    expect(await browser.flow(started.body.flowId)).toMatchObject({ outcome: 'failed', code: 'CONSENT_STATE_INVALID' });
    expect(await desk.stored()).toEqual({});
    expect(await waiting()).toBe(1);
  });
});

describe('a process that died between the state and the end', () => {
  it('is spoken for: the link keeps why, and the trail says so once', async () => {
    const { token } = await desk.inviteAs([{ platform: 'x' }]);
    const { flowId } = await desk.atThePage(browser, 'x', token);
    const sweep = () => worker.get(FlowOffers, { strict: false }).sweepStuck();
    const takenFor = (minutes: number) =>
      api.rows.query('UPDATE oauth_flow SET consumed_at = now() - make_interval(mins => $2) WHERE id = $1', [
        flowId,
        minutes,
      ]);
    await takenFor(2);
    expect(await sweep()).toBe(0);
    await takenFor(6);
    expect((await Promise.all([sweep(), sweep()])).includes(1)).toBe(true);
    expect(await sweep()).toBe(0);
    expect((await desk.recorded()).map(({ action }) => action)).toEqual(['consent.failed']);
    expect(await browser.flow(flowId)).toMatchObject({ state: 'ended', outcome: 'failed', code: 'SYNC_INTERNAL' });
  });
});

describe('a choice that nobody made', () => {
  it('whose tokens do not open is ended, and keeps no other from being given back', async () => {
    const sweep = () => worker.get(FlowOffers, { strict: false }).sweep();
    const walk = async () =>
      new Browser(api).walk('linkedin', { invitation: await desk.invite('linkedin'), handle: 'mia-sol' });
    const [spoiled, whole] = [await walk(), await walk()];
    await api.rows.query("UPDATE oauth_flow SET pending = '\\x00' WHERE id = $1", [spoiled.id]);
    const sql = "UPDATE oauth_flow SET expires_at = now() - interval '1 second' WHERE id = ANY($1)";
    await api.rows.query(sql, [[spoiled.id, whole.id]]);
    await sweep();
    expect(await waiting()).toBe(1);
    expect(await sweep()).toBe(0);
  });
});
