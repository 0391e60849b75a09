/** Every operation against what it should refuse, and once against what it should do, made from the API's own description. */
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';
import { bodySchema, isStream, OPERATIONS, resolved, undescribed } from '../support/operations.js';
import type { Operation, Schema } from '../support/operations.js';
import { aTenant, bodyFor, callerFor, changesOf, digestOf, pathFor } from '../support/world.js';
import type { Tenant } from '../support/world.js';

const PRIVILEGED = [
  'id',
  'agencyId',
  'role',
  'status',
  'leaseToken',
  'passwordHash',
  'createdAt',
  'simulated',
  'scopes',
];
const each = (operations: readonly Operation[]) => operations.map((operation) => [operation.name, operation] as const);
const API = OPERATIONS.filter(({ path }) => path.startsWith('/api/'));
const WITH_BODY = API.filter((operation) => bodySchema(operation) !== undefined);
const UNSAFE = API.filter(({ method }) => method !== 'get');
const PAGED = API.filter(({ parameters = [] }) => parameters.some(({ name }) => name === 'cursor'));
/** They look or sign in, or find nothing to choose; nothing of the agency changes, so nothing is recorded as changed. */
const CHANGES_NOTHING = new Set(['connectionsResolve', 'staffLinksOpen', 'platformsCheck', 'flowsChoose']);
/** A wrong passphrase is recorded too, but asking with one is no success; here is no mail server; callbacks lead on. */
const HAPPY = API.filter(
  (one) => !['authLogin', 'mediaRead', 'consentFreshLink', 'flowsCallback'].includes(one.operationId) && !isStream(one),
);

let api: TestApi;
let tenant: Tenant;
let call: Caller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  tenant = await aTenant(api);
  call = await api.signIn(tenant.staff.owner);
});

interface Problem {
  readonly code: string;
  readonly errors?: readonly { field: string; code: string; message: string }[];
}
const fieldsOf = (body: unknown) => [
  ...new Set(((body as Problem).errors ?? []).map(({ field }) => field.split('.')[0])),
];

describe.each(each(WITH_BODY))('%s', (_, operation) => {
  const properties = Object.keys(bodySchema(operation)?.properties ?? {});

  it.each(PRIVILEGED.filter((field) => !properties.includes(field)))('has no field %s to set', async (field) => {
    const before = await digestOf(api, tenant.agencyId);
    const sent = { ...bodyFor(operation, tenant), [field]: 'owner' };
    const { status, body } = await (
      await callerFor(api, tenant, operation)
    )(operation.method, pathFor(operation, tenant)).send(sent);
    expect([status, (body as Problem).errors]).toMatchObject([400, [{ field, code: 'unknown-field' }]]);
    expect(await digestOf(api, tenant.agencyId)).toBe(before);
  });

  it.each(Object.entries(bodySchema(operation)?.properties ?? {}))(
    'refuses %s of another type',
    async (field, schema) => {
      const sent = { ...bodyFor(operation, tenant), [field]: ofAnotherType(schema) };
      const { status, body } = await (
        await callerFor(api, tenant, operation)
      )(operation.method, pathFor(operation, tenant)).send(sent);
      expect([status, (body as Problem).code, fieldsOf(body)]).toEqual([400, 'REQUEST_INVALID', [field]]);
    },
  );

  it('needs every field that it calls required', async () => {
    for (const field of bodySchema(operation)?.required ?? []) {
      const { [field]: _left, ...sent } = (bodyFor(operation, tenant) ?? {}) as Record<string, unknown>;
      const { status, body } = await (
        await callerFor(api, tenant, operation)
      )(operation.method, pathFor(operation, tenant)).send(sent);
      expect([status, fieldsOf(body)]).toEqual([400, [field]]);
    }
    expect.assertions(bodySchema(operation)?.required?.length ?? 0);
  });

  it.each(['[]', '"text"', '{"a":', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{}}}'])(
    'refuses the body %s',
    async (text) => {
      const answer = await (
        await callerFor(api, tenant, operation)
      )(operation.method, pathFor(operation, tenant))
        .set('content-type', 'application/json')
        .send(text);
      expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
    },
  );
});

describe.each(each(UNSAFE))('%s', (_, operation) => {
  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['nowhere', { 'sec-fetch-site': '' }],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('is not done for a browser that comes from %s', async (_from, headers) => {
    const before = await digestOf(api, tenant.agencyId);
    const answer = await (
      await callerFor(api, tenant, operation)
    )(operation.method, pathFor(operation, tenant))
      .set(headers)
      .send(bodyFor(operation, tenant));
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await digestOf(api, tenant.agencyId)).toBe(before);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'is not done for a form (%s)',
    async (type) => {
      const answer = await (
        await callerFor(api, tenant, operation)
      )(operation.method, pathFor(operation, tenant))
        .set('content-type', type)
        .send('name=x');
      expect(answer).toMatchObject({ status: 415, body: { code: 'REQUEST_INVALID' } });
    },
  );
});

describe.each(each(PAGED))('%s', (_, operation) => {
  it.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'limit=1&limit=2',
    'cursor=nonsense',
    'cursor=bm8.bm8',
    'nosuch=1',
    '__proto__=1',
  ])('refuses ?%s', async (query) => {
    const { status, body } = await call('get', `${pathFor(operation, tenant)}?${query}`);
    const field = query.split('=')[0];
    expect([status, (body as Problem).code, fieldsOf(body)]).toEqual([400, 'REQUEST_INVALID', [field]]);
  });
});

describe.each(each(HAPPY))('%s', (_, operation) => {
  it('does what it is for, says only what it announced, and leaves a record', async () => {
    const before = await changesOf(api, tenant.agencyId);
    const request = (await callerFor(api, tenant, operation))(operation.method, pathFor(operation, tenant));
    const sent = bodyFor(operation, tenant);
    const { status, body, text, headers } = await (sent ? request.send(sent) : request);
    const [expected = ''] = Object.keys(operation.responses).filter((code) => code.startsWith('2'));
    expect([String(status), status >= 400 ? (body as unknown) : null]).toEqual([expected, null]);
    const schema = operation.responses[expected]?.content?.['application/json']?.schema ?? {};
    expect(undescribed(body, schema)).toEqual([]);
    // A message to a talent may speak of passwords; tokens and cursors spell whatever chance has them spell.
    const facts = text.replace(/"message":"(?:[^"\\]|\\.)*"/, '').replace(/[\w-]{22,}(?![\w-]|":)/g, '');
    expect(facts).not.toMatch(/argon2|password|tokenHash|keyHash|lease|stack/i);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(headers['cache-control']).toMatch(/^(no-store|private, no-cache)$/);
    const recorded = (await changesOf(api, tenant.agencyId)) - before;
    expect(recorded > 0).toBe(operation.method !== 'get' && !CHANGES_NOTHING.has(operation.operationId));
  });
});

/** Something that can be no value of this field. */
function ofAnotherType(schema: Schema): unknown {
  const { type } = resolved(schema);
  return type === 'array' ? 'text' : type === 'object' ? 7 : { not: 'this' };
}
