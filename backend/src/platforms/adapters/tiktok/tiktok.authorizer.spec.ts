import type { HeldTokens } from '../../contract/authorizer.js';
import { ScriptedServer } from '../../testing/scripted-server.js';
import { aContext, CANARY, SettableClock } from '../../testing/simulated-network.js';
import { tiktokAuthorizer } from './tiktok.authorizer.js';
import { TiktokClient } from './tiktok.client.js';

const ANSWER = {
  access_token: 'act.Xy',
  expires_in: 7_200,
  open_id: '-000x',
  refresh_expires_in: 15_552_000,
  refresh_token: 'rft.Qr',
  scope: 'user.info.basic,video.list',
  token_type: 'Bearer',
};
const REDIRECT = 'https://console.example.com/oauth/tiktok/callback';

describe('consent at TikTok', () => {
  const clock = new SettableClock();
  const now = clock.now();
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    server.answer({ body: ANSWER });
  });
  afterEach(() => server.close());

  const authorizer = () => tiktokAuthorizer(server.wires, new TiktokClient(server.wires.main, clock), clock);
  const held = (ageMinutes: number, facts: Partial<HeldTokens> = {}): HeldTokens => ({
    accessToken: 'act.old',
    refreshToken: 'rft.old',
    issuedAt: after(-ageMinutes * 60),
    ...facts,
  });
  const paths = () => server.asked.map(({ url }) => url.pathname);

  it('is asked for with a client_key and no client_id', () => {
    const url = new URL(
      'https://www.tiktok.com/v2/auth/authorize/?client_id=abc&scope=a%2Cb&state=s&response_type=code',
    );
    const written = authorizer().authorizationUrl?.(url);

    expect(written?.searchParams.get('client_key')).toBe('abc');
    expect(written?.searchParams.has('client_id')).toBe(false);
    expect(written?.searchParams.get('scope')).toBe('a,b');
    expect(url.searchParams.has('client_id')).toBe(true);
  });

  it('gives tokens for a code as it stands, with the ends that the answer names', async () => {
    const tokens = await authorizer().exchange(
      { code: 'x*1!4608.va', redirectUri: REDIRECT, verifier: null },
      aContext(),
    );

    expect(tokens).toEqual({
      accessToken: 'act.Xy',
      refreshToken: 'rft.Qr',
      expiresAt: after(7_200),
      refreshExpiresAt: after(15_552_000),
      consentExpiresAt: null,
      scopes: ['user.info.basic', 'video.list'],
    });
    expect(server.forms()).toEqual([
      {
        grant_type: 'authorization_code',
        code: 'x*1!4608.va',
        redirect_uri: REDIRECT,
        client_key: expect.stringMatching(/^\d+$/) as string,
        client_secret: CANARY,
      },
    ]);
    expect(server.asked[0]?.headers['authorization']).toBeUndefined();
  });

  it.each([
    [200, 'invalid_grant', 'CONSENT_STATE_INVALID'],
    [400, 'invalid_grant', 'CONSENT_STATE_INVALID'],
    [401, 'invalid_client', 'APP_CREDENTIALS_INVALID'],
    [400, 'invalid_scope', 'APP_REVIEW_REQUIRED'],
    [200, 'rate_limit_exceeded', 'RATE_LIMITED'],
    [200, 'internal_error', 'PLATFORM_UNAVAILABLE'],
  ])('%i with the error %s is %s', async (status, error, code) => {
    server.answer({ status, body: { error, error_description: 'Said in words.', log_id: '1' } });
    const exchanged = authorizer().exchange({ code: 'c', redirectUri: REDIRECT, verifier: null }, aContext());
    await expect(exchanged).rejects.toMatchObject({ code });
  });

  it('ends for good where a refresh token is refused, in whatever status', async () => {
    server.answer({
      status: 200,
      body: { error: 'invalid_grant', error_description: 'Refresh token is invalid or expired.' },
    });
    await expect(authorizer().refresh(held(90), aContext())).rejects.toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED' });
  });

  it('is taken back with the access token', async () => {
    server.answer({ body: {} });
    await authorizer().revoke?.(held(5), aContext());

    expect(paths()).toEqual(['/v2/oauth/revoke/']);
    expect(server.forms()[0]).toMatchObject({ token: 'act.old', client_secret: CANARY });
  });

  it('is taken back with a new access token where the old one may have ended', async () => {
    server.answer({ body: ANSWER }, { body: {} });
    await authorizer().revoke?.(held(110), aContext());

    expect(paths()).toEqual(['/v2/oauth/token/', '/v2/oauth/revoke/']);
    expect(server.forms()).toMatchObject([{ refresh_token: 'rft.old' }, { token: 'act.Xy' }]);
  });

  it('needs nothing taken back where it is gone already', async () => {
    server.answer({ status: 400, body: { error: 'invalid_grant' } });
    await authorizer().revoke?.(held(110), aContext());
    expect(paths()).toEqual(['/v2/oauth/token/']);

    server.answer({ status: 503, body: '<html>' });
    await expect(authorizer().revoke?.(held(110), aContext())).rejects.toMatchObject({ code: 'PLATFORM_UNAVAILABLE' });
  });

  it('opens the one account of whoever signed in', async () => {
    server.answer({ body: { data: { user: { open_id: '-000x', display_name: 'Mia' } }, error: { code: 'ok' } } });
    const accounts = await authorizer().accounts({ accessToken: 'act.Xy', scopes: ['user.info.basic'] }, aContext());

    expect(accounts).toEqual([
      {
        platformAccountId: '-000x',
        handle: null,
        displayName: 'Mia',
        avatarUrl: null,
        url: 'https://www.tiktok.com/',
        usable: true,
        reason: null,
      },
    ]);
    expect(server.asked[0]?.headers['authorization']).toBe('Bearer act.Xy');
  });
});
