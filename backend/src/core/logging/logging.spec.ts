import request from 'supertest';
import { CANARY, startEdge } from '../edge/testing/edge-app.js';
import type { EdgeApp } from '../edge/testing/edge-app.js';
import { redactFields, redactLine } from './redaction.js';

describe('log lines', () => {
  let edge: EdgeApp;
  let id: string;

  beforeAll(async () => {
    edge = await startEdge();
    const server = request(edge.app.getHttpServer());
    const answer = await server
      .post(`/api/v1/things/logs?token=${CANARY}`)
      .set({ authorization: `Bearer ${CANARY}`, 'user-agent': CANARY })
      .send({ name: 'maya.lind' });
    id = answer.headers['x-request-id'] as string;
    await server.get(`/api/v1/things/fails/otherwise?key=${CANARY}`);
    await server.get('/api/v1/connections/01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f');
    await server.get('/health/live');
  });
  afterAll(() => edge.app.close());

  it('are one JSON document each, whatever was logged', () => {
    expect(edge.lines().length).toBeGreaterThan(6);
    expect(edge.lines().map(({ msg }) => msg)).toContain('line\r\n\u001b[31m{"level":"fatal"}');
    expect(edge.rawLog()).not.toContain('\u001b');
  });

  it('hold no secret, e-mail, header, body or query', () => {
    const unexpected = edge
      .rawLog()
      .split('\n')
      .filter((line) => line.includes(CANARY) && !line.includes('secret row'));
    expect(unexpected).toEqual([]);
    expect(edge.rawLog()).not.toContain('maya.lind@');
  });

  it('carry the id of the request, and of the connection where there is one', () => {
    const own = edge.lines().filter(({ requestId }) => requestId === id);
    expect(own.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['with fields', 'request']));
    const [access] = own.filter(({ msg }) => msg === 'request');
    expect(access).toMatchObject({ method: 'POST', path: '/api/v1/things/logs', status: 201, level: 'info' });
    expect(edge.lines()).toContainEqual(
      expect.objectContaining({ connectionId: '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f', status: 404, code: 'NOT_FOUND' }),
    );
  });

  it('are not written for health checks', () => {
    expect(edge.rawLog()).not.toContain('/health/');
  });

  it('keep the words and the place of an unknown error', () => {
    const [failure] = edge.lines().filter(({ msg }) => msg === 'A request failed');
    expect(failure).toMatchObject({ level: 'error', err: { type: 'Error', message: `secret row (${CANARY})` } });
  });
});

describe('redaction', () => {
  it('masks by name, however deep, and leaves the rest', () => {
    const moment = new Date(0);
    expect(
      redactFields({ a: 1, Authorization: 'x', list: [{ refresh_token: 'y', at: moment }], passphrase: null }),
    ).toEqual({
      a: 1,
      Authorization: '[redacted]',
      list: [{ refresh_token: '[redacted]', at: moment }],
      passphrase: null,
    });
  });

  it.each([
    ['Bearer rk_abcdefgh_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG', 'Bearer [redacted]'],
    ['key rk_abcdefgh_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG', 'key rk_abcdefgh_[redacted]'],
    ['postgresql://app:hunter2@db:5432/x', 'postgresql://app:[redacted]@db:5432/x'],
    ['GET /a?part=1&key=AIzaSy123&b=2', 'GET /a?part=1&key=[redacted]&b=2'],
    ['?access_token=abc', '?access_token=[redacted]'],
    ['mail jürgen.ö+x@exämple.co.uk now', 'mail [e-mail] now'],
    ['cookie rostrum=0123456789abcdefghijklmnopqrstuvwxyzABCDEFG;', 'cookie rostrum=[redacted];'],
    ['@handle and at 10:30', '@handle and at 10:30'],
  ])('masks by look: %s', (text, expected) => {
    expect(redactLine(text)).toBe(expected);
  });
});
