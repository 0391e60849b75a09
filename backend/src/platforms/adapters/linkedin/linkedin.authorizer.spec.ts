import { ScriptedServer, type Scripted } from '../../testing/scripted-server.js';
import { aContext, SettableClock } from '../../testing/simulated-network.js';
import { linkedinAuthorizer } from './linkedin.authorizer.js';
import { LinkedinClient } from './linkedin.client.js';

const ANSWER = { access_token: 'AQX', expires_in: 5_184_000, scope: 'openid,profile', token_type: 'Bearer' };
const EXCHANGE = { code: 'AQT', redirectUri: 'https://console.example.com/oauth/linkedin/callback', verifier: null };
const REVOKED: Scripted = { status: 401, body: { serviceErrorCode: 65_601, code: 'REVOKED_ACCESS_TOKEN' } };
const GRANT = { accessToken: 'AQX', scopes: ['openid', 'profile'] };

describe('consent at LinkedIn', () => {
  const clock = new SettableClock();
  const after = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000);
  const held = { accessToken: 'AQX', refreshToken: 'AQW', issuedAt: clock.now() };
  let server: ScriptedServer;
  let waited: number[];

  beforeEach(async () => {
    waited = [];
    server = await ScriptedServer.start();
    server.answer({ body: ANSWER });
  });
  afterEach(() => server.close());

  const authorizer = () =>
    linkedinAuthorizer(server.wires, new LinkedinClient(server.wires.main, '202610', clock), clock, (milliseconds) => {
      waited.push(milliseconds);
      return Promise.resolve();
    });

  it('ends with the access token where the app gets none to refresh it with', async () => {
    expect(await authorizer().exchange(EXCHANGE, aContext())).toEqual({
      accessToken: 'AQX',
      refreshToken: null,
      expiresAt: after(5_184_000),
      refreshExpiresAt: null,
      consentExpiresAt: after(5_184_000),
      scopes: ['openid', 'profile'],
    });
    expect(server.asked[0]).toMatchObject({ method: 'POST', url: { pathname: '/oauth/v2/accessToken' } });
    expect(Object.keys(server.forms()[0] ?? {}).sort()).toEqual([
      'client_id',
      'client_secret',
      'code',
      'grant_type',
      'redirect_uri',
    ]);
  });

  it('ends with the refresh token where there is one: refreshing does not move that', async () => {
    const lasting = { ...ANSWER, refresh_token: 'AQW', refresh_token_expires_in: 31_536_000 };
    server.answer(
      { body: lasting },
      { body: { ...lasting, refresh_token_expires_in: 100 } },
      { body: { ...ANSWER, refresh_token: 'AQW' } },
    );
    const ends = { refreshExpiresAt: after(31_536_000), consentExpiresAt: after(31_536_000) };

    expect(await authorizer().exchange(EXCHANGE, aContext())).toMatchObject({ refreshToken: 'AQW', ...ends });
    expect(await authorizer().refresh(held, aContext())).toMatchObject({ consentExpiresAt: after(100) });
    expect(await authorizer().refresh(held, aContext())).toMatchObject({
      refreshExpiresAt: null,
      consentExpiresAt: null,
    });
  });

  it('is not refreshed by an app without refresh tokens', async () => {
    const refreshed = authorizer().refresh({ ...held, refreshToken: null }, aContext());
    await expect(refreshed).rejects.toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED' });
    expect(server.asked).toEqual([]);
  });

  it.each([
    [401, 'invalid_request', 'CONSENT_STATE_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [400, 'invalid_request', 'CONSENT_STATE_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [400, 'invalid_redirect_uri', 'CONSENT_STATE_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [400, 'invalid_grant', 'CONSENT_STATE_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [401, 'invalid_client', 'APP_CREDENTIALS_INVALID', 'APP_CREDENTIALS_INVALID'],
    [503, undefined, 'PLATFORM_UNAVAILABLE', 'PLATFORM_UNAVAILABLE'],
  ])('%i %s is %s for a code and %s for a refresh token', async (status, error, forCode, forRefresh) => {
    server.answer({ status, body: { error, error_description: 'Words.' } });
    await expect(authorizer().exchange(EXCHANGE, aContext())).rejects.toMatchObject({ code: forCode });
    await expect(authorizer().refresh(held, aContext())).rejects.toMatchObject({ code: forRefresh });
  });

  it('waits for a fresh token that is refused as revoked for some seconds', async () => {
    server.answer(REVOKED, REVOKED, { body: { sub: '782bbtaQ', name: 'Ann Lee' } });
    expect(await authorizer().accounts(GRANT, aContext())).toEqual([
      {
        platformAccountId: '782bbtaQ',
        handle: null,
        displayName: 'Ann Lee',
        avatarUrl: null,
        url: 'https://www.linkedin.com/',
        usable: true,
        reason: null,
      },
    ]);
    expect(waited).toEqual([1_000, 3_000]);
  });

  it('gives up in the end, and at once for anything else', async () => {
    server.answer(REVOKED);
    await expect(authorizer().accounts(GRANT, aContext())).rejects.toMatchObject({ code: 'AUTH_REVOKED' });
    expect(waited).toEqual([1_000, 3_000, 8_000]);

    server.answer({ status: 401, body: { serviceErrorCode: 65_600 } });
    await expect(authorizer().accounts(GRANT, aContext())).rejects.toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED' });
    expect(waited).toHaveLength(3);
  });

  it('is taken back with whatever tokens there are, and an empty answer is a good one', async () => {
    server.answer({ body: '' });
    await authorizer().revoke?.(held, aContext());
    await authorizer().revoke?.({ ...held, refreshToken: null }, aContext());

    expect(server.asked.map(({ url }) => url.pathname)).toEqual(Array.from({ length: 3 }, () => '/oauth/v2/revoke'));
    expect(server.forms().map(({ token }) => token)).toEqual(['AQW', 'AQX', 'AQX']);
  });
});
