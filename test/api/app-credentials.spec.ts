/** An agency's own app at a platform: entered once, shown never, checked, and used in place of the deployment's. */
import { Database } from '../../backend/src/core/database/database.service.js';
import { PlatformGateway } from '../../backend/src/platforms/platform.gateway.js';
import { AppCredentials } from '../../backend/src/oauth/vault/app-credentials.service.js';
import { anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';
import { leaksOf } from '../support/leaks.js';

const [PATH, PLATFORM] = ['/api/v1/platforms/instagram/app-credential', 'instagram'];
const ID = { INSTAGRAM_CLIENT_ID: '9988776655' };
const SECRET = { INSTAGRAM_CLIENT_SECRET: 'planted-secret-of-an-app' };
const READING = { INSTAGRAM_ACCESS_TOKEN: 'planted-token-of-an-account', INSTAGRAM_ACCOUNT_ID: '17841400000000001' };

interface Shown {
  readonly own: boolean;
  readonly keys: readonly { key: string; set: boolean; for: string[] }[];
  readonly redirectUri: string;
  readonly scopes: string[];
  readonly checkCode: string | null;
}

let api: TestApi;
let agencyId: string;
let call: Caller;

beforeAll(async () => {
  api = await startApi({ PUBLIC_URL: 'http://127.0.0.1:3000' });
});
beforeEach(async () => {
  agencyId = (await anAgency(api.rows)).id;
  call = await api.signIn(await aStaffMember(api.rows, agencyId, { role: 'admin' }));
});
afterAll(() => api.close());

const set = (values: object) => call('put', PATH).send({ values });
const setKeys = ({ keys }: Shown) => keys.filter((one) => one.set).map(({ key }) => key);
const credentials = () => api.app.get(AppCredentials, { strict: false });

async function stored(): Promise<{ id: string; retired: boolean }[]> {
  const found = await api.rows.query<{ id: string; retired: boolean }>(
    'SELECT id, retired_at IS NOT NULL AS retired FROM app_credential WHERE agency_id = $1 ORDER BY created_at, id',
    [agencyId],
  );
  return found.rows;
}

describe('an agency’s own app', () => {
  it('says what to enter here and what to register there, before there is one', async () => {
    const { body } = await call('get', PATH).expect(200);
    const shown = body as Shown;
    expect(shown).toMatchObject({
      platform: PLATFORM,
      own: false,
      redirectUri: 'http://127.0.0.1:3000/api/v1/oauth/instagram/callback',
      updatedAt: null,
      checkedAt: null,
    });
    expect(setKeys(shown)).toEqual([]);
    expect(shown.keys.map(({ key, for: purposes }) => [key, purposes])).toEqual([
      ['INSTAGRAM_ACCESS_TOKEN', ['public']],
      ['INSTAGRAM_ACCOUNT_ID', ['public']],
      ['INSTAGRAM_CLIENT_ID', ['consent']],
      ['INSTAGRAM_CLIENT_SECRET', ['consent']],
    ]);
    expect(shown.scopes.length).toBeGreaterThan(0);
  });

  it('is what look-ups are made with', async () => {
    await set(READING).expect(200);
    const asked = jest.spyOn(api.app.get(PlatformGateway, { strict: false }), 'fetchProfiles');

    await call('post', '/api/v1/connections/resolve').send({ input: 'https://www.instagram.com/mia.rivers/' });

    expect(asked.mock.calls.map(([platform, , options]) => [platform, options.agencyId])).toEqual([
      [PLATFORM, agencyId],
    ]);
    asked.mockRestore();
  });

  it('is used from then on for what its keys are for, and stands nowhere in the open', async () => {
    const { body } = await set({ ...ID, ...SECRET }).expect(200);
    expect(setKeys(body as Shown)).toEqual(['INSTAGRAM_CLIENT_ID', 'INSTAGRAM_CLIENT_SECRET']);
    expect(JSON.stringify(body)).not.toContain('planted');

    const found = await credentials().find(agencyId, PLATFORM, Object.keys({ ...ID, ...SECRET }));
    expect(found?.secret('INSTAGRAM_CLIENT_SECRET')).toBe(SECRET.INSTAGRAM_CLIENT_SECRET);
    expect(found?.id).toBe(`agency:${(await stored())[0]?.id ?? ''}`);
    expect(await credentials().find(agencyId, PLATFORM, Object.keys(READING))).toBeNull();
    expect(await credentials().find((await anAgency(api.rows)).id, PLATFORM, Object.keys(ID))).toBeNull();
    expect(await leaksOf([SECRET.INSTAGRAM_CLIENT_SECRET, ID.INSTAGRAM_CLIENT_ID], api.log())).toEqual([]);
  });

  it('is told of in the activity by the names of its keys', async () => {
    await set({ ...ID, ...SECRET }).expect(200);
    const { body } = await call('get', '/api/v1/activity?limit=1').expect(200);
    expect((body as { items: object[] }).items[0]).toMatchObject({ action: 'app-credential.set' });
    expect(JSON.stringify(body)).toContain('INSTAGRAM_CLIENT_SECRET');
    expect(JSON.stringify(body)).not.toContain('planted');
  });

  it('takes one new key beside those that stay', async () => {
    await set({ ...ID, ...SECRET });
    await set({ INSTAGRAM_CLIENT_SECRET: 'the-next-secret' }).expect(200);
    const [only, ...others] = await stored();
    expect(others).toEqual([]);
    const found = await credentials().byId(agencyId, `agency:${only?.id ?? ''}`);
    expect([found?.secret('INSTAGRAM_CLIENT_ID'), found?.secret('INSTAGRAM_CLIENT_SECRET')]).toEqual([
      ID.INSTAGRAM_CLIENT_ID,
      'the-next-secret',
    ]);
  });

  it('stays with its tokens when another takes its place, and goes once no token names it', async () => {
    await set({ ...ID, ...SECRET });
    const [before] = await stored();
    await set({ INSTAGRAM_CLIENT_ID: '1111111111', INSTAGRAM_CLIENT_SECRET: 'another-app' }).expect(200);
    expect((await stored()).map(({ retired }) => retired)).toEqual([true, false]);
    const talent = await aTalent(api.rows, agencyId);
    await api.rows.query(
      `INSERT INTO oauth_flow (id, agency_id, talent_id, platform, purpose, state_hash, binding_hash, app_credential, client_id,
         redirect_uri, scopes, created_at, expires_at)
       VALUES (gen_random_uuid(), $1, $2, 'instagram', 'invitation', $3, '', $4, '', '', '{}', now(), now())`,
      [agencyId, talent, Buffer.from(agencyId), `agency:${before?.id ?? ''}`],
    );
    const forget = () => api.app.get(Database, { strict: false }).asRevoker((tx) => credentials().forgetUnused(tx));

    await forget();
    const old = await credentials().byId(agencyId, `agency:${before?.id ?? ''}`);
    expect(old?.secret('INSTAGRAM_CLIENT_ID')).toBe(ID.INSTAGRAM_CLIENT_ID);

    await api.rows.query('DELETE FROM oauth_flow WHERE agency_id = $1', [agencyId]);
    await forget();
    expect((await stored()).map(({ retired }) => retired)).toEqual([false]);
  });

  it('can be taken out of use, once and again', async () => {
    await set({ ...ID, ...SECRET });
    await call('delete', PATH).expect(204);
    await call('delete', PATH).expect(204);
    expect((await call('get', PATH)).body).toMatchObject({ own: false });
    expect(await credentials().find(agencyId, PLATFORM, Object.keys(ID))).toBeNull();
  });

  it.each<[string, object, string]>([
    ['unknown', { INSTAGRAM_BASE_URL: 'https://evil.example' }, 'values.INSTAGRAM_BASE_URL'],
    ['half', ID, 'values.INSTAGRAM_CLIENT_SECRET'],
    ['malformed', { ...READING, INSTAGRAM_ACCOUNT_ID: 'planted-nonsense' }, 'values.INSTAGRAM_ACCOUNT_ID'],
    ['missing altogether', {}, 'values'],
  ])('is refused with keys that are %s', async (_, values, field) => {
    const { status, body } = await set(values);
    expect([status, body]).toMatchObject([400, { code: 'REQUEST_INVALID', errors: [{ field }] }]);
    expect(JSON.stringify(body)).not.toMatch(/planted|evil/);
    expect(await stored()).toEqual([]);
  });

  it('is for owners and admins, at platforms that have keys', async () => {
    const manager = await api.signIn(await aStaffMember(api.rows, agencyId, { role: 'manager' }));
    await manager('get', PATH).expect(403);
    await call('get', '/api/v1/platforms/myspace/app-credential').expect(404);
    const { body } = await call('put', '/api/v1/platforms/bluesky/app-credential').send({ values: {} }).expect(409);
    expect((body as { detail: string }).detail).toBe('Bluesky is read without keys: there are none to keep.');
  });
});

describe('its check', () => {
  const check = async () => {
    const { body } = await call('post', `${PATH}/check`).expect(200);
    return body as { ok: boolean; findings: { code: string | null; text: string; action: string | null }[] };
  };

  it('finds a good app good, and says what only a person can see to', async () => {
    await set({ ...ID, ...SECRET, ...READING }).expect(200);
    const { ok, findings } = await check();
    expect([ok, findings.map(({ code }) => code)]).toEqual([true, [null, null, null]]);
    expect(findings[0]?.text).toBe('Instagram accepts the app’s id and its secret.');
    expect(findings[1]?.action).toContain('http://127.0.0.1:3000/api/v1/oauth/instagram/callback');
    expect(findings[2]?.text).toBe('Instagram gives public data for these keys.');
    expect((await call('get', PATH)).body).toMatchObject({ checkCode: null, checkedAt: expect.any(String) as unknown });
  });

  it('tells of a secret that the platform does not take', async () => {
    await set({ ...ID, INSTAGRAM_CLIENT_SECRET: 'invalid-secret' }).expect(200);
    const { ok, findings } = await check();
    expect([ok, findings[0]?.code]).toEqual([false, 'APP_CREDENTIALS_INVALID']);
    expect(findings[0]?.action).toContain('INSTAGRAM_CLIENT_ID and INSTAGRAM_CLIENT_SECRET');
    expect((await call('get', PATH)).body).toMatchObject({ checkCode: 'APP_CREDENTIALS_INVALID' });
    await set(SECRET).expect(200);
    expect((await call('get', PATH)).body).toMatchObject({ checkCode: null, checkedAt: null });
  });

  it('has nothing to check where there are no keys', async () => {
    const { body } = await call('post', `${PATH}/check`).expect(409);
    expect(body).toMatchObject({ detail: 'The agency has no keys of its own at Instagram.' });
  });
});
