/** Whether a platform answers with the keys that are set, asked by hand. */
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { aTenant } from '../support/world.js';
import type { Tenant } from '../support/world.js';

let api: TestApi;
let tenant: Tenant;

beforeAll(async () => {
  api = await startApi({ YOUTUBE_MODE: 'live', TIKTOK_MODE: 'live' });
  tenant = await aTenant(api);
});
afterAll(() => api.close());

const check = async (platform: string, role: 'owner' | 'admin' | 'manager' = 'admin') =>
  (await api.signIn(tenant.staff[role]))('post', `/api/v1/platforms/${platform}/check`);

describe('the check of a platform', () => {
  it('reads one account that everybody can see', async () => {
    const { status, body } = await check('bluesky');
    expect([status, body]).toEqual([
      200,
      {
        ok: true,
        checkedAt: expect.stringMatching(/Z$/) as unknown,
        durationMs: expect.any(Number) as unknown,
        code: null,
        text: 'The simulated Bluesky answers.',
        action: null,
      },
    ]);
  });

  it('names the keys that are missing, and calls nobody', async () => {
    const { status, body } = await check('youtube');
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: false, code: 'APP_CREDENTIALS_INVALID', durationMs: null });
    expect((body as { text: string }).text).toBe('YouTube was not asked: YOUTUBE_API_KEY is not set.');
  });

  it('has nothing to read where nothing is public, and says so without calling anybody', async () => {
    expect((await check('tiktok')).body).toMatchObject({
      ok: false,
      durationMs: null,
      text: 'TikTok was not asked: TIKTOK_CLIENT_KEY, TIKTOK_CLIENT_SECRET are not set.',
    });
    const { status, body } = await check('linkedin');
    expect([status, (body as { code: string }).code]).toEqual([409, 'CONFLICT']);
  });

  it('is for owners and admins, and for platforms that there are', async () => {
    expect((await check('bluesky', 'manager')).status).toBe(403);
    expect((await check('bluesky', 'owner')).status).toBe(200);
    expect((await check('myspace')).status).toBe(404);
  });
});
