import express, { type Request, type Response } from 'express';
import { HttpClient } from '../../core/http/http-client.js';
import { listen, type LocalServer } from '../../core/http/testing/local-server.js';
import { CATALOGUE } from '../catalogue.js';
import type { AuthorizerContext, HeldTokens } from '../contract/authorizer.js';
import type { OAuthFacts, PlatformDescriptor } from '../contract/descriptor.js';
import { SettableClock } from '../testing/simulated-network.js';
import { regularAuthorizer } from './regular-authorizer.js';
import { WireClient } from './wire-client.js';

const OAUTH: OAuthFacts = {
  authorize: { origin: 'login', path: '/authorize' },
  token: { origin: 'api', path: '/token' },
  revoke: { origin: 'api', path: '/revoke', ends: 'token' },
  clientAuth: 'body',
  clientIdKey: 'APP_ID',
  clientSecretKey: 'APP_SECRET',
  pkce: 'S256',
  scopes: [],
  scopeSeparator: ' ',
  parameters: {},
  switchAccount: {},
  declined: ['access_denied'],
  evidence: () => 'stable-id',
  tokens: { refresh: 'rotating', marginSeconds: 60, assumedSeconds: 600 },
  removal: { where: 'Settings', url: 'https://example.org/settings' },
};

describe('regularAuthorizer', () => {
  let server: LocalServer;
  let http: HttpClient;
  let asked: unknown[];
  const context: AuthorizerContext = {
    credential: { id: 'deployment:test', secret: (key) => `value of ${key}` },
    call: (_endpointClass, send) => send(),
    signal: new AbortController().signal,
  };
  const held: HeldTokens = { accessToken: 'at', refreshToken: 'rt', issuedAt: new Date(0) };

  beforeEach(async () => {
    asked = [];
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.use((request: Request, response: Response) => {
      const { client_id, client_secret, ...form } = request.body as Record<string, string>;
      const proved = client_id === 'value of APP_ID' && client_secret === 'value of APP_SECRET';
      asked.push([request.path, proved ? form : 'not proved']);
      response.json({ access_token: 'new' });
    });
    server = await listen(app);
    http = new HttpClient();
  });
  afterEach(async () => {
    await http.onApplicationShutdown();
    await server.close();
  });

  const authorizer = (changes: Partial<OAuthFacts> = {}, revoked?: (tokens: HeldTokens) => readonly string[]) => {
    const [known] = CATALOGUE;
    if (!known) throw new Error('an empty catalogue');
    const descriptor: PlatformDescriptor = { ...known.descriptor, oauth: { ...OAUTH, ...changes } };
    const endpoint = { baseUrl: server.url, simulated: true, allow: { hosts: [], insecureHosts: [server.host] } };
    const main = new WireClient(http, endpoint);
    const at = (origin: string) => new WireClient(http, { ...endpoint, baseUrl: `${server.url}/${origin}` });
    return regularAuthorizer(descriptor, {
      wires: { main, at },
      clock: new SettableClock(),
      accounts: () => Promise.resolve([]),
      ...(revoked ? { revoked } : {}),
    });
  };

  it('exchanges a code, with a verifier where there is one', async () => {
    const redirectUri = 'https://rostrum.example/callback';
    await authorizer().exchange({ code: 'c', redirectUri, verifier: 'v' }, context);
    await authorizer().exchange({ code: 'c', redirectUri, verifier: null }, context);
    const form = { grant_type: 'authorization_code', code: 'c', redirect_uri: redirectUri };
    expect(asked).toEqual([
      ['/api/token', { ...form, code_verifier: 'v' }],
      ['/api/token', form],
    ]);
  });

  it('refreshes with the refresh token, and asks for consent anew where there is none', async () => {
    expect((await authorizer().refresh(held, context)).accessToken).toBe('new');
    expect(asked).toEqual([['/api/token', { grant_type: 'refresh_token', refresh_token: 'rt' }]]);
    const again = { code: 'AUTH_RECONNECT_REQUIRED' };
    await expect(authorizer().refresh({ ...held, refreshToken: null }, context)).rejects.toMatchObject(again);
    const lasting = { refresh: 'none', marginSeconds: 60, assumedSeconds: 600 } as const;
    await expect(authorizer({ tokens: lasting }).refresh(held, context)).rejects.toMatchObject(again);
    expect(asked).toHaveLength(1);
  });

  it('hands in every token to be revoked, or those that the platform wants', async () => {
    await authorizer().revoke?.(held, context);
    await authorizer({}, ({ accessToken }) => [accessToken]).revoke?.(held, context);
    expect(asked).toEqual(['rt', 'at', 'at'].map((token) => ['/api/revoke', { token }]));
  });

  it('has no revocation where the platform has none', () => {
    const { revoke: _revoke, ...rest } = OAUTH;
    const [known] = CATALOGUE;
    if (!known) throw new Error('an empty catalogue');
    const wires = { main: {} as WireClient, at: () => ({}) as WireClient };
    const parts = { wires, clock: new SettableClock(), accounts: () => Promise.resolve([]) };
    expect(regularAuthorizer({ ...known.descriptor, oauth: rest }, parts).revoke).toBeUndefined();
  });
});
