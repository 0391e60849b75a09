import { aConnection, anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import type { Agency, StaffMember } from '../factories/rows.js';
import { aPost, aRun } from '../factories/content.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';

interface Item {
  readonly id: string;
  readonly name: string;
  readonly [field: string]: unknown;
}
interface Page {
  readonly items: Item[];
  readonly nextCursor: string | null;
}
interface Problem {
  readonly code: string;
  readonly errors?: { field: string; code: string }[];
}

let api: TestApi;
let agency: Agency;
let manager: StaffMember;
let call: Caller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  agency = await anAgency(api.rows);
  manager = await aStaffMember(api.rows, agency.id, { role: 'manager', name: 'Ada Okafor' });
  call = await api.signIn(manager);
});

const list = async (query = ''): Promise<Page> =>
  (await call('get', `/api/v1/talents${query}`).expect(200)).body as Page;
const names = async (query: string) => (await list(query)).items.map(({ name }) => name);
const create = async (body: object): Promise<Item> =>
  (await call('post', '/api/v1/talents').send(body).expect(201)).body as Item;
const changes = async () => {
  const { rows } = await api.rows.query<{ action: string; name: string | null; fields: unknown }>(
    `SELECT c.action, d.target_name AS name, d.fields FROM change c JOIN audit_detail d ON d.change_id = c.id
     WHERE c.agency_id = $1 AND c.target_type = 'talent' ORDER BY c.seq`,
    [agency.id],
  );
  return rows;
};

describe('adding a talent', () => {
  it('keeps what was given, tidied, and answers with it', async () => {
    const talent = await create({
      name: '  Maya Lind ',
      aliases: ['MAYA', 'maya', ' M. Lind'],
      email: ' maya@example.com ',
      locale: 'sv-SE',
      ownerId: manager.id,
      tags: ['music', 'Music', 'nordics'],
      notes: 'Calls after noon.\nNever on Mondays.',
    });
    expect(talent).toEqual({
      id: talent.id,
      name: 'Maya Lind',
      aliases: ['MAYA', 'M. Lind'],
      email: 'maya@example.com',
      locale: 'sv-SE',
      owner: { id: manager.id, name: 'Ada Okafor' },
      tags: ['music', 'nordics'],
      notes: 'Calls after noon.\nNever on Mondays.',
      status: 'active',
      createdAt: talent['createdAt'],
      updatedAt: talent['createdAt'],
      connections: [],
      followersSum: null,
      followersCounted: 0,
      followersOldestAt: null,
      worstStatus: null,
      attention: 0,
    });
    expect((await call('get', `/api/v1/talents/${talent.id}`).expect(200)).body).toEqual(talent);
    expect(await changes()).toMatchObject([{ action: 'talent.created', name: 'Maya Lind' }]);
  });

  it('needs nothing but a name', async () => {
    expect(await create({ name: 'Solo' })).toMatchObject({ name: 'Solo', aliases: [], email: null, owner: null });
  });

  it.each([
    [{}, 'name'],
    [{ name: '  ' }, 'name'],
    [{ name: 'two\nlines' }, 'name'],
    [{ name: null }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'x', email: 'nobody' }, 'email'],
    [{ name: 'x', locale: 'Swedish' }, 'locale'],
    [{ name: 'x', tags: 'music' }, 'tags'],
    [{ name: 'x', tags: null }, 'tags'],
    [{ name: 'x', tags: [1] }, 'tags'],
    [{ name: 'x', tags: [''] }, 'tags'],
    [{ name: 'x', aliases: Array.from({ length: 21 }, (_, index) => `a${String(index)}`) }, 'aliases'],
    [{ name: 'x', ownerId: 'me' }, 'ownerId'],
    [{ name: 'x', notes: 'x'.repeat(10_001) }, 'notes'],
    [{ name: 'x', status: 'archived' }, 'status'],
    [{ name: 'x', agencyId: 'a' }, 'agencyId'],
  ])('refuses %j, naming the field', async (body, field) => {
    const answer = (await call('post', '/api/v1/talents').send(body).expect(400)).body as Problem;
    expect(answer.code).toBe('REQUEST_INVALID');
    expect(new Set(answer.errors?.map((error) => error.field))).toEqual(new Set([field]));
  });

  it('gives nobody to look after it who does not work here', async () => {
    const elsewhere = await aStaffMember(api.rows, (await anAgency(api.rows)).id);
    const gone = await aStaffMember(api.rows, agency.id, { status: 'disabled' });
    const performer = await aStaffMember(api.rows, agency.id, { role: 'talent' });
    for (const ownerId of [elsewhere.id, gone.id, performer.id, '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f']) {
      const { body } = await call('post', '/api/v1/talents').send({ name: 'x', ownerId }).expect(400);
      expect(body).toMatchObject({ errors: [{ field: 'ownerId', code: 'unknown-owner' }] });
    }
  });

  it('does it once for one Idempotency-Key', async () => {
    const post = () => call('post', '/api/v1/talents').set('Idempotency-Key', 'one-and-only').send({ name: 'Once' });
    const [first, again] = [await post().expect(201), await post().expect(201)];
    expect(again.body).toEqual(first.body);
    expect(await names('')).toEqual(['Once']);
  });
});

describe('changing a talent', () => {
  it('changes what is sent, takes away what is null, and leaves the rest', async () => {
    const { id } = await create({ name: 'Maya', email: 'maya@example.com', tags: ['a'], ownerId: manager.id });
    const { body } = await call('patch', `/api/v1/talents/${id}`)
      .send({ email: null, ownerId: null, tags: ['b'] })
      .expect(200);
    expect(body).toMatchObject({ name: 'Maya', email: null, owner: null, tags: ['b'] });
    expect((await changes()).at(-1)).toEqual({
      action: 'talent.updated',
      name: 'Maya',
      fields: [
        { field: 'email', before: 'maya@example.com', after: null },
        { field: 'ownerId', before: manager.id, after: null },
        { field: 'tags', before: ['a'], after: ['b'] },
      ],
    });
  });

  it.each([{ name: null }, { tags: null }, { status: null }, { status: 'gone' }, { id: 'x' }])(
    'refuses %j',
    async (body) => {
      const { id } = await create({ name: 'Maya' });
      await call('patch', `/api/v1/talents/${id}`).send(body).expect(400);
    },
  );

  it('puts aside and takes back, each on record', async () => {
    const { id } = await create({ name: 'Maya' });
    await call('patch', `/api/v1/talents/${id}`).send({ status: 'archived' }).expect(200);
    expect(await names('')).toEqual([]);
    expect(await names('?status=archived')).toEqual(['Maya']);
    await call('patch', `/api/v1/talents/${id}`).send({ status: 'active' }).expect(200);
    expect(await names('')).toEqual(['Maya']);
    expect((await changes()).map(({ action }) => action)).toEqual([
      'talent.created',
      'talent.archived',
      'talent.restored',
    ]);
  });

  it('records nothing when nothing changes', async () => {
    const { id } = await create({ name: 'Maya', tags: ['a'] });
    await call('patch', `/api/v1/talents/${id}`)
      .send({ name: 'Maya', tags: ['a'] })
      .expect(200);
    await call('patch', `/api/v1/talents/${id}`).send({}).expect(200);
    expect(await changes()).toHaveLength(1);
  });
});

describe('erasing a talent', () => {
  it('takes everything below, and the names out of the trail', async () => {
    const { id } = await create({ name: 'Canary Person', notes: 'canary-note' });
    const connection = await aConnection(api.rows, agency.id, id, { handle: 'canary.test' });
    await aPost(api.rows, agency.id, connection);
    await aRun(api.rows, agency.id, connection);
    await call('delete', `/api/v1/talents/${id}`).expect(204);
    await call('get', `/api/v1/talents/${id}`).expect(404);
    await call('delete', `/api/v1/talents/${id}`).expect(404);
    for (const table of [
      'talent',
      'social_connection',
      'connection_sync',
      'social_profile',
      'social_post',
      'post_stats',
      'sync_run',
    ]) {
      const { rows } = await api.rows.query(`SELECT 1 FROM ${table} WHERE agency_id = $1`, [agency.id]);
      expect([table, rows.length]).toEqual([table, 0]);
    }
    expect(await changes()).toEqual([
      { action: 'talent.created', name: null, fields: [] },
      { action: 'talent.erased', name: null, fields: [] },
    ]);
  });

  it('waits for a sync that is just writing, and then takes its rows too', async () => {
    const id = await aTalent(api.rows, agency.id);
    const connection = await aConnection(api.rows, agency.id, id);
    const sync = await api.rows.connect();
    await sync.query('BEGIN');
    await sync.query('SELECT 1 FROM social_connection WHERE id = $1 FOR UPDATE', [connection]);
    const erasing = call('delete', `/api/v1/talents/${id}`).expect(204).then();
    await waitForLock();
    await sync.query(
      `INSERT INTO social_post (id, agency_id, connection_id, platform_post_id, kind, url, published_at, source)
       VALUES (gen_random_uuid(), $1, $2, 'late', 'text', 'https://example.com', now(), 'public')`,
      [agency.id, connection],
    );
    await sync.query('COMMIT');
    sync.release();
    await erasing;
    expect((await api.rows.query('SELECT 1 FROM social_post WHERE agency_id = $1', [agency.id])).rows).toEqual([]);
  });
});

/** Until somebody in this database waits for a lock. */
async function waitForLock(): Promise<void> {
  for (;;) {
    const { rows } = await api.rows.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}

it('erasing a talent forgets kept answers that name an account without its id', async () => {
  const talentId = await aTalent(api.rows, agency.id, { name: 'Zoe' });
  const input = 'https://bsky.app/profile/zoe.bsky.social';
  await call('post', '/api/v1/connections/resolve').set('Idempotency-Key', 'looked-up').send({ input }).expect(200);
  await call('post', '/api/v1/connections').send({ talentId, url: input }).expect(201);

  await call('delete', `/api/v1/talents/${talentId}`).expect(204);

  const { rows } = await api.rows.query('SELECT key FROM idempotency_key WHERE agency_id = $1', [agency.id]);
  expect(rows).toEqual([]);
});
