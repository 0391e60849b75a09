import { anAlert } from '../factories/content.js';
import { aConnection, anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import type { Agency, StaffMember } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';

interface Shown {
  readonly id: string;
  readonly closedAt: string | null;
}

let api: TestApi;
let agency: Agency;
let staff: StaffMember;
let call: Caller;
let connectionId: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  agency = await anAgency(api.rows);
  staff = await aStaffMember(api.rows, agency.id, { role: 'manager' });
  call = await api.signIn(staff);
  const talent = await aTalent(api.rows, agency.id, { name: 'Mia Sol' });
  connectionId = await aConnection(api.rows, agency.id, talent, { handle: 'mia.test' });
});

const list = async (query = '') =>
  (await call('get', `/api/v1/alerts${query}`).expect(200)).body as { items: Shown[]; nextCursor: string | null };
const deeds = async () =>
  (await api.rows.query(`SELECT action, target_id FROM change WHERE agency_id = $1`, [agency.id])).rows;

describe('alerts', () => {
  it('say what happened, to whom, and what to do', async () => {
    const id = await anAlert(api.rows, agency.id, connectionId);

    expect((await list()).items).toEqual([
      {
        id,
        code: 'PROFILE_HANDLE_REASSIGNED',
        text: 'This handle now belongs to another Bluesky account.',
        action: 'Check which account is the talent’s and connect that one.',
        connectionId,
        talentId: expect.any(String) as unknown,
        talentName: 'Mia Sol',
        platform: 'bluesky',
        handle: 'mia.test',
        facts: { handle: 'mia' },
        raisedAt: '2026-01-01T12:00:00.000Z',
        closedAt: null,
        closedBy: null,
      },
    ]);
  });

  it('newest first, page by page, open or closed, of one connection or all', async () => {
    const raised = (day: number, code: string, closedAt: string | null = null) =>
      anAlert(api.rows, agency.id, connectionId, { code, raisedAt: `2026-01-0${day}T00:00:00Z`, closedAt });
    const closed = await raised(3, 'WORKER_LOST', '2026-01-04T00:00:00Z');
    const newest = await raised(2, 'WORKER_LOST');
    const oldest = await raised(1, 'PLATFORM_CONTRACT_CHANGED');
    const ids = async (query: string) => (await list(query)).items.map(({ id }) => id);

    expect(await ids('')).toEqual([closed, newest, oldest]);
    expect(await ids('?open=true')).toEqual([newest, oldest]);
    expect(await ids('?open=false')).toEqual([closed]);
    expect(await ids(`?connectionId=${connectionId}&open=true`)).toEqual([newest, oldest]);
    expect(await ids('?connectionId=01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f')).toEqual([]);
    const first = await list('?open=true&limit=1');
    expect(await ids(`?open=true&limit=1&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)).toEqual([oldest]);
    await call('get', `/api/v1/alerts?cursor=${encodeURIComponent(first.nextCursor ?? '')}`).expect(400);
  });

  it('are closed by hand once, with a record of who did', async () => {
    const id = await anAlert(api.rows, agency.id, connectionId);

    const { body } = await call('post', `/api/v1/alerts/${id}/close`).expect(200);
    const again = await call('post', `/api/v1/alerts/${id}/close`).expect(200);

    expect(body).toMatchObject({ id, closedBy: staff.name, closedAt: expect.any(String) as unknown });
    expect(again.body).toEqual(body);
    expect(await deeds()).toEqual([{ action: 'alert.closed', target_id: connectionId }]);
    expect((await list('?open=true')).items).toEqual([]);
    const timeline = await call('get', `/api/v1/connections/${connectionId}/timeline`).expect(200);
    const { items } = timeline.body as { items: { title: string; actor: string | null }[] };
    expect(items.filter(({ title }) => title === 'Alert closed')).toMatchObject([{ actor: staff.name }]);
    expect(items).toHaveLength(2);
  });

  it('of a disconnected profile are shown only with that', async () => {
    const id = await anAlert(api.rows, agency.id, connectionId);

    await call('delete', `/api/v1/connections/${connectionId}?data=keep`).expect(204);

    expect((await list()).items).toEqual([]);
    expect((await list(`?connectionId=${connectionId}`)).items).toMatchObject([{ id, closedAt: null }]);
  });

  it('go with their connection', async () => {
    await anAlert(api.rows, agency.id, connectionId);

    await call('delete', `/api/v1/connections/${connectionId}`).expect(204);

    expect((await list()).items).toEqual([]);
  });
});
