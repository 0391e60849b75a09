import express from 'express';
import { listen, type LocalServer } from '../../../core/http/testing/local-server.js';
import { SECRET_MARK } from '../../../core/simulation.js';
import { SettableClock } from '../../testing/simulated-network.js';
import { HIDDEN, ledger, type LedgerEntry } from '../ledger.js';
import { AuthorizationServer } from './authorization-server.js';
import type { ConsentRules, Issued } from './consent-rules.js';

const RULES: ConsentRules = {
  platform: 'somewhere',
  name: 'Somewhere',
  paths: { authorize: '/authorize', token: '/token', revoke: '/revoke' },
  clientIdName: 'client_id',
  clientAuth: 'body',
  scopes: { read: 'Read', more: 'Read more' },
  scopeSeparator: ' ',
  fixedScopes: ['read'],
  pkce: 'optional',
  codeSeconds: 60,
  accessSeconds: 600,
  refresh: { kind: 'lasting', seconds: 3_600 },
  looks: { code: 'c_', access: 'a_', refresh: 'r_' },
  switchesAccount: (asked) => asked.get('prompt') === 'select_account',
  denied: { error: 'access_denied' },
  account: (handle) => (/^\w+$/.test(handle) ? handle.toLowerCase() : null),
  answer: ({ accessToken, refreshToken, expiresIn, refreshExpiresIn, scopes }) => ({
    ...{ accessToken, refreshToken, expiresIn, refreshExpiresIn, scopes },
  }),
  refuse: (refusal, response) => void response.status(400).json({ refusal }),
};
const CALLBACK = 'http://127.0.0.1:9/callback';

describe('the fake authorization server', () => {
  let server: LocalServer;
  let clock: SettableClock;
  let authorization: AuthorizationServer;

  const open = async (rules: Partial<ConsentRules> = {}, tokenSeconds = 0): Promise<void> => {
    const app = express();
    server = await listen(app);
    clock = new SettableClock();
    authorization = new AuthorizationServer(
      { ...RULES, ...rules },
      { now: () => clock.now(), baseUrl: `${server.url}/sim`, tokenSeconds },
    );
    app.use(
      '/sim',
      ledger(() => clock.now()),
      authorization.router(),
    );
  };
  afterEach(() => server.close());

  const post = async (path: string, form: Readonly<Record<string, string>>, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams({ client_id: 'app', client_secret: 'secret', ...form });
    return fetch(`${server.url}/sim${path}`, { method: 'POST', body, headers, redirect: 'manual' });
  };
  async function approve(query: Readonly<Record<string, string>> = {}, scope: string[] = []): Promise<Response> {
    const asked = { response_type: 'code', client_id: 'app', redirect_uri: CALLBACK, scope: 'read more', state: 's' };
    const body = new URLSearchParams([
      ['handle', 'Mia'],
      ['decision', 'approve'],
      ...scope.map((one): [string, string] => ['scope', one]),
    ]);
    const url = `${server.url}/sim/authorize?${new URLSearchParams({ ...asked, ...query })}`;
    return fetch(url, { method: 'POST', body, redirect: 'manual' });
  }
  const codeOf = (answer: Response) => new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  async function exchanged(
    form: Readonly<Record<string, string>> = {},
    code?: string,
  ): Promise<Issued & { refusal?: string }> {
    const grant = { grant_type: 'authorization_code', redirect_uri: CALLBACK, code: code ?? codeOf(await approve()) };
    return (await (await post('/token', { ...grant, ...form })).json()) as Issued & { refusal?: string };
  }
  const renewed = async (refresh_token: string | null): Promise<Issued & { refusal?: string }> => {
    const answer = await post('/token', { grant_type: 'refresh_token', refresh_token: refresh_token ?? '' });
    return (await answer.json()) as Issued & { refusal?: string };
  };
  const why = (token: string) => {
    const bearer = authorization.grants.bearer(token);
    return bearer.ok ? bearer.name : bearer.why;
  };
  const control = (method: string, path: string, body?: object) =>
    fetch(`${server.url}/sim/__tokens${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });

  it('marks everything that is secret, and gives what was ticked and cannot be unticked', async () => {
    await open();
    const some = await exchanged({}, codeOf(await approve({}, ['other'])));
    const all = await exchanged({}, codeOf(await approve({}, ['more'])));
    expect([some.scopes, all.scopes]).toEqual([['read'], ['read', 'more']]);
    for (const secret of [some.accessToken, some.refreshToken, codeOf(await approve())])
      expect(secret).toContain(SECRET_MARK);
    expect(why(some.accessToken)).toBe('mia');
  });

  it('lets tokens end, and a lasting refresh token at a time that nothing moves', async () => {
    await open();
    const first = await exchanged();
    clock.advance(599_000);
    expect(why(first.accessToken)).toBe('mia');
    clock.advance(1_001);
    expect(why(first.accessToken)).toBe('expired');
    const second = await renewed(first.refreshToken);
    expect([second.refreshToken, second.refreshExpiresIn]).toEqual([first.refreshToken, 2_999]);
    clock.advance(3_000_000);
    expect((await renewed(first.refreshToken)).refusal).toBe('refresh');
  });

  it('gives access tokens the life that is configured, and the one that a test sets', async () => {
    await open({}, 5);
    expect((await exchanged()).expiresIn).toBe(5);
    expect((await control('PUT', '', { accessSeconds: 9, codeSeconds: 1 })).status).toBe(204);
    expect((await exchanged()).expiresIn).toBe(9);
    const code = codeOf(await approve());
    clock.advance(1_000);
    expect((await exchanged({}, code)).refusal).toBe('code');
    expect([
      (await control('PUT', '', { accessSeconds: 0 })).status,
      (await control('PUT', '', { other: 1 })).status,
    ]).toEqual([400, 400]);
  });

  it('knows one way of proving the app, and no app but the one that the code was given to', async () => {
    await open();
    const basic = { authorization: `Basic ${Buffer.from('app:secret').toString('base64')}` };
    const code = codeOf(await approve());
    const grant = { grant_type: 'authorization_code', redirect_uri: CALLBACK, code };
    const both = (await (await post('/token', grant, basic)).json()) as { refusal: string };
    expect(both.refusal).toBe('client-missing');
    expect((await exchanged({ client_id: 'another' }, code)).refusal).toBe('code');
    expect((await exchanged({ client_secret: 'invalid' }, code)).refusal).toBe('client');
    expect((await exchanged({ grant_type: 'password' }, code)).refusal).toBe('grant-type');
    expect((await exchanged({}, code)).accessToken).toBeTruthy();
  });

  it('asks for the verifier where there was a challenge, written in either case', async () => {
    await open();
    const challenge = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 's256' };
    const code_verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect((await exchanged({ code_verifier }, codeOf(await approve(challenge)))).accessToken).toBeTruthy();
    expect((await exchanged({}, codeOf(await approve(challenge)))).refusal).toBe('verifier');
    expect((await approve({ ...challenge, code_challenge_method: 'plain' })).status).toBe(400);
    await server.close();
    await open({ pkce: 'required' });
    expect((await approve()).status).toBe(400);
  });

  it('refuses what is no request: an app, an address or a scope that there is not, and anything twice', async () => {
    await open();
    const wrong: Readonly<Record<string, string>>[] = [
      { client_id: '' },
      { redirect_uri: 'http://elsewhere.example/callback' },
      { redirect_uri: `${CALLBACK}#here` },
      { redirect_uri: 'https://user@elsewhere.example/' },
      { scope: '' },
      { scope: 'read everything' },
    ];
    for (const query of wrong) expect((await approve(query)).status).toBe(400);
    expect((await fetch(`${server.url}/sim/authorize?state=1&state=2`)).status).toBe(400);
  });

  it('notes what happened and counts it, without what is secret', async () => {
    await open();
    const { refreshToken, accessToken } = await exchanged();
    await renewed('made-up');
    await post('/revoke', { token: refreshToken ?? '' });
    expect([why(accessToken), why('a_made-up'), why('')]).toEqual(['revoked', 'unknown', 'missing']);
    await fetch(`${server.url}/sim/data?access_token=${accessToken}&code=x&fields=y`);
    const { items } = (await (await fetch(`${server.url}/sim/__ledger`)).json()) as { items: LedgerEntry[] };
    expect(items.map(({ method, path, oauth }) => [method, path, oauth?.event, oauth?.handle, oauth?.outcome])).toEqual(
      [
        ['POST', '/authorize', 'approve', 'mia', 'ok'],
        ['POST', '/token', 'exchange', 'mia', 'ok'],
        ['POST', '/token', 'refresh', null, 'refused'],
        ['POST', '/revoke', 'revoke', 'mia', 'ok'],
        ['GET', '/data', undefined, undefined, undefined],
      ],
    );
    expect(items.at(-1)?.query).toEqual({ access_token: HIDDEN, code: HIDDEN, fields: 'y' });
    expect(JSON.stringify(items)).not.toContain(SECRET_MARK);
    const counts = { approve: 1, exchange: 1, 'refresh:refused': 1, revoke: 1 };
    expect(await (await control('GET', '')).json()).toEqual({ counts });
    await control('DELETE', '');
    expect(await (await control('GET', '')).json()).toEqual({ counts: {} });
  });

  it('refuses orders that make no sense', async () => {
    await open();
    const orders = [
      ...[control('POST', '/fail', { how: 'otherwise' }), control('POST', '/fail', { how: 'lost', times: 0 })],
      ...[control('POST', '/remove', {}), control('POST', '/remove', { handle: 'not a name' })],
      control('POST', '/expire', { handle: 7 }),
    ];
    expect((await Promise.all(orders)).map(({ status }) => status)).toEqual(orders.map(() => 400));
  });

  it('ends the access tokens of one account, or of all, and nothing that comes after', async () => {
    await open();
    const token = (await exchanged()).accessToken;
    await control('POST', '/expire', { handle: '@Zoe' });
    expect(why(token)).toBe('mia');
    await control('POST', '/expire', {});
    const next = (await exchanged()).accessToken;
    expect([why(token), why(next)]).toEqual(['expired', 'mia']);
  });
});
