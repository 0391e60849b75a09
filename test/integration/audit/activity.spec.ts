import { AccessApp, bearer } from '../access/access-app.js';
import type { Person } from '../access/access-app.js';
import { AuditService } from '../../../backend/src/audit/audit.service.js';
import type { AuditEntry } from '../../../backend/src/audit/audit.service.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import { newId } from '../../../backend/src/core/database/ids.js';
import { NO_ORIGIN } from '../../../backend/src/core/request-origin.js';

interface Item {
  id: string;
  at: string;
  action: string;
  actor: { kind: string; id: string | null; name: string | null };
  target: { type: string; id: string; name: string | null } | null;
  changes: { field: string; before: unknown; after: unknown }[];
  requestId: string | null;
  address: string | null;
}

describe('activity', () => {
  let app: AccessApp;
  let owner: Person;
  let session: { Cookie: string };
  const talentId = newId();

  beforeAll(async () => {
    app = await AccessApp.start();
    owner = await app.owner();
    session = { Cookie: await app.session(owner) };
  });
  afterAll(() => app.stop());

  const record = (entry: Partial<AuditEntry>, agencyId: string | null = owner.agencyId): Promise<string> =>
    app.app.get(Database).inAgency(agencyId ?? newId(), (tx) =>
      app.app.get(AuditService).record(tx, agencyId, {
        actor: { kind: 'system', name: 'Upkeep' },
        origin: NO_ORIGIN,
        action: 'talent.updated',
        target: { type: 'talent', id: talentId, name: 'Mira Sol' },
        ...entry,
      }),
    );
  const list = async (query = '', headers: Record<string, string> = session) => {
    const response = await app.get(`/activity${query}`, headers).expect(200);
    return response.body as { items: Item[]; nextCursor: string | null };
  };

  it('shows who did what to whom, from where, before and after', async () => {
    const fields = [
      { field: 'name', before: 'Mira', after: 'Mira Sol' },
      { field: 'tags', before: [], after: ['dance', 'new'] },
    ];
    const origin = { requestId: newId(), address: '203.0.113.7' };
    const id = await record({ fields, origin });
    expect((await list(`?targetId=${talentId}`)).items[0]).toEqual({
      id,
      at: app.clock.now().toISOString(),
      actor: { kind: 'system', id: null, name: 'Upkeep' },
      action: 'talent.updated',
      target: { type: 'talent', id: talentId, name: 'Mira Sol' },
      changes: fields,
      ...origin,
    });
  });

  it('keeps no value of a field that sounds secret, and stumbles over no text', async () => {
    await record({
      target: { type: 'talent', id: talentId, name: 'Nul\0 and half \ud83d' },
      fields: [
        { field: 'apiSecret', before: 'old-canary', after: 'new-canary' },
        { field: 'notes', before: null, after: '\0half \udc00' },
      ],
    });
    const [item] = (await list(`?targetId=${talentId}`)).items;
    expect(item?.target?.name).toBe('Nul and half \ufffd');
    expect(item?.changes).toEqual([
      { field: 'apiSecret', before: null, after: null },
      { field: 'notes', before: null, after: 'half \ufffd' },
    ]);
  });

  it('goes away with the transaction that it belongs to', async () => {
    const database = app.app.get(Database);
    const before = await list('?limit=100');
    const failing = database.inAgency(owner.agencyId, async (tx) => {
      await app.app.get(AuditService).record(tx, owner.agencyId, {
        actor: { kind: 'anonymous' },
        origin: NO_ORIGIN,
        action: 'talent.deleted',
        target: null,
      });
      throw new Error('the deed failed');
    });
    await expect(failing).rejects.toThrow('the deed failed');
    expect(await list('?limit=100')).toEqual(before);
  });

  it('shows the sign-in and the key that the API recorded, with their request', async () => {
    const requestId = newId();
    const key = await app
      .post('/api-keys', { name: 'Seen', scopes: ['read'] }, { ...session, 'X-Request-Id': requestId })
      .expect(201);
    const [item] = (await list('?action=api-key.created')).items;
    expect(item).toMatchObject({
      actor: { kind: 'staff', id: owner.userId, name: 'Ada Okafor' },
      target: { type: 'api-key', id: (key.body as { id: string }).id, name: 'Seen' },
      requestId,
      address: expect.stringContaining('127.0.0.1') as unknown,
    });
    expect((await list(`?action=sign-in.succeeded&actor=${owner.userId}`)).items.length).toBeGreaterThan(0);
  });

  it('can be narrowed down by each of its filters', async () => {
    const other = newId();
    app.clock.advance({ hours: 1 });
    session = { Cookie: await app.session(owner) };
    const from = app.clock.now().toISOString();
    await record({ action: 'connection.created', target: { type: 'connection', id: other, name: '@mira' } });
    app.clock.advance({ seconds: 1 });
    const to = app.clock.now().toISOString();
    await record({
      action: 'connection.deleted',
      actor: { kind: 'anonymous' },
      target: { type: 'connection', id: other, name: '@mira' },
    });
    const actions = async (query: string) => (await list(query)).items.map(({ action }) => action);
    expect(await actions(`?targetType=connection`)).toEqual(['connection.deleted', 'connection.created']);
    expect(await actions(`?targetId=${other}&action=connection.created`)).toEqual(['connection.created']);
    expect(await actions(`?targetId=${other}&actor=system`)).toEqual(['connection.created']);
    expect(await actions(`?targetId=${other}&actor=anonymous`)).toEqual(['connection.deleted']);
    expect(await actions(`?targetId=${other}&from=${to}`)).toEqual(['connection.deleted']);
    expect(await actions(`?targetId=${other}&from=${from}&to=${to}`)).toEqual(['connection.created']);
  });

  it.each([
    'actor=Robert',
    'action=a%20b',
    'targetId=7',
    'from=yesterday',
    'to=2026-13-01',
    'limit=0',
    'limit=101',
    'sort=at',
    'cursor=x',
  ])('refuses ?%s', async (query) => {
    const response = await app.get(`/activity?${query}`, session).expect(400);
    expect(response.body).toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('comes a page at a time, each entry once, also where many happened in one moment', async () => {
    const target = { type: 'talent', id: newId(), name: 'Many' };
    const ids = [];
    for (let round = 0; round < 7; round += 1) ids.push(await record({ target }));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: Item[]; nextCursor: string | null } = await list(
        `?targetId=${target.id}&limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(ids.reverse());
  });

  it('does not take a cursor of another filter or agency', async () => {
    const { nextCursor } = await list('?limit=1');
    const cursor = encodeURIComponent(nextCursor ?? '');
    await app.get(`/activity?limit=1&cursor=${cursor}`, session).expect(200);
    await app.get(`/activity?limit=1&action=talent.updated&cursor=${cursor}`, session).expect(400);
    const stranger = await app.owner('Elsewhere');
    await app.get(`/activity?limit=1&cursor=${cursor}`, { Cookie: await app.session(stranger) }).expect(400);
  });

  it('names what there is to filter by', async () => {
    const response = await app.get('/activity/facets', session).expect(200);
    expect(response.body).toMatchObject({
      actors: expect.arrayContaining([
        { kind: 'staff', id: owner.userId, name: 'Ada Okafor' },
        { kind: 'system', id: null, name: 'Upkeep' },
      ]) as unknown,
      actions: expect.arrayContaining(['agency.created', 'sign-in.succeeded', 'talent.updated']) as unknown,
    });
  });

  it('stays within the agency', async () => {
    const stranger = await app.owner('Elsewhere');
    const theirs = { Cookie: await app.session(stranger) };
    const { items } = await list('?limit=100', theirs);
    expect(items.map(({ action }) => action).sort()).toEqual(['agency.created', 'sign-in.succeeded', 'staff.created']);
    expect((await list(`?targetId=${talentId}`, theirs)).items).toEqual([]);
    const facets = await app.get('/activity/facets', theirs).expect(200);
    expect(facets.body).toMatchObject({ actions: ['agency.created', 'sign-in.succeeded', 'staff.created'] });
    const key = await app.apiKey(stranger, ['read']);
    expect((await list('?targetType=talent', bearer(key))).items).toEqual([]);
  });

  it('forgets a person who was erased, and keeps the pseudonymous rest', async () => {
    const [talent, connection, untouched] = [newId(), newId(), newId()];
    await record({
      target: { type: 'talent', id: talent, name: 'Canary Person' },
      fields: [{ field: 'email', before: null, after: 'canary@example.com' }],
    });
    await record({ target: { type: 'connection', id: connection, name: '@canary' }, action: 'connection.created' });
    await record({ target: { type: 'talent', id: untouched, name: 'Stays Here' } });
    await app.app
      .get(Database)
      .inAgency(owner.agencyId, (tx) => app.app.get(AuditService).eraseDetails(tx, [talent, connection]));
    await record({ target: { type: 'talent', id: talent, name: null }, action: 'talent.deleted' });

    const left = await app.sql<{ text: string }>(
      'SELECT d::text AS text FROM audit_detail d UNION ALL SELECT c::text FROM change c',
    );
    expect(left.filter(({ text }) => /canary/i.test(text))).toEqual([]);
    const items = (await list(`?targetId=${talent}`)).items;
    expect(items.map(({ action, target, changes }) => ({ action, name: target?.name, changes }))).toEqual([
      { action: 'talent.deleted', name: null, changes: [] },
      { action: 'talent.updated', name: null, changes: [] },
    ]);
    expect((await list(`?targetId=${untouched}`)).items[0]?.target?.name).toBe('Stays Here');
  });
});
