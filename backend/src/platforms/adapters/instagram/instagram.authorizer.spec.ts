import { aContext, CANARY, SettableClock } from '../../testing/simulated-network.js';
import { ScriptedServer, type Scripted } from '../../testing/scripted-server.js';
import { InstagramAuthorizer } from './instagram.authorizer.js';

const SCOPES = ['instagram_business_basic', 'instagram_business_manage_insights'];
const LASTING: Scripted = { body: { access_token: 'IGAAlong', token_type: 'bearer', expires_in: 5_183_944 } };
const flat = (error_message: string): Scripted => ({
  status: 400,
  body: { error_type: 'OAuthException', code: 400, error_message },
});
const graph = (code: number, error_subcode?: number): Scripted => ({
  status: 400,
  body: { error: { message: 'words', type: 'OAuthException', code, error_subcode } },
});

describe('InstagramAuthorizer', () => {
  const clock = new SettableClock();
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });
  afterEach(() => server.close());

  const authorizer = () => new InstagramAuthorizer(server.wires, clock);
  const exchange = (code = 'AQBcode#_') =>
    authorizer().exchange({ code, redirectUri: 'https://rostrum.example/callback', verifier: null }, aContext());
  const refresh = () =>
    authorizer().refresh({ accessToken: 'IGAAlong', refreshToken: null, issuedAt: new Date(0) }, aContext());
  const accounts = () => authorizer().accounts({ accessToken: 'IGAAlong' }, aContext());

  it.each([
    ['flat', `{"access_token":"IGAAbrief","user_id":17841400000000001,"permissions":${JSON.stringify(SCOPES)}}`],
    [
      'wrapped',
      `{"data":[{"access_token":"IGAAbrief","user_id":"17841400000000001","permissions":"${SCOPES.join()}"}]}`,
    ],
  ])('exchanges a code in two steps: %s', async (_what, brief) => {
    server.answer({ body: brief }, LASTING);
    expect(await exchange()).toEqual({
      accessToken: 'IGAAlong',
      refreshToken: null,
      expiresAt: new Date(clock.now().getTime() + 5_183_944_000),
      refreshExpiresAt: null,
      consentExpiresAt: null,
      scopes: SCOPES,
    });
    const [first, second] = server.asked;
    expect([first?.method, first?.url.pathname]).toEqual(['POST', '/oauth/access_token']);
    expect(server.forms()[0]).toEqual({
      grant_type: 'authorization_code',
      code: 'AQBcode',
      redirect_uri: 'https://rostrum.example/callback',
      client_id: '17841400000000000',
      client_secret: CANARY,
    });
    expect([second?.method, second?.url.pathname]).toEqual(['GET', '/access_token']);
    expect(Object.fromEntries(second?.url.searchParams ?? [])).toEqual({
      grant_type: 'ig_exchange_token',
      client_secret: CANARY,
      access_token: 'IGAAbrief',
    });
  });

  it('says nothing of permissions where the answer does not', async () => {
    server.answer({ body: { access_token: 'IGAAbrief', user_id: '1' } }, LASTING);
    expect((await exchange()).scopes).toBeNull();
  });

  it.each([
    [flat('Matching code was not found or was already used'), 'CONSENT_STATE_INVALID'],
    [flat('This authorization code has been used'), 'CONSENT_STATE_INVALID'],
    [flat('Invalid authorization code'), 'CONSENT_STATE_INVALID'],
    [
      flat('Error validating verification code. Please make sure your redirect_uri is identical'),
      'CONSENT_STATE_INVALID',
    ],
    [flat('Invalid platform app'), 'APP_CREDENTIALS_INVALID'],
    [flat('Error validating client secret: invalid client_secret'), 'APP_CREDENTIALS_INVALID'],
    [flat('Invalid redirect_uri'), 'APP_CREDENTIALS_INVALID'],
    [graph(190), 'CONSENT_STATE_INVALID'],
    [graph(4), 'RATE_LIMITED'],
    [graph(2), 'PLATFORM_UNAVAILABLE'],
    [{ status: 500, body: { error_type: 'OAuthException', error_message: 'x' } }, 'PLATFORM_UNAVAILABLE'],
    [{ status: 200, body: { access_token: '' } }, 'PLATFORM_CONTRACT_CHANGED'],
    [{ status: 200, body: '<html>' }, 'PLATFORM_UNAVAILABLE'],
  ] satisfies [Scripted, string][])('calls a code refused with %j %s', async (answer, code) => {
    server.answer(answer);
    const error: unknown = await exchange().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify([String(error), error])).not.toMatch(new RegExp(`AQBcode|${CANARY}`));
  });

  it('refreshes a token with itself, without the app’s secret', async () => {
    server.answer({
      body: { access_token: 'IGAAnew', token_type: 'bearer', expires_in: 5_184_000, permissions: SCOPES.join() },
    });
    expect(await refresh()).toMatchObject({ accessToken: 'IGAAnew', refreshToken: null, scopes: SCOPES });
    expect(server.asked[0]?.url.pathname).toBe('/refresh_access_token');
    expect(Object.fromEntries(server.asked[0]?.url.searchParams ?? [])).toEqual({
      grant_type: 'ig_refresh_token',
      access_token: 'IGAAlong',
    });
  });

  it.each([
    [graph(190, 463), 'AUTH_RECONNECT_REQUIRED'],
    [graph(190, 460), 'AUTH_RECONNECT_REQUIRED'],
    [graph(190, 467), 'AUTH_RECONNECT_REQUIRED'],
    [graph(190, 492), 'AUTH_RECONNECT_REQUIRED'],
    [graph(190, 458), 'AUTH_REVOKED'],
    [graph(190, 464), 'AUTH_CHECKPOINT'],
    [graph(10), 'SCOPE_MISSING'],
    [graph(100), 'PLATFORM_CONTRACT_CHANGED'],
    [graph(1), 'PLATFORM_UNAVAILABLE'],
    [{ status: 503, body: '' }, 'PLATFORM_UNAVAILABLE'],
  ] satisfies [Scripted, string][])('calls a refresh refused with %j %s', async (answer, code) => {
    server.answer(answer);
    await expect(refresh()).rejects.toMatchObject({ code });
  });

  it('tells whose account it is by /me alone', async () => {
    server.answer({
      body: { id: '9900012345678901', user_id: '17841400000000101', username: 'talent.one', name: 'Talent One' },
    });
    expect(await accounts()).toEqual([
      {
        platformAccountId: '17841400000000101',
        handle: 'talent.one',
        displayName: 'Talent One',
        avatarUrl: null,
        url: 'https://www.instagram.com/talent.one/',
        usable: true,
        reason: null,
      },
    ]);
  });

  it('knows a personal account', async () => {
    server.answer({ body: { user_id: '17841400000000101', username: 'mia', account_type: 'PERSONAL' } });
    await expect(accounts()).rejects.toMatchObject({ code: 'ACCOUNT_NOT_ELIGIBLE' });
  });
});
