import request from 'supertest';
import { CANARY, startEdge } from './testing/edge-app.js';
import type { Answer, EdgeApp } from './testing/edge-app.js';

const ID = '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f';
let edge: EdgeApp;
const server = () => request(edge.app.getHttpServer());

beforeAll(async () => {
  edge = await startEdge();
});
afterAll(() => edge.app.close());

describe('problems', () => {
  it('carry type, title, status, code, detail and the id of the request', async () => {
    const { body, headers } = (await server().get('/api/v1/things/fails/limit').expect(429)) as Answer;
    expect(body).toEqual({
      type: 'urn:rostrum:problem:too-many-requests',
      title: 'Too many requests',
      status: 429,
      code: 'TOO_MANY_REQUESTS',
      detail: 'Slow down.',
      requestId: headers['x-request-id'],
      retryAfter: 7,
    });
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(headers['retry-after']).toBe('7');
  });

  it('name the connection code and further members, which cannot replace the standard ones', async () => {
    const { body } = (await server().get('/api/v1/things/fails/connection').expect(409)) as Answer;
    expect(body).toMatchObject({
      status: 409,
      connectionCode: 'PROFILE_DUPLICATE',
      action: 'Open it.',
      existing: { connectionId: 'c' },
    });
  });

  it('tell nothing of an unknown error', async () => {
    const { body, text } = (await server().get('/api/v1/things/fails/otherwise').expect(500)) as Answer;
    expect(body).toMatchObject({ code: 'INTERNAL', status: 500 });
    expect(text).not.toContain(CANARY);
    expect(text).not.toMatch(/at .*\.ts/);
  });

  it('say when the database is away, and when to come back', async () => {
    const { body, text, headers } = (await server().get('/api/v1/things/fails/database').expect(503)) as Answer;
    expect(body).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(headers['retry-after']).toBe('5');
    expect(text).not.toContain(CANARY);
  });

  it.each([
    '/api/v1/nothing',
    '/api/nothing',
    '/api',
    '/api/v1',
    '/health/nothing',
    '/nothing.js',
    '/.env',
    '/metrics',
  ])('answer %s, which is nowhere, with 404', async (path) => {
    const { body } = (await server().get(path).expect(404)) as Answer;
    expect(body).toMatchObject({ code: 'NOT_FOUND', status: 404, detail: 'There is nothing at this address.' });
  });

  it('name the methods that an address knows', async () => {
    const { headers, body } = (await server().delete('/api/v1/things').expect(405)) as Answer;
    expect(headers['allow']).toBe('GET, POST');
    expect(body).toMatchObject({ code: 'REQUEST_INVALID', status: 405 });
  });

  it('refuse TRACE and do not let a header override the method', async () => {
    await server().trace('/api/v1/things').expect(405);
    await server().post('/api/v1/things').set('X-HTTP-Method-Override', 'GET').send({ name: 'x' }).expect(201);
  });

  it('answer what cannot be decoded', async () => {
    await server().get('/api/v1/things/by-id/%FF').expect(400);
  });
});

describe('what comes in', () => {
  const post = (body: string) => server().post('/api/v1/things').set('content-type', 'application/json').send(body);

  it('is checked field by field', async () => {
    const { body } = (await post('{"name":1,"count":"2","parts":[{"name":"a"},{"name":2}]}').expect(400)) as Answer;
    expect(body).toMatchObject({ code: 'REQUEST_INVALID' });
    expect(
      (body as { errors: { field: string; code: string }[] }).errors.map(({ field, code }) => [field, code]),
    ).toEqual([
      ['name', 'max-length'],
      ['name', 'is-string'],
      ['count', 'is-int'],
      ['parts.1.name', 'is-string'],
    ]);
  });

  it('has no field that nobody asked for', async () => {
    const { body } = (await post('{"name":"x","agencyId":"1","role":"owner"}').expect(400)) as Answer;
    expect(body).toMatchObject({
      errors: [
        { field: 'agencyId', code: 'unknown-field' },
        { field: 'role', code: 'unknown-field' },
      ],
    });
    await server().get('/api/v1/things?unknown=1').expect(400);
  });

  it.each([
    '{"name":"x","__proto__":{"admin":true}}',
    '{"name":"x","parts":[{"name":"a","constructor":{"prototype":{}}}]}',
    '{"name":"x\\u0000"}',
    '{"name":"x\\ud800"}',
    `{"name":${'['.repeat(40)}"x"${']'.repeat(40)}}`,
    '{"name":"x"',
    '[]',
    '"text"',
    'null',
    '',
  ])('refuses %s', async (text) => {
    const { body } = (await post(text).expect(400)) as Answer;
    expect(body).toMatchObject({ code: 'REQUEST_INVALID' });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('is not looked through where it has thousands of values', async () => {
    const { body } = (await post(`{"name":"x","more":[${'{},'.repeat(5_000)}{}]}`).expect(400)) as Answer;
    expect(body).toMatchObject({ detail: expect.stringMatching(/^The request could not be read/) as unknown });
    await post(JSON.stringify({ name: ',"[{'.repeat(10_000) })).expect(201);
  });

  it('is at most 100 KB, and not compressed', async () => {
    await post(JSON.stringify({ name: 'x'.repeat(89_000) })).expect(201);
    const { body } = (await post(JSON.stringify({ name: 'x'.repeat(103_000) })).expect(413)) as Answer;
    expect(body).toMatchObject({ code: 'REQUEST_INVALID', status: 413 });
    await server()
      .post('/api/v1/things')
      .set({ 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .send('{}')
      .expect(415);
  });

  it.each(['q=1&q=2', '__proto__=1', 'constructor=1', 'q%5B%5D=1', 'q[a]=1', 'q=%00'])(
    'does not take the query %s',
    async (query) => {
      const { body } = (await server().get(`/api/v1/things?${query}`).expect(400)) as Answer;
      expect(body).toMatchObject({ code: 'REQUEST_INVALID' });
    },
  );

  it('has ids that are ids', async () => {
    await server().get(`/api/v1/things/by-id/${ID}`).expect(200, { id: ID });
    const { body } = (await server().get('/api/v1/things/by-id/1').expect(400)) as Answer;
    expect(body).toMatchObject({ errors: [{ field: 'id', code: 'is-uuid' }] });
  });

  it('may bring a request id only if it is a UUID', async () => {
    const sent = await server().get('/api/v1/things').set('X-Request-Id', ID);
    expect(sent.headers['x-request-id']).toBe(ID);
    const forged = await server().get('/api/v1/things').set('X-Request-Id', 'admin');
    expect(forged.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('headers', () => {
  it.each(['/api/v1/things', '/api/v1/nothing', '/api/v1/things/fails/otherwise', '/'])('protect %s', async (path) => {
    const { headers } = await server().get(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('ask browsers to stay with https where that is the public address', async () => {
    const secure = await startEdge({ PUBLIC_URL: 'https://console.example.com' });
    const { headers } = await request(secure.app.getHttpServer()).get('/api/v1/things');
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    await secure.app.close();
  });

  it('let nothing of the API be stored', async () => {
    const { headers } = await server().get('/api/v1/things');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['etag']).toBeUndefined();
  });

  it('let polled reads be asked for by their hash', async () => {
    const { headers } = await server().get('/api/v1/things/polled').expect(200, { answer: 42 });
    expect(headers['cache-control']).toBe('private, no-cache');
    const again = await server()
      .get('/api/v1/things/polled')
      .set('If-None-Match', `"other", ${headers['etag'] ?? ''}`)
      .expect(304);
    expect(again.text).toBe('');
    await server().get('/api/v1/things/polled').set('If-None-Match', '"other"').expect(200);
  });
});
