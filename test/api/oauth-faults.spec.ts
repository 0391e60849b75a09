/** Token endpoints and accounts that do not answer as they should: the talent is told, nothing stays, and we go on. */
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { ConsentDesk } from '../support/consent-desk.js';
import { Browser } from '../support/consent-walk.js';

let api: TestApi;
let desk: ConsentDesk;
let browser: Browser;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  desk = await ConsentDesk.open(api);
  browser = new Browser(api);
});

describe('a token endpoint', () => {
  it.each([
    ['unavailable', 'PLATFORM_UNAVAILABLE'],
    ['lost', 'PLATFORM_UNAVAILABLE'],
    ['half', 'PLATFORM_UNAVAILABLE'],
    ['garbage', 'PLATFORM_UNAVAILABLE'],
    ['silent', 'SYNC_TIMEOUT'],
  ])(
    'that is %s ends the sign-in, which can be begun again',
    async (how, code) => {
      const { back, flowId } = await desk.atThePage(browser);
      await api.network.tokens('x', 'POST', '/fail', { how });
      expect(await browser.comeBack(back)).toMatchObject({ status: 303, page: `/consent/done?flow=${flowId}` });
      expect(await browser.flow(flowId)).toMatchObject({ outcome: 'failed', code, connection: null });
      expect(await desk.stored()).toEqual({});
      expect((await desk.recorded()).map(({ action }) => action)).toEqual(['consent.failed']);
      const again = await browser.walk('x', { invitation: await desk.invite('x'), handle: 'mia_sol' });
      expect(again).toMatchObject({ outcome: 'connected' });
    },
    40_000,
  );
});

describe('an account', () => {
  it('that its platform cannot show at once is asked for again', async () => {
    const flow = await browser.walk('x', { invitation: await desk.invite('x'), handle: 'flaky_mia' });
    expect(flow).toMatchObject({ outcome: 'connected', signedInAs: 'flaky_mia' });
  });

  it('that cannot be read is told so, in the platform’s words', async () => {
    const flow = await browser.walk('instagram', { invitation: await desk.invite('instagram'), handle: 'private.mia' });
    expect(flow).toMatchObject({ outcome: 'failed', code: 'ACCOUNT_NOT_ELIGIBLE', connection: null });
    expect(flow.text).not.toContain('undefined');
    expect(await desk.stored()).toEqual({});
  });
});
