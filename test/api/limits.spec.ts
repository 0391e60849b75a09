/** How much one caller may ask for, and how much of what is refused is written down. */
import { randomUUID } from 'node:crypto';
import { ActionLimit } from '../../backend/src/access/action-limit.js';
import { RateLimit } from '../../backend/src/access/rate-limit.js';
import { ThrottleRedis } from '../../backend/src/access/throttle-redis.js';
import { aConnection, anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ ACTIONS_PER_MINUTE: '5', SYNC_COOLDOWN_SECONDS: '0' });
});
afterAll(() => api.close());

describe('what one caller may ask for in a minute', () => {
  let person: Caller;
  let agencyId: string;
  let talentId: string;

  beforeEach(async () => {
    agencyId = (await anAgency(api.rows)).id;
    talentId = await aTalent(api.rows, agencyId);
    person = await api.signIn(await aStaffMember(api.rows, agencyId));
  });

  const made = () => aConnection(api.rows, agencyId, talentId);
  const sync = (call: Caller, id: string) => call('post', `/api/v1/connections/${id}/sync`);
  const syncAll = (call: Caller, ids: readonly string[]) =>
    call('post', '/api/v1/connections/bulk').send({ action: 'sync', ids });

  it('is so many actions, then a 429 that says when', async () => {
    const id = await made();
    for (let action = 0; action < 5; action += 1) await sync(person, id).expect(202);
    const refused = await sync(person, id).expect(429);
    const { retryAfter } = refused.body as { retryAfter: number };
    expect(refused.body).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect([refused.headers['retry-after'], retryAfter > 0 && retryAfter <= 60]).toEqual([String(retryAfter), true]);
    await person('post', '/api/v1/connections/resolve').send({ input: '@mia.bsky.social' }).expect(429);
    await person('post', `/api/v1/connections/${id}/proof`).expect(429);
    await person('get', `/api/v1/connections/${id}`).expect(200);
    await person('post', `/api/v1/connections/${id}/pause`).expect(200);
  });

  it('holds for what comes to the same: disconnecting and taking it back, and asking whose an e-mail is', async () => {
    const id = await made();
    for (let time = 0; time < 5; time += 1) {
      await person('delete', `/api/v1/connections/${id}?data=keep`).expect(204);
      await person('post', `/api/v1/connections/${id}/restore`).expect(200);
    }
    await person('post', `/api/v1/connections/${id}/restore`).expect(429);

    const owner = await api.signIn(await aStaffMember(api.rows, agencyId, { role: 'owner' }));
    const { email } = await aStaffMember(api.rows, (await anAgency(api.rows)).id);
    const ask = () => owner('post', '/api/v1/staff').send({ name: 'Jo', email, role: 'viewer' });
    for (let time = 0; time < 5; time += 1) await ask().expect(409);
    await ask().expect(429);
  });

  it('holds for links to talents, and for their accounts', async () => {
    const invite = () =>
      person('post', '/api/v1/invitations').send({ talentId, platforms: [{ platform: 'instagram' }] });
    const { invitation } = (await invite().expect(201)).body as { invitation: { id: string } };
    for (let time = 0; time < 4; time += 1)
      await person('post', `/api/v1/invitations/${invitation.id}/resend`).send({}).expect(200);
    await person('post', `/api/v1/invitations/${invitation.id}/resend`).send({}).expect(429);
    await invite().expect(429);
    await person('post', `/api/v1/talents/${talentId}/account`).send({ email: 'mia@example.com' }).expect(429);
  });

  it('is counted for each person and key alone', async () => {
    const id = await made();
    const key = await api.withKey(agencyId, ['write']);
    for (let action = 0; action < 5; action += 1) await sync(person, id).expect(202);
    await sync(person, id).expect(429);
    await sync(key, id).expect(202);
    await sync(await api.signIn(await aStaffMember(api.rows, agencyId)), id).expect(202);
  });

  it('counts each of many, and nothing of what it refuses', async () => {
    const ids = await Promise.all([made(), made(), made()]);
    await syncAll(person, ids).expect(200);
    await syncAll(person, ids).expect(429);
    await syncAll(person, ids.slice(1)).expect(200);
    await sync(person, ids[0] ?? '').expect(429);
  });

  it('lets a whole minute’s worth through where one request is more than that', async () => {
    const ids = await Promise.all(Array.from({ length: 7 }, made));
    await syncAll(person, ids).expect(200);
    await sync(person, ids[0] ?? '').expect(429);
  });

  it('gives nothing back to a minute that has ended', async () => {
    const limit = api.app.get(ActionLimit, { strict: false });
    const { client } = api.app.get(ThrottleRedis, { strict: false });
    const keyId = randomUUID();
    const caller = { kind: 'api-key', keyId, agencyId, agencyName: '', scopes: [], name: '' } as const;
    const key = `rostrum:actions:${keyId}`;
    await limit.pass(caller, 5);
    const actions = Reflect.get(limit, 'actions') as RateLimit;
    const atTheEnd = { ...(await actions.count(keyId, 5)), secondsLeft: 1 };
    jest.spyOn(actions, 'count').mockResolvedValueOnce(atTheEnd);
    await expect(limit.pass(caller, 5)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect(await client.get(key)).toBe('10');

    const rate = new RateLimit(api.app.get(ThrottleRedis, { strict: false }), { name: 'test', points: 5, seconds: 60 });
    await rate.giveBack(keyId, 100);
    expect(await rate.count(keyId, 5)).toMatchObject({ count: 5, within: true });
    expect(await rate.count(keyId)).toMatchObject({ within: false });
  });

  it('does not count an answer that is given again', async () => {
    const id = await made();
    const again = () => sync(person, id).set('Idempotency-Key', 'the-same');
    for (let time = 0; time < 8; time += 1) await again().expect(202);
    await sync(person, id).expect(202);
  });
});

describe('who is refused by role again and again', () => {
  it('is recorded one by one up to a bound, with a last word on it', async () => {
    const { id: agencyId } = await anAgency(api.rows);
    const viewer = await api.signIn(await aStaffMember(api.rows, agencyId, { role: 'viewer' }));
    const other = await api.signIn(await aStaffMember(api.rows, agencyId, { role: 'viewer' }));
    const denied = (call: Caller) => call('post', '/api/v1/talents').send({ name: 'X' }).expect(403);
    for (let time = 0; time < 40; time += 1) await denied(viewer);
    const records = async () => {
      const sql = `SELECT d.fields FROM change c JOIN audit_detail d ON d.change_id = c.id
        WHERE c.agency_id = $1 AND c.action = 'access.denied' ORDER BY c.seq`;
      return (await api.rows.query<{ fields: { field: string }[] }>(sql, [agencyId])).rows;
    };
    const kept = await records();
    expect(kept).toHaveLength(31);
    expect(kept.map(({ fields }) => fields.some(({ field }) => field === 'unrecordedSeconds'))).toEqual([
      ...Array<boolean>(30).fill(false),
      true,
    ]);
    await denied(other);
    expect(await records()).toHaveLength(32);
  });
});
