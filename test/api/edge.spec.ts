/** What everybody meets at the door of the real API, whoever they are and whatever they ask for. */
import request from 'supertest';
import { anAgency, aStaffMember } from '../factories/rows.js';
import type { StaffMember } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import { breakableLine } from '../support/breakable.js';
import type { BreakableLine } from '../support/breakable.js';
import type { Caller, TestApi } from '../support/api.js';

const CANARY = 'canary-7d1f0b3e';
let api: TestApi;
let database: BreakableLine;
let redis: BreakableLine;
let viewer: StaffMember;
let signedIn: Caller;

beforeAll(async () => {
  database = await breakableLine(process.env['DATABASE_URL'] ?? '');
  redis = await breakableLine(process.env['REDIS_URL'] ?? '');
  api = await startApi({ DATABASE_URL: database.url, REDIS_URL: redis.url });
  viewer = await aStaffMember(api.rows, (await anAgency(api.rows)).id, { role: 'viewer' });
  signedIn = await api.signIn(viewer);
});
afterAll(async () => {
  await api.close();
  await database.cut();
  await redis.cut();
});

describe('what is not for the public', () => {
  it.each([
    '/api/docs',
    '/api/docs/swagger-ui.css',
    '/api/docs/swagger-ui-bundle.js',
    '/api/openapi.json',
    '/api/v1/platforms',
    '/api/v1/auth/me',
    '/API/V1/talents',
    '/api/v1/talents/',
    '/api/v1//talents',
  ])('%s wants a session or a key', async (path) => {
    const { status } = await api.anyone('get', path);
    expect([401, 404]).toContain(status);
  });

  it.each([
    '/metrics',
    '/.env',
    '/.git/config',
    '/admin',
    '/admin/queues',
    '/queues',
    '/bull',
    '/bull-board',
    '/arena',
    '/swagger',
    '/swagger.json',
    '/swagger-ui',
    '/api-docs',
    '/openapi.json',
    '/docs',
    '/graphql',
    '/debug',
    '/status',
    '/health',
    '/health/detail',
    '/actuator',
    '/actuator/health',
    '/server-status',
    '/phpinfo.php',
    '/wp-login.php',
    '/config.json',
    '/package.json',
    '/env',
    '/api',
    '/api/',
    '/api/v2/talents',
    '/api/docs/../../package.json',
    '/api/docs/index.html',
    '/sim',
    '/sim/bluesky',
  ])('%s gives nothing away', async (path) => {
    const { status, text } = await api.anyone('get', path);
    expect([401, 404]).toContain(status);
    expect(text).not.toMatch(/DATABASE|redis:|postgres|node_modules|<html/i);
  });
});

describe('the description and its reader', () => {
  it('are shown to staff and to keys that read', async () => {
    const key = await api.withKey(viewer.agencyId, ['read']);
    for (const call of [signedIn, key]) {
      const { body } = await call('get', '/api/openapi.json').expect(200);
      expect(body).toMatchObject({ openapi: expect.stringMatching(/^3\./) as unknown, info: { title: 'Rostrum API' } });
      await call('get', '/api/docs').expect(200);
      await call('get', '/api/docs/swagger-ui-bundle.js')
        .expect(200)
        .expect('content-type', /javascript/);
      await call('get', '/api/docs/package.json').expect(404);
      await call('get', '/api/docs/..%2fpackage.json').expect(404);
    }
  });

  it('run no script but their own', async () => {
    const pages = [await signedIn('get', '/api/docs'), await signedIn('get', '/api/docs')];
    const nonces = pages.map(({ headers, text }) => {
      const policy = headers['content-security-policy'] ?? '';
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(text).toContain(`<script nonce="${nonce}">`);
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });
});

describe('health', () => {
  it('is told without a word about hosts', async () => {
    expect((await api.anyone('get', '/health/live').expect(200)).body).toEqual({ status: 'live' });
    const ready = await api.anyone('get', '/health/ready').expect(200);
    expect(ready.body).toEqual({ status: 'ready', database: 'up', redis: 'up' });
    expect(ready.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
  });
});

describe.each([
  ['the database', 'database'],
  ['Redis', 'redis'],
] as const)('when %s is away', (_, part) => {
  const line = () => (part === 'database' ? database : redis);

  it('says so where it is needed, without a word about where, and is well again by itself', async () => {
    await line().cut();
    const ready = await api.anyone('get', '/health/ready').expect(503);
    const talents = await signedIn('get', '/api/v1/talents');
    await line().mend();
    expect(ready.body).toEqual({ status: 'not-ready', database: 'up', redis: 'up', [part]: 'down' });
    expect(talents.status).toBe(part === 'database' ? 503 : 200);
    expect(talents.text).not.toMatch(/prisma|postgres|rostrum_app|127\.0\.0\.1|ECONN/i);
    while ((await api.anyone('get', '/health/ready')).status !== 200);
    await signedIn('get', '/api/v1/talents').expect(200);
  });
});

describe('an outage', () => {
  it('answers a problem that says when to come back', async () => {
    await database.cut();
    const { body, headers } = await signedIn('get', '/api/v1/talents').expect(503);
    await database.mend();
    expect(body).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 5 });
    expect(headers['retry-after']).toBe('5');
    while ((await api.anyone('get', '/health/ready')).status !== 200);
  });
});

describe('the log of all this', () => {
  it('holds no secret that came along, and stays one document a line', async () => {
    const hostile = `${CANARY}\r\n{"level":"fatal"}\u001b[31m`;
    await api.anyone('post', '/api/v1/auth/login').send({ email: `${CANARY}@example.com`, password: CANARY });
    await api.anyone('post', '/api/v1/auth/login').send({ email: hostile, password: hostile });
    await api
      .anyone('get', `/api/v1/talents?token=${CANARY}`)
      .set('cookie', `rostrum=${CANARY}`)
      .set('user-agent', CANARY);
    await api.anyone('get', '/api/v1/talents').set('authorization', `Bearer ${CANARY}`);
    await signedIn('get', `/api/v1/talents?q=${encodeURIComponent(hostile)}`);
    await request(api.app.getHttpServer())
      .post('/api/v1/talents')
      .set('content-type', 'application/json')
      .send(`{"${CANARY}":`);
    expect(api.log()).not.toContain(CANARY);
    expect(api.log()).not.toContain(viewer.email);
    const lines = api.log().trim().split('\n');
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.filter((line) => !isJson(line))).toEqual([]);
  });
});

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
