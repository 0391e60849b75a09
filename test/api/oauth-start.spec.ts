/** The way to a platform: who may take it, how often, and what it carries. */
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { ConsentDesk } from '../support/consent-desk.js';
import { Browser } from '../support/consent-walk.js';

const OURS = 'http://127.0.0.1:3000';
const ANOTHER_CONSOLE = 'http://console.127.0.0.1.example:3000';

let api: TestApi;
let desk: ConsentDesk;
let browser: Browser;

beforeAll(async () => {
  api = await startApi({ PUBLIC_URL: OURS, CORS_ORIGINS: ANOTHER_CONSOLE });
});
afterAll(() => api.close());

beforeEach(async () => {
  desk = await ConsentDesk.open(api);
  browser = new Browser(api);
});

describe('the way to the platform', () => {
  it.each([{ host: 'evil.example' }, { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }])(
    'leads back to the address of the settings, whatever %j says',
    async (headers) => {
      const { body } = await api
        .anyone('post', '/api/v1/oauth/x/start')
        .set(headers)
        .send({ invitation: await desk.invite('x') });
      const url = new URL((body as { authorizationUrl: string }).authorizationUrl);
      expect(url.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1\/oauth\/x\/callback$/);
    },
  );

  it.each([
    ['http://localhost:3000', 400],
    ['https://127.0.0.1:3000', 400],
    [OURS, 200],
    [ANOTHER_CONSOLE, 200],
  ])('is not begun on a page that it does not lead back to: %s', async (origin, status) => {
    const [, host = ''] = origin.split('//');
    const asked = api.anyone('post', '/api/v1/oauth/x/start').set({ host, origin, 'sec-fetch-site': 'same-origin' });
    const answer = await asked.send({ invitation: await desk.invite('x') });
    expect(answer.status).toBe(status);
    expect(answer.headers['set-cookie'] !== undefined).toBe(status === 200);
    if (status === 200) return;
    expect(answer.body).toMatchObject({ code: 'REQUEST_INVALID', openAt: OURS });
    expect((answer.body as { detail: string }).detail).toContain(`Open Rostrum at ${OURS}.`);
  });

  it('carries 256 random bits and a challenge, of which only digests and seals are kept', async () => {
    const [one, other] = await Promise.all([
      browser.start('x', { invitation: await desk.invite('x') }),
      browser.start('x', { invitation: await desk.invite('x') }),
    ]);
    const [first, second] = [one, other].map(({ body }) => new URL(body.authorizationUrl).searchParams);
    const state = first?.get('state') ?? '';
    expect(Buffer.from(state, 'base64url')).toHaveLength(32);
    expect(second?.get('state')).not.toBe(state);
    expect(first?.get('code_challenge_method')).toBe('S256');
    const row = await api.rows.query<{ text: string }>('SELECT f::text AS text FROM oauth_flow f WHERE id = $1', [
      one.body.flowId,
    ]);
    expect(row.rows[0]?.text).not.toContain(state);
  });

  it('is bound by a cookie that no script reads', async () => {
    const { headers } = await browser.start('x', { invitation: await desk.invite('x') });
    const [cookie] = [headers['set-cookie'] ?? []].flat().filter((line) => line.includes('flow'));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\//i);
  });

  it('takes no address to go on to', async () => {
    const body = { invitation: await desk.invite('x'), returnTo: '//evil.example' };
    expect(await browser.ask('post', '/api/v1/oauth/x/start', body)).toMatchObject({ status: 400 });
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'bluesky', 'X', 'nothing'])(
    'is none to %s',
    async (platform) => {
      expect((await browser.ask('post', `/api/v1/oauth/${platform}/start`, {})).status).toBe(404);
      expect((await browser.comeBack(`/api/v1/oauth/${platform}/callback?code=a&state=${'A'.repeat(43)}`)).status).toBe(
        404,
      );
    },
  );

  it('is not begun without end', async () => {
    const invitation = await desk.invite('x');
    const statuses: number[] = [];
    for (let tries = 0; tries < 22; tries++) statuses.push((await browser.start('x', { invitation })).status);
    expect([statuses.slice(0, 20).every((status) => status === 200), statuses.at(-1)]).toEqual([true, 429]);
  });
});
