import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { HttpClient } from '../../core/http/http-client.js';
import { listen, type LocalServer } from '../../core/http/testing/local-server.js';
import { SECRET_MARK } from '../../core/simulation.js';
import type { AuthorizerContext, TokenSet } from '../contract/authorizer.js';
import type { OAuthFacts } from '../contract/descriptor.js';
import { PlatformError } from '../contract/platform-error.js';
import { SettableClock } from '../testing/simulated-network.js';
import { OAUTH_CLASS, TokenClient, type TokenClientParts, type TokenWish } from './token-client.js';
import { WireClient } from './wire-client.js';

const ID = 'app:id with space';
const SECRET = `${SECRET_MARK}/+ä`;
const TOKEN = `at-${SECRET_MARK}`;
const REFRESH = `rt-${SECRET_MARK}`;
const CODE = `code-${SECRET_MARK}`;

const facts = (clientAuth: OAuthFacts['clientAuth'] = 'body') => ({
  clientAuth,
  clientIdKey: 'ID',
  clientSecretKey: 'SECRET',
  tokens: { refresh: 'rotating', marginSeconds: 60, assumedSeconds: 600 } as const,
});

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

describe('TokenClient', () => {
  let server: LocalServer;
  let http: HttpClient;
  let answer: RequestListener;
  let asked: Asked[];
  const clock = new SettableClock();

  beforeEach(async () => {
    asked = [];
    server = await listen((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        asked.push({ method, url, authorization: headers.authorization, body: Buffer.concat(chunks).toString() });
        answer(request, response);
      });
    });
    http = new HttpClient({ timeouts: { headersMs: 200, bodyMs: 200, totalMs: 1_000 } });
  });
  afterEach(async () => {
    await http.onApplicationShutdown();
    await server.close();
  });

  const says = (body: unknown, status = 200, headers: Record<string, string> = {}): void => {
    answer = (_request, response) =>
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const classes: string[] = [];
  const context: AuthorizerContext = {
    credential: { id: 'deployment:test', secret: (key) => (key === 'ID' ? ID : SECRET) },
    call: (endpointClass, send) => {
      classes.push(endpointClass);
      return send();
    },
    signal: new AbortController().signal,
  };
  const wish = (purpose: TokenWish['purpose'] = 'exchange'): TokenWish => ({
    wire: new WireClient(http, {
      baseUrl: server.url,
      simulated: true,
      allow: { hosts: [], insecureHosts: [server.host] },
    }),
    path: '/token',
    purpose,
    form: [
      ['code', CODE],
      ['refresh_token', REFRESH],
    ],
  });
  const client = (parts: Partial<TokenClientParts> = {}, auth?: OAuthFacts['clientAuth']) =>
    new TokenClient(facts(auth), { clock, ...parts });
  const tokens = (parts: Partial<TokenClientParts> = {}): Promise<TokenSet> => client(parts).tokens(wish(), context);
  const refused = async (work: Promise<unknown>): Promise<PlatformError> => {
    const error: unknown = await work.then(
      () => 'answered',
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof PlatformError)) throw new Error(`not refused: ${String(error)}`);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET_MARK);
    return error;
  };
  const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000);

  describe('proves the app in one way alone', () => {
    beforeEach(() => says({ access_token: TOKEN }));
    const form = () => new URLSearchParams(asked[0]?.body);

    it('by Basic, each half encoded before they are joined', async () => {
      await client({}, 'basic').tokens(wish(), context);
      const [id, secret] = Buffer.from(asked[0]?.authorization?.replace('Basic ', '') ?? '', 'base64')
        .toString()
        .split(':');
      expect([id, secret]).toEqual(['app%3Aid+with+space', `${SECRET_MARK}%2F%2B%C3%A4`]);
      expect([form().has('client_id'), form().has('client_secret')]).toEqual([false, false]);
    });

    it.each([
      ['body', 'client_id', 'client_key'],
      ['client_key', 'client_key', 'client_id'],
    ] as const)('by %s', async (auth, name, other) => {
      await client({}, auth).tokens(wish(), context);
      expect([form().get(name), form().get('client_secret'), form().has(other)]).toEqual([ID, SECRET, false]);
      expect(asked[0]?.authorization).toBeUndefined();
    });

    it('by nothing of its own where the wish is a GET', async () => {
      await client().tokens({ ...wish(), get: true }, context);
      expect(asked).toMatchObject([{ method: 'GET', url: `/token?code=${CODE}&refresh_token=${REFRESH}`, body: '' }]);
    });
  });

  it('counts every call in its own class', async () => {
    says({ access_token: TOKEN });
    classes.length = 0;
    await tokens();
    expect(classes).toEqual([OAUTH_CLASS]);
  });

  it('keeps every digit of ids in the answer', async () => {
    says('{"access_token":"x","user_id":17841405822304914123}');
    expect(await client().answer(wish(), context)).toMatchObject({ user_id: '17841405822304914123' });
  });

  it.each<[string, unknown, string]>([
    ['null', 'null', 'PLATFORM_CONTRACT_CHANGED'],
    ['a list', '[]', 'PLATFORM_CONTRACT_CHANGED'],
    ['a text', `"${TOKEN}"`, 'PLATFORM_CONTRACT_CHANGED'],
    ['nothing in it', '{}', 'PLATFORM_CONTRACT_CHANGED'],
    ['an empty token', { access_token: ' ' }, 'PLATFORM_CONTRACT_CHANGED'],
    ['a token that is a number', { access_token: 12345 }, 'PLATFORM_CONTRACT_CHANGED'],
    ['a token that is an object', { access_token: { token: TOKEN } }, 'PLATFORM_CONTRACT_CHANGED'],
    ['an error in a good status', { error: 'invalid_grant', error_description: TOKEN }, 'CONSENT_STATE_INVALID'],
    ['HTML', `<html>${TOKEN}`, 'PLATFORM_UNAVAILABLE'],
    ['half an answer', `{"access_token":"${TOKEN}`, 'PLATFORM_UNAVAILABLE'],
    ['nothing at all', '', 'PLATFORM_UNAVAILABLE'],
  ])('refuses %s, and tells nothing of it', async (_what, body, code) => {
    says(body);
    expect((await refused(tokens())).code).toBe(code);
  });

  it.each<[string, RequestListener, string]>([
    ['silence', () => undefined, 'SYNC_TIMEOUT'],
    ['a connection that breaks off', (request) => request.socket.destroy(), 'PLATFORM_UNAVAILABLE'],
    [
      'a connection that breaks off in the answer',
      (request, response) => {
        response.writeHead(200, { 'content-length': '500' }).write(`{"access_token":"${TOKEN}"`);
        setImmediate(() => request.socket.destroy());
      },
      'PLATFORM_UNAVAILABLE',
    ],
    ['an answer that never ends', (_request, response) => void response.writeHead(200).write('{'), 'SYNC_TIMEOUT'],
    [
      'a redirect',
      (_request, response) => response.writeHead(302, { location: `https://e.example/${TOKEN}` }).end(),
      'PLATFORM_CONTRACT_CHANGED',
    ],
    [
      'an answer too large',
      (_request, response) => void response.writeHead(200, { 'content-length': '99999999' }).write('x'),
      'PLATFORM_CONTRACT_CHANGED',
    ],
  ])('survives %s', async (_what, listener, code) => {
    answer = listener;
    expect((await refused(tokens())).code).toBe(code);
  });

  it.each<[number, unknown, string, string]>([
    [400, { error: 'invalid_grant' }, 'CONSENT_STATE_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [401, { error: 'invalid_client' }, 'APP_CREDENTIALS_INVALID', 'APP_CREDENTIALS_INVALID'],
    [400, { error: 'unauthorized_client' }, 'APP_CREDENTIALS_INVALID', 'APP_CREDENTIALS_INVALID'],
    [401, {}, 'APP_CREDENTIALS_INVALID', 'APP_CREDENTIALS_INVALID'],
    [429, { error: 'invalid_grant' }, 'RATE_LIMITED', 'RATE_LIMITED'],
    [500, { error: 'invalid_grant' }, 'PLATFORM_UNAVAILABLE', 'PLATFORM_UNAVAILABLE'],
    [400, { error: 'temporarily_unavailable' }, 'PLATFORM_UNAVAILABLE', 'PLATFORM_UNAVAILABLE'],
    [503, '<html>', 'PLATFORM_UNAVAILABLE', 'PLATFORM_UNAVAILABLE'],
    [403, '<html>', 'PLATFORM_UNAVAILABLE', 'PLATFORM_UNAVAILABLE'],
    [400, { error: 'invalid_request' }, 'PLATFORM_CONTRACT_CHANGED', 'PLATFORM_CONTRACT_CHANGED'],
    [400, { error: 'constructor' }, 'PLATFORM_CONTRACT_CHANGED', 'PLATFORM_CONTRACT_CHANGED'],
    [400, { error: TOKEN, error_description: REFRESH }, 'PLATFORM_CONTRACT_CHANGED', 'PLATFORM_CONTRACT_CHANGED'],
    [400, [TOKEN], 'PLATFORM_CONTRACT_CHANGED', 'PLATFORM_CONTRACT_CHANGED'],
  ])('%d %j: exchange %s, refresh %s', async (status, body, exchange, refresh) => {
    says(body, status);
    expect((await refused(tokens())).code).toBe(exchange);
    expect((await refused(client().tokens(wish('refresh'), context))).code).toBe(refresh);
  });

  it('asks the platform’s own dialect first', async () => {
    says({ error: { code: 190, message: 'words' } }, 400);
    const error = await refused(
      tokens({
        dialect: (problem) => (problem.error === '190' && problem.description === 'words' ? 'AUTH_REVOKED' : null),
      }),
    );
    expect([error.code, error.note]).toEqual(['AUTH_REVOKED', '/token: 400 190']);
  });

  it('comes back when told', async () => {
    says({}, 429, { 'retry-after': '30' });
    expect((await refused(tokens())).retryAt).toEqual(inSeconds(30));
    says({}, 429);
    expect((await refused(tokens())).retryAt).toEqual(inSeconds(60));
    says('', 503, { 'retry-after': '5' });
    expect((await refused(tokens())).retryAt).toEqual(inSeconds(5));
  });

  it.each<[number, unknown, string]>([
    [200, '', 'done'],
    [200, { revoked: true }, 'done'],
    [200, { error: { code: 'ok' } }, 'done'],
    [400, { error: 'invalid_token' }, 'done'],
    [400, { error: 'invalid_grant' }, 'done'],
    [200, { error: 'invalid_client' }, 'APP_CREDENTIALS_INVALID'],
    [401, { error: 'invalid_client' }, 'APP_CREDENTIALS_INVALID'],
    [503, '', 'PLATFORM_UNAVAILABLE'],
  ])('revokes: %d %j is %s', async (status, body, outcome) => {
    says(body, status);
    const work = client().revoke(wish(), context);
    expect(outcome === 'done' ? await work.then(() => 'done') : (await refused(work)).code).toBe(outcome);
  });
});
