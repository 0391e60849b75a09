import { AccessApp, bearer, PASSPHRASE } from './access-app.js';
import type { Person } from './access-app.js';

interface Item {
  id: string;
  prefix: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
}

describe('API keys', () => {
  let app: AccessApp;
  let owner: Person;
  let session: { Cookie: string };

  beforeAll(async () => {
    app = await AccessApp.start();
    owner = await app.owner();
    session = { Cookie: await app.session(owner) };
  });
  afterAll(() => app.stop());

  const create = async (body: object = { name: 'Reports', scopes: ['read'] }) => {
    const response = await app.post('/api-keys', body, session).expect(201);
    return response.body as Item & { secret: string };
  };
  const list = async (query = '') => {
    const response = await app.get(`/api-keys${query}`, session).expect(200);
    return response.body as { items: Item[]; nextCursor: string | null };
  };

  it('shows the secret once and keeps only its hash', async () => {
    const made = await create();
    expect(made).toEqual({
      id: expect.any(String) as unknown,
      name: 'Reports',
      prefix: expect.stringMatching(/^rk_[a-z0-9]{8}$/) as unknown,
      scopes: ['read'],
      createdAt: app.clock.now().toISOString(),
      createdBy: { id: owner.userId, name: 'Ada Okafor', disabled: false },
      lastUsedAt: null,
      expiresAt: null,
      revokedAt: null,
      secret: expect.stringMatching(/^rk_[a-z0-9]{8}_[\w-]{43}$/) as unknown,
    });
    const { secret, ...item } = made;
    expect((await list()).items[0]).toEqual(item);
    const everywhere = await app.sql<{ text: string }>(
      `SELECT k::text AS text FROM api_key k UNION ALL SELECT c::text FROM change c UNION ALL SELECT d::text FROM audit_detail d`,
    );
    expect(everywhere.filter(({ text }) => text.includes(secret.slice(12)))).toEqual([]);
  });

  it('says who it is', async () => {
    const { secret } = await create();
    const response = await app.get('/auth/me', bearer(secret)).expect(200);
    expect(response.body).toMatchObject({
      kind: 'api-key',
      user: null,
      role: null,
      scopes: ['read'],
      agency: { id: owner.agencyId },
    });
  });

  it('does what its scopes say, and never what belongs to people', async () => {
    const [reads, writes] = [await app.apiKey(owner, ['read']), await app.apiKey(owner, ['write'])];
    await app.get('/staff', bearer(reads)).expect(200);
    await app.post('/echo', { value: 1 }, bearer(reads)).expect(403);
    await app.get('/staff', bearer(writes)).expect(403);
    await app.post('/echo', { value: 1 }, bearer(writes)).expect(201);
    for (const key of [reads, writes]) {
      await app.post('/api-keys', { name: 'more', scopes: ['read'] }, bearer(key)).expect(403);
      await app.post('/auth/logout', {}, bearer(key)).expect(403);
    }
  });

  it('stops at once when it is revoked, stays in the list, and may be revoked again', async () => {
    const { id, secret } = await create();
    await app.get('/staff', bearer(secret)).expect(200);
    await app.delete(`/api-keys/${id}`, session).expect(204);
    await app.get('/staff', bearer(secret)).expect(401);
    await app.delete(`/api-keys/${id}`, session).expect(204);
    expect((await list()).items.find((item) => item.id === id)?.revokedAt).toBe(app.clock.now().toISOString());
    const records = await app.sql(`SELECT 1 FROM change WHERE action = 'api-key.revoked' AND target_id = $1`, [id]);
    expect(records).toHaveLength(1);
  });

  it('stops when its days are over', async () => {
    const { secret } = await create({ name: 'Short', scopes: ['read'], expiresInDays: 1 });
    app.clock.advance({ hours: 23, minutes: 59 });
    await app.get('/staff', bearer(secret)).expect(200);
    app.clock.advance({ minutes: 1 });
    await app.get('/staff', bearer(secret)).expect(401);
    session = { Cookie: await app.session(owner) };
  });

  it('notes when it was last used, at most once a minute', async () => {
    const { id, secret } = await create();
    const used = async () => (await list()).items.find((item) => item.id === id)?.lastUsedAt;
    await app.get('/staff', bearer(secret)).expect(200);
    const first = app.clock.now().toISOString();
    expect(await used()).toBe(first);
    app.clock.advance({ seconds: 59 });
    await app.get('/staff', bearer(secret)).expect(200);
    expect(await used()).toBe(first);
    app.clock.advance({ seconds: 1 });
    await app.get('/staff', bearer(secret)).expect(200);
    expect(await used()).toBe(app.clock.now().toISOString());
  });

  it('are another agency’s business alone', async () => {
    const { id } = await create();
    const stranger = await app.owner('Elsewhere');
    const theirs = { Cookie: await app.session(stranger) };
    const [foreign, unknown] = [
      await app.delete(`/api-keys/${id}`, theirs).expect(404),
      await app.delete('/api-keys/01938f80-0c11-7e5b-8a3e-52d1f0a9c6b2', theirs).expect(404),
    ];
    const bare = ({ body }: { body: unknown }) => ({ ...(body as object), requestId: null });
    expect(bare(foreign)).toEqual(bare(unknown));
    const response = await app.get('/api-keys', theirs).expect(200);
    expect(response.body).toEqual({ items: [], nextCursor: null });
    expect((await list()).items.find((item) => item.id === id)?.revokedAt).toBeNull();
  });

  it('come a page at a time, and a cursor is good for its own list alone', async () => {
    const all = (await list('?limit=100')).items.map(({ id }) => id);
    const seen: string[] = [];
    for (let query = '?limit=2'; query;) {
      const page = await list(query);
      seen.push(...page.items.map(({ id }) => id));
      query = page.nextCursor === null ? '' : `?limit=2&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
    expect(seen).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
    const { nextCursor } = await list('?limit=2');
    await app.get(`/staff?limit=2&cursor=${encodeURIComponent(nextCursor ?? '')}`, session).expect(400);
    await app.get(`/api-keys?cursor=${encodeURIComponent(`${nextCursor ?? ''}x`)}`, session).expect(400);
  });

  it.each([
    {},
    { name: '', scopes: ['read'] },
    { name: 'x', scopes: [] },
    { name: 'x', scopes: ['admin'] },
    { name: 'x', scopes: ['read', 'read'] },
    { name: 'x', scopes: ['read'], expiresInDays: 0 },
    { name: 'x', scopes: ['read'], agencyId: '01938f80-0c11-7e5b-8a3e-52d1f0a9c6b2' },
    { name: 'x'.repeat(101), scopes: ['read'] },
  ])('refuses %j', async (body) => {
    const response = await app.post('/api-keys', body, session).expect(400);
    expect(response.body).toMatchObject({ code: 'REQUEST_INVALID', errors: expect.any(Array) as unknown });
  });

  it('cannot be made by a manager, nor seen by one', async () => {
    const manager = await app.colleague(owner.agencyId, 'manager');
    const theirs = { Cookie: await app.session(manager) };
    await app.get('/api-keys', theirs).expect(403);
    await app.post('/api-keys', { name: 'x', scopes: ['read'] }, theirs).expect(403);
  });
});

describe('staff', () => {
  let app: AccessApp;
  beforeAll(async () => {
    app = await AccessApp.start();
  });
  afterAll(() => app.stop());

  it('are listed without anything secret, and without talents who sign in', async () => {
    const owner = await app.owner();
    const viewer = await app.colleague(owner.agencyId, 'viewer');
    await app.colleague(owner.agencyId, 'talent');
    await app.owner('Elsewhere');
    const response = await app.get('/staff', { Cookie: await app.session(owner) }).expect(200);
    expect(response.body).toEqual({
      items: [
        {
          id: owner.userId,
          name: 'Ada Okafor',
          email: owner.email,
          role: 'owner',
          status: 'active',
          lastSignInAt: app.clock.now().toISOString(),
          createdAt: app.clock.now().toISOString(),
          apiKeys: 0,
        },
        {
          id: viewer.userId,
          name: 'A viewer',
          email: viewer.email,
          role: 'viewer',
          status: 'active',
          lastSignInAt: null,
          createdAt: app.clock.now().toISOString(),
          apiKeys: 0,
        },
      ],
      nextCursor: null,
    });
    expect(JSON.stringify(response.body)).not.toContain(PASSPHRASE);
  });
});
