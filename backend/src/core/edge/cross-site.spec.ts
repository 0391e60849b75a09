import request from 'supertest';
import { startEdge } from './testing/edge-app.js';
import type { Answer, EdgeApp } from './testing/edge-app.js';

const CONSOLE = 'https://console.example.com';
const PUBLIC = 'https://api.example.com';
const COOKIE = 'rostrum=abc';
let edge: EdgeApp;
const server = () => request(edge.app.getHttpServer());

beforeAll(async () => {
  edge = await startEdge({ CORS_ORIGINS: CONSOLE, PUBLIC_URL: PUBLIC });
});
afterAll(() => edge.app.close());

const post = (headers: Record<string, string>) => server().post('/api/v1/things').set(headers).send({ name: 'x' });

describe('who may make a signed-in browser act', () => {
  it.each([
    ['its own page, by the public address', { origin: PUBLIC }],
    ['a console on another host of the site', { origin: CONSOLE }],
    ['its own page, by the browser’s word alone', { 'sec-fetch-site': 'same-origin' }],
    ['its own page, by the host it was asked at', { origin: 'http://rostrum.test', host: 'rostrum.test' }],
    [
      'its own page behind a proxy that ends TLS',
      { origin: 'https://rostrum.test', host: 'rostrum.test', 'sec-fetch-site': 'same-origin' },
    ],
  ])('lets %s', async (_, headers) => {
    await post({ cookie: COOKIE, ...headers }).expect(201);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    [
      'another site that calls itself the same origin',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ],
    ['a sandboxed frame', { origin: 'null' }],
    ['a sandboxed frame with the browser’s word', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['another site without Origin', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the site', { 'sec-fetch-site': 'same-site' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['nobody knows whom, with a cookie', {}],
    ['a look-alike of the console', { origin: `${CONSOLE}.evil.example` }],
    ['the console over plain http', { origin: 'http://console.example.com' }],
  ])('refuses %s', async (_, headers) => {
    const { body } = (await post({ cookie: COOKIE, ...headers }).expect(403)) as Answer;
    expect(body).toMatchObject({ code: 'FORBIDDEN', status: 403 });
  });

  it('lets programs without cookies be', async () => {
    await post({}).expect(201);
  });

  it('refuses a foreign page even without a cookie', async () => {
    await post({ origin: 'https://evil.example' }).expect(403);
  });
});

describe('bodies', () => {
  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/json; charset=utf-16',
    '',
  ])('refuses %p', async (type) => {
    const sent = server().post('/api/v1/things').set('origin', PUBLIC).set('content-type', type).send('{"name":"x"}');
    const { body } = (await sent.expect(415)) as Answer;
    expect(body).toMatchObject({ code: 'REQUEST_INVALID', status: 415 });
  });

  it('takes JSON in UTF-8', async () => {
    await server()
      .post('/api/v1/things')
      .set('content-type', 'application/json; charset=utf-8')
      .send('{"name":"x"}')
      .expect(201);
  });
});

describe('who may read answers', () => {
  it('names the allowed origin, with credentials, and never a star', async () => {
    const { headers } = await server().get('/api/v1/things').set('origin', CONSOLE).expect(200);
    expect(headers['access-control-allow-origin']).toBe(CONSOLE);
    expect(headers['access-control-allow-credentials']).toBe('true');
    expect(headers['vary']).toContain('Origin');
  });

  it.each([
    'null',
    'https://evil.example',
    `${CONSOLE}.evil.example`,
    'https://evil-console.example.com',
    'http://console.example.com',
    `${CONSOLE}:444`,
    'https://CONSOLE.example.com',
    'https://example.com',
    '*',
    'file://',
  ])('says nothing to %s', async (origin) => {
    const { headers } = await server().get('/api/v1/things').set('origin', origin);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('answers the preflight of an allowed origin, and refuses the others', async () => {
    const preflight = (origin: string) =>
      server().options('/api/v1/things').set({ origin, 'access-control-request-method': 'POST' });
    const { headers } = await preflight(CONSOLE).expect(204);
    expect(headers['access-control-allow-methods']).toContain('PATCH');
    expect(headers['access-control-allow-headers']).toContain('Idempotency-Key');
    const refused = await preflight('https://evil.example').expect(403);
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['*', 'null', 'https://console.example.com/', 'console.example.com'])(
    'does not start with %s as an allowed origin',
    async (origin) => {
      await expect(startEdge({ CORS_ORIGINS: origin })).rejects.toThrow('CORS_ORIGINS');
    },
  );
});
