/** Callbacks that are not what they should be: each ends on the page, stores nothing, asks the platform nothing, and is written down once. */
import { SECRET_MARK } from '../../backend/src/core/simulation.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { ConsentDesk } from '../support/consent-desk.js';
import { Browser } from '../support/consent-walk.js';

const INVALID = '/consent/done?problem=CONSENT_STATE_INVALID';
const HTML = '<img src=x onerror=alert(1)>';

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

const changed = (url: URL, change: Readonly<Record<string, string | null>>): URL => {
  const other = new URL(url);
  for (const [name, value] of Object.entries(change))
    if (value === null) other.searchParams.delete(name);
    else other.searchParams.set(name, value);
  return other;
};

describe('a callback', () => {
  it('of another browser is not used, and leaves the right one its turn', async () => {
    const { back } = await desk.atThePage(browser);
    expect(await new Browser(api).comeBack(back)).toMatchObject({ status: 303, page: INVALID });
    const thief = new Browser(api);
    await thief.start('x', { invitation: await desk.invite('x') });
    await desk.recorded();
    expect((await thief.comeBack(back)).page).toBe(INVALID);
    expect(await desk.recorded()).toMatchObject([{ action: 'consent.refused', agency_id: desk.owner.agencyId }]);
    expect(await desk.exchanges()).toBe(0);
    expect(await desk.stored()).toEqual({});
    expect(await browser.flow((await browser.comeBack(back)).page)).toMatchObject({ outcome: 'connected' });
  });

  it('whose cookie has the right name and another value is not used', async () => {
    const { back } = await desk.atThePage(browser);
    const [name = ''] = browser.own.names.filter((one) => one.includes('flow'));
    browser.own.set(name, 'A'.repeat(43));
    expect((await browser.comeBack(back)).page).toBe(INVALID);
    expect(await desk.exchanges()).toBe(0);
    expect(await desk.stored()).toEqual({});
  });

  it('with a state that nobody gave out is not used', async () => {
    const { back } = await desk.atThePage(browser);
    expect((await browser.comeBack(changed(back, { state: 'A'.repeat(43) }))).page).toBe(INVALID);
    expect(await desk.recorded()).toMatchObject([{ action: 'consent.refused', agency_id: null }]);
    expect(await desk.exchanges()).toBe(0);
    expect(await desk.stored()).toEqual({});
  });

  it('at another platform than it was begun at is not used', async () => {
    const { back } = await desk.atThePage(browser, 'x', await desk.invite('x', 'youtube'));
    expect((await browser.comeBack(`${back.pathname.replace('/x/', '/youtube/')}${back.search}`)).page).toBe(INVALID);
    expect(await desk.recorded()).toMatchObject([{ action: 'consent.refused', agency_id: desk.owner.agencyId }]);
    expect([await desk.exchanges('x'), await desk.exchanges('youtube')]).toEqual([0, 0]);
    expect(await desk.stored()).toEqual({});
  });

  it('too late is over', async () => {
    const { flowId, back } = await desk.atThePage(browser);
    await api.rows.query(`UPDATE oauth_flow SET expires_at = now() - interval '1 second' WHERE id = $1`, [flowId]);
    expect((await browser.comeBack(back)).page).toBe(`/consent/done?flow=${flowId}`);
    expect(await browser.flow(flowId)).toMatchObject({
      state: 'ended',
      outcome: 'expired',
      code: 'CONSENT_STATE_INVALID',
    });
    expect(await desk.recorded()).toMatchObject([{ action: 'consent.expired' }]);
    expect(await desk.exchanges()).toBe(0);
    expect(await desk.stored()).toEqual({});
  });

  it('lasts ten minutes at most', async () => {
    const { flowId } = await desk.atThePage(browser);
    const { rows } = await api.rows.query<{ seconds: number }>(
      'SELECT extract(epoch FROM expires_at - created_at)::int AS seconds FROM oauth_flow WHERE id = $1',
      [flowId],
    );
    expect(rows[0]?.seconds).toBeLessThanOrEqual(600);
  });

  it('that comes again is shown what came of the first, and does nothing', async () => {
    const { flowId, back } = await desk.atThePage(browser);
    const first = await browser.comeBack(back);
    expect(await desk.recorded()).toMatchObject([{ action: 'consent.granted' }]);
    const second = await browser.comeBack(back);
    expect([first.page, second.page]).toEqual(Array(2).fill(`/consent/done?flow=${flowId}`));
    expect(await browser.flow(flowId)).toMatchObject({ outcome: 'connected' });
    expect([await desk.recorded(), await desk.exchanges()]).toEqual([[], 1]);
    expect((await new Browser(api).comeBack(back)).page).toBe(INVALID);
    expect([(await desk.recorded()).length, await desk.exchanges()]).toEqual([1, 0]);
  });

  it('twice at once is used once', async () => {
    const { flowId, back } = await desk.atThePage(browser);
    const pages = await Promise.all([1, 2, 3].map(async () => (await browser.comeBack(back)).page));
    expect(new Set(pages)).toEqual(new Set([`/consent/done?flow=${flowId}`]));
    expect(await desk.exchanges()).toBe(1);
    expect(await browser.flow(flowId)).toMatchObject({ outcome: 'connected' });
    expect((await desk.recorded()).map(({ action }) => action)).toEqual(['consent.granted']);
  });

  it('of two sign-ins by one link connects one', async () => {
    const invitation = await desk.invite('x');
    const one = await desk.atThePage(browser, 'x', invitation);
    const other = await desk.atThePage(browser, 'x', invitation);
    await Promise.all([browser.comeBack(one.back), browser.comeBack(other.back)]);
    const flows = await Promise.all([browser.flow(one.flowId), browser.flow(other.flowId)]);
    expect(flows.map(({ outcome, code }) => `${outcome ?? ''} ${code ?? ''}`.trim()).sort()).toEqual([
      'connected',
      'failed CONSENT_LINK_USED',
    ]);
    const { rows } = await api.rows.query('SELECT 1 FROM oauth_credential WHERE agency_id = $1', [desk.owner.agencyId]);
    expect(rows).toHaveLength(1);
    expect((await browser.start('x', { invitation })).body).toMatchObject({ connectionCode: 'CONSENT_LINK_USED' });
  });

  it.each([
    ['without a state', { state: null }],
    ['without a code', { code: null }],
    ['with both a code and an error', { error: 'access_denied' }],
    ['with an empty code', { code: '' }],
    ['with a code beyond measure', { code: 'c'.repeat(5000) }],
    ['with a state that is none', { state: "' OR 1=1" }],
  ])('%s is none', async (_, change) => {
    const { back } = await desk.atThePage(browser);
    expect(await browser.comeBack(changed(back, change))).toMatchObject({ status: 303, page: INVALID });
    expect(await desk.recorded()).toMatchObject([{ action: 'consent.refused', agency_id: null }]);
    expect(await desk.exchanges()).toBe(0);
    expect(await desk.stored()).toEqual({});
  });

  it.each([
    'code=other',
    'state=other',
    'code[]=other',
    'state[a]=other',
    'error=x&error=y',
    '__proto__=1',
    'constructor=1',
  ])('with ?%s besides is none, or as if that were not there', async (more) => {
    const { back, flowId } = await desk.atThePage(browser);
    const { page, status } = await browser.comeBack(`${back.href}&${more}`);
    expect(status).toBe(303);
    const harmless = /^(?:code\[|state\[|__proto__|constructor)/.test(more);
    expect(page).toBe(harmless ? `/consent/done?flow=${flowId}` : INVALID);
    expect(await desk.exchanges()).toBe(harmless ? 1 : 0);
  });

  it('of somebody else than the platform is not used', async () => {
    const { flowId, back } = await desk.atThePage(browser, 'youtube');
    await browser.comeBack(changed(back, { iss: 'https://evil.example' }));
    expect(await browser.flow(flowId)).toMatchObject({ outcome: 'failed', code: 'CONSENT_STATE_INVALID' });
    expect((await desk.recorded()).map(({ action }) => action)).toEqual(['consent.failed']);
    expect(await desk.exchanges('youtube')).toBe(0);
    expect(await desk.stored()).toEqual({});
  });

  it('of the platform that says who it is, is used', async () => {
    const { flowId, back } = await desk.atThePage(browser, 'youtube');
    await browser.comeBack(changed(back, { iss: 'https://accounts.google.com' }));
    expect(await browser.flow(flowId)).toMatchObject({ outcome: 'connected' });
  });

  it.each([
    ['access_denied', 'declined', 'CONSENT_DECLINED'],
    ['temporarily_unavailable', 'failed', 'PLATFORM_UNAVAILABLE'],
    ['invalid_scope', 'failed', 'APP_CREDENTIALS_INVALID'],
  ])('with the error %s ends %s, and repeats nothing of its words', async (error, outcome, code) => {
    const { flowId, back } = await desk.atThePage(browser);
    const told = await browser.comeBack(
      changed(back, { code: null, error, error_description: HTML, error_uri: 'https://evil.example' }),
    );
    expect(told.page).toBe(`/consent/done?flow=${flowId}`);
    expect(await browser.flow(flowId)).toMatchObject({ outcome, code });
    const record = await desk.recorded();
    expect(record).toHaveLength(1);
    const row = await api.rows.query('SELECT f.*::text FROM oauth_flow f WHERE id = $1', [flowId]);
    expect(JSON.stringify([row.rows, record, browser.told])).not.toMatch(/onerror|evil\.example/);
    expect(await desk.exchanges()).toBe(0);
    expect(await desk.stored()).toEqual({});
  });

  it('with an error of another browser’s is not used', async () => {
    const { back } = await desk.atThePage(browser);
    const denied = changed(back, { code: null, error: 'access_denied' });
    expect((await new Browser(api).comeBack(denied)).page).toBe(INVALID);
    expect(await desk.exchanges()).toBe(0);
    expect(await browser.flow((await browser.comeBack(back)).page)).toMatchObject({ outcome: 'connected' });
  });

  it('with a code that is no good ends in words', async () => {
    const { flowId, back } = await desk.atThePage(browser);
    await browser.comeBack(changed(back, { code: 'made-up' }));
    expect(await browser.flow(flowId)).toMatchObject({ outcome: 'failed', code: 'CONSENT_STATE_INVALID' });
    expect(await desk.stored()).toEqual({});
  });

  it('is kept nowhere, and tells nobody where it was', async () => {
    const { back } = await desk.atThePage(browser);
    const { headers } = await browser.comeBack(back);
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(headers['location']).toMatch(/^\/consent\/done\?flow=[\w-]{36}$/);
    expect(api.log()).not.toContain(back.searchParams.get('code'));
    expect(api.log()).not.toContain(back.searchParams.get('state'));
    expect(api.log()).not.toContain(SECRET_MARK);
  });

  it.each([
    'returnTo=//evil.example',
    'returnTo=%5Cevil.example',
    'next=https:evil.example',
    'redirect_uri=https://evil.example',
  ])('leads to our own page whatever it is asked: %s', async (more) => {
    const { back } = await desk.atThePage(browser);
    expect((await browser.comeBack(`${back.href}&${more}`)).page).toMatch(/^\/consent\/done\?flow=[\w-]{36}$/);
  });
});
