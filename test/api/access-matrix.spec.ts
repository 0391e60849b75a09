/** Every operation × every kind of caller × own, foreign and unknown ids, made from the API's own description. */
import { isAllowed } from '../../backend/src/access/permissions.js';
import { PERMISSIONS, ROLES } from '../../backend/src/core/principal.js';
import { createApiDocument } from '../../backend/src/core/edge/api-document.js';
import { startApi, untilItStreams } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { isStream, OPERATIONS } from '../support/operations.js';
import type { Operation } from '../support/operations.js';
import { aTenant, bodyFor, callerFor, callersOf, digestOf, pathFor, UNKNOWN_ID } from '../support/world.js';
import type { NamedCaller, Tenant } from '../support/world.js';

const PUBLIC = [
  'POST /api/v1/auth/login',
  'GET /api/v1/auth/session',
  'POST /api/v1/staff-links/open',
  'POST /api/v1/staff-links/use',
  'POST /api/v1/consent/open',
  'GET /api/v1/consent',
  'POST /api/v1/consent/leave',
  'POST /api/v1/consent/decline',
  'POST /api/v1/consent/fresh-link',
  'POST /api/v1/consent/connections/{id}/pause',
  'POST /api/v1/consent/connections/{id}/resume',
  'POST /api/v1/consent/connections/{id}/withdraw',
  'POST /api/v1/consent/download',
  'POST /api/v1/consent/account',
  'POST /api/v1/oauth/{platform}/start',
  'GET /api/v1/oauth/{platform}/callback',
  'GET /api/v1/oauth/flows/{id}',
  'POST /api/v1/oauth/flows/{id}/choose',
  'POST /api/v1/oauth/flows/{id}/cancel',
  'GET /api/v1/media/{id}',
  'GET /health/live',
  'GET /health/ready',
];
const CALLERS = [...ROLES, 'read key', 'write key'];
const GUARDED = OPERATIONS.filter((operation) => !operation['x-public']);
const WITH_ID = GUARDED.filter(({ path }) => path.includes('{'));
/** Platforms are not an agency's. */
const WITH_TENANT_ID = WITH_ID.filter(({ resource }) => resource !== 'platforms');
const each = (operations: readonly Operation[]) => operations.map((operation) => [operation.name, operation] as const);

let api: TestApi;
let own: Tenant;
let foreign: Tenant;
let callers: NamedCaller[];

beforeAll(async () => {
  api = await startApi();
  [own, foreign] = [await aTenant(api), await aTenant(api)];
  callers = callersOf(api, () => own);
});
afterAll(() => api.close());

const callerNamed = (name: string): NamedCaller => {
  const found = callers.find((caller) => caller.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;
}

async function send(operation: Operation, caller: NamedCaller | null, path: string): Promise<Answer> {
  const call = caller ? await caller.sign() : api.anyone;
  const request = call(operation.method, path);
  if (isStream(operation)) return untilItStreams(request);
  const body = bodyFor(operation, own);
  return body ? request.send(body) : request;
}

/** Without what differs from one request to the next. */
const comparable = ({ status, body, headers }: Answer) => ({
  status,
  body: { ...(body as object), requestId: null },
  headers: { ...headers, 'x-request-id': null, date: null },
});

describe('the description', () => {
  it('lists the routes that there are', () => {
    const live = createApiDocument(api.app).paths as Record<string, Record<string, { operationId: string }>>;
    const routes = Object.entries(live).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${method.toUpperCase()} ${path} ${operationId}`),
    );
    expect(OPERATIONS.map(({ name, operationId }) => `${name} ${operationId}`).sort()).toEqual(routes.sort());
  });

  it('leaves open what is meant to be open, and nothing else', () => {
    const open = OPERATIONS.filter((operation) => operation['x-public']);
    expect(open.map(({ name }) => name).sort()).toEqual([...PUBLIC].sort());
  });

  it.each(each(OPERATIONS))('%s has a summary, schemas, problems and examples', (_, operation) => {
    expect(operation.summary).toMatch(/\w/);
    const contents = Object.values(operation.responses).flatMap(({ content }) => Object.entries(content ?? {}));
    const all = [...contents, ...Object.entries(operation.requestBody?.content ?? {})];
    const bare = all.filter(
      ([type, { schema, example }]) => !schema || (type.endsWith('json') && example === undefined),
    );
    expect(bare).toEqual([]);
    const successes = Object.entries(operation.responses).filter(([status]) => /^2/.test(status));
    expect(successes.filter(([status, { content }]) => status !== '204' && !content)).toEqual([]);
    expect(Object.keys(operation.responses)).toContain(operation.name === 'GET /health/live' ? '200' : '503');
  });
});

describe.each(each(GUARDED))('%s', (_, operation) => {
  it('is closed to nobody in particular', async () => {
    const answer = await send(operation, null, pathFor(operation, own));
    expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED', status: 401 } });
  });

  it.each(['Bearer nonsense', `Bearer rk_abcdefgh_${'x'.repeat(43)}`, 'Basic YTpi'])(
    'is closed to %s',
    async (authorization) => {
      const request = api.anyone(operation.method, pathFor(operation, own)).set('authorization', authorization);
      const body = bodyFor(operation, own);
      expect((await (body ? request.send(body) : request)).status).toBe(401);
    },
  );

  it('asks for a permission that fits what it does', () => {
    const fitting: Readonly<Record<string, RegExp>> = {
      get: /:(read|manage|self)$/,
      post: /:(write|manage|self|check)$/,
      patch: /:(write|manage)$/,
      put: /:(write|manage)$/,
      delete: /:(delete|manage|self)$/,
    };
    expect(PERMISSIONS).toContain(operation['x-permission']);
    expect(operation['x-permission']).toMatch(fitting[operation.method] ?? /never/);
  });

  // With an unknown id, so that who may do it destroys nothing.
  it.each(CALLERS)('treats %s as the table of permissions says', async (name) => {
    const caller = callerNamed(name);
    const allowed = operation['x-permission'] !== undefined && isAllowed(caller.principal, operation['x-permission']);
    const { status, body } = await send(operation, caller, pathFor(operation, own, UNKNOWN_ID));
    const verdict =
      status === 403 ? 'forbidden' : status < 500 && status !== 401 ? 'allowed' : `broken (${String(status)})`;
    expect([verdict, verdict === 'forbidden' && (body as { code: string }).code]).toEqual(
      allowed ? ['allowed', false] : ['forbidden', 'FORBIDDEN'],
    );
  });
});

describe('who is refused', () => {
  it.each([
    ['viewer', 'Your role does not allow this.'],
    ['read key', 'This API key does not allow this.'],
  ])('hears why: %s', async (name, why) => {
    const call = await callerNamed(name).sign();
    const { status, body } = await call('post', '/api/v1/talents').send({ name: 'Mia' });
    expect([status, (body as { detail: string }).detail]).toEqual([403, expect.stringContaining(why)]);
  });
});

describe.each(each(WITH_TENANT_ID))('%s', (_, operation) => {
  it.each(CALLERS)('tells %s nothing apart between another agency’s id and an unknown one', async (name) => {
    const caller = callerNamed(name);
    const before = await digestOf(api, foreign.agencyId);
    const [theirs, unknown] = [
      await send(operation, caller, pathFor(operation, foreign)),
      await send(operation, caller, pathFor(operation, foreign, UNKNOWN_ID)),
    ];
    expect(comparable(theirs)).toEqual(comparable(unknown));
    expect([403, 404]).toContain(theirs.status);
    expect(await digestOf(api, foreign.agencyId)).toBe(before);
  });

  it('refuses what is no id', async () => {
    const meant = { ...callerNamed('owner'), sign: () => callerFor(api, own, operation) };
    const answer = await send(operation, meant, pathFor(operation, own, 'not-an-id'));
    expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID', errors: [{ field: 'id' }] } });
  });
});
