import { Watching } from '../../backend/src/connections/watching.service.js';
import { until } from '../support/until.js';
import { aConnection, anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import type { Agency } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';

let api: TestApi;
let agency: Agency;
let call: Caller;
let id: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  agency = await anAgency(api.rows);
  call = await api.signIn(await aStaffMember(api.rows, agency.id));
  id = await aConnection(api.rows, agency.id, await aTalent(api.rows, agency.id));
  await set(`next_sync_at = now() + interval '40 minutes'`);
});

const set = (change: string, of = id) =>
  api.rows.query(`UPDATE connection_sync SET ${change} WHERE connection_id = $1`, [of]);
const read = (minutesAgo: number) =>
  api.rows.query(
    `UPDATE connection_product SET succeeded_at = now() - make_interval(mins => $2) WHERE connection_id = $1`,
    [id, minutesAgo],
  );

async function row() {
  const { rows } = await api.rows.query<{ watched: boolean; due: boolean; xmin: string }>(
    `SELECT watched_at IS NOT NULL AS watched, next_sync_at <= now() AS due, xmin::text FROM connection_sync WHERE connection_id = $1`,
    [id],
  );
  const [found] = rows;
  if (!found) throw new Error('The connection is gone.');
  return found;
}

const watched = () => until('it is noted', async () => ((await row()).watched ? row() : null));

describe('who looks at a connection', () => {
  it.each([
    ['opens it', () => call('get', `/api/v1/connections/${id}`)],
    ['has it on screen', () => call('get', `/api/v1/connections/status?ids=${id}`)],
  ])('is noted when somebody %s', async (_, look) => {
    await look().expect(200);

    expect(await watched()).toMatchObject({ watched: true });
  });

  it('is noted once, however often they look', async () => {
    await call('get', `/api/v1/connections/${id}`).expect(200);
    const { xmin } = await watched();
    await call('get', `/api/v1/connections/${id}`).expect(200);
    await call('get', `/api/v1/connections/status?ids=${id}`).expect(200);

    await api.app.get(Watching, { strict: false }).beforeApplicationShutdown();
    expect((await row()).xmin).toBe(xmin);
  });

  it('is nobody where a key fetches', async () => {
    const key = await api.withKey(agency.id, ['read']);
    await key('get', `/api/v1/connections/${id}`).expect(200);

    await api.app.get(Watching, { strict: false }).beforeApplicationShutdown();
    expect((await row()).watched).toBe(false);
  });

  it('fetches what is old', async () => {
    await read(90);
    await call('get', `/api/v1/connections/${id}`).expect(200);

    expect(await watched()).toMatchObject({ due: true });
  });

  it.each([
    ['is fresh', () => read(30)],
    ['waits for a limit', () => set(`blocked_until = now() + interval '1 hour'`)],
    ['is read right now', () => set(`lease_owner = 'somebody', lease_until = now() + interval '30 seconds'`)],
    ['waits after failures', () => set('failures = 2')],
    ['is not to be read', () => set('next_sync_at = NULL')],
  ])('changes nothing of what %s', async (_, given) => {
    await read(90);
    await given();
    await call('get', `/api/v1/connections/${id}`).expect(200);

    expect((await watched()).due).not.toBe(true);
  });

  it('fails no answer where it cannot be noted', async () => {
    await api.rows.query('ALTER TABLE connection_sync RENAME COLUMN watched_at TO elsewhere');
    await call('get', `/api/v1/connections/${id}`).expect(200);
    await api.app.get(Watching, { strict: false }).beforeApplicationShutdown();
    await api.rows.query('ALTER TABLE connection_sync RENAME COLUMN elsewhere TO watched_at');
  });
});

describe('who is read first', () => {
  it('is standard until somebody says otherwise, which is kept and recorded', async () => {
    const before = await call('get', `/api/v1/connections/${id}`).expect(200);
    expect(before.body).toMatchObject({ tier: 'standard' });

    const after = await call('patch', `/api/v1/connections/${id}`).send({ tier: 'priority' }).expect(200);

    expect(after.body).toMatchObject({ tier: 'priority' });
    const activity = await call('get', '/api/v1/activity').expect(200);
    expect((activity.body as { items: unknown[] }).items).toContainEqual(
      expect.objectContaining({
        action: 'connection.updated',
        changes: [{ field: 'tier', before: 'standard', after: 'priority' }],
      }),
    );
  });

  it('is not changed by those who may only look, nor to what there is not', async () => {
    const viewer = await api.signIn(await aStaffMember(api.rows, agency.id, { role: 'viewer' }));
    await viewer('patch', `/api/v1/connections/${id}`).send({ tier: 'priority' }).expect(403);
    await call('patch', `/api/v1/connections/${id}`).send({ tier: 'first' }).expect(400);
  });

  it('leaves no record where nothing changes', async () => {
    await call('patch', `/api/v1/connections/${id}`).send({ tier: 'standard' }).expect(200);

    const { rows } = await api.rows.query(`SELECT 1 FROM change WHERE agency_id = $1`, [agency.id]);
    expect(rows).toEqual([]);
  });
});
