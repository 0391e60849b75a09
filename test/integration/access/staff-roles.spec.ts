/** Who may change what on the staff, at once and in all processes, also when two try at the same moment. */
import { AccessApp, bearer } from './access-app.js';
import type { Person } from './access-app.js';

describe('changing the staff', () => {
  let app: AccessApp;
  let owner: Person;
  let session: { Cookie: string };

  beforeAll(async () => {
    app = await AccessApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    owner = await app.owner();
    session = { Cookie: await app.session(owner) };
  });

  const signed = async (person: Person) => ({ Cookie: await app.session(person) });
  const rowsOf = () =>
    app.sql<{ id: string; role: string; status: string }>(
      'SELECT id, role, status FROM app_user WHERE agency_id = $1 ORDER BY id',
      [owner.agencyId],
    );
  const records = (action: string) =>
    app.sql<{ target_id: string }>('SELECT target_id FROM change WHERE agency_id = $1 AND action = $2', [
      owner.agencyId,
      action,
    ]);

  it('counts from the next request on, in another process too', async () => {
    const colleague = await app.colleague(owner.agencyId, 'manager');
    const theirs = await signed(colleague);
    const elsewhere = await AccessApp.start({}, app.clock);
    try {
      await elsewhere.post('/echo', { value: 1 }, theirs).expect(201);
      await app.patch(`/staff/${colleague.userId}`, { role: 'viewer' }, session).expect(200);
      await elsewhere.post('/echo', { value: 1 }, theirs).expect(403);
      await elsewhere.get('/staff', theirs).expect(200);
      await app.patch(`/staff/${colleague.userId}`, { status: 'disabled' }, session).expect(200);
      await elsewhere.get('/staff', theirs).expect(401);
      await elsewhere.login(colleague.email).expect(401);
      await app.patch(`/staff/${colleague.userId}`, { status: 'active' }, session).expect(200);
      // What being disabled ended stays ended.
      await elsewhere.get('/staff', theirs).expect(401);
      await elsewhere.login(colleague.email).expect(200);
    } finally {
      await elsewhere.stop();
    }
    for (const action of ['staff.role_changed', 'staff.disabled', 'staff.enabled'])
      expect(await records(action)).toEqual([{ target_id: colleague.userId }]);
  });

  it('records nothing where nothing changes', async () => {
    const colleague = await app.colleague(owner.agencyId, 'manager');
    const body = { role: 'manager', status: 'active', name: 'A manager' };
    await app.patch(`/staff/${colleague.userId}`, body, session).expect(200);
    for (const action of ['staff.role_changed', 'staff.enabled', 'staff.renamed'])
      expect(await records(action)).toEqual([]);
  });

  it('of oneself is refused: neither the role nor being disabled', async () => {
    const at = `/staff/${owner.userId}`;
    await app.patch(at, { role: 'viewer' }, session).expect(409);
    await app.patch(at, { status: 'disabled' }, session).expect(409);
    await app.post(`${at}/link`, {}, session).expect(409);
    await app.delete(at, session).expect(409);
    expect((await app.patch(at, { name: 'Ada O.' }, session).expect(200)).body).toMatchObject({ name: 'Ada O.' });
  });

  it('takes back the links of who becomes an owner: whoever made them need not be one', async () => {
    const as = await signed(await app.colleague(owner.agencyId, 'admin'));
    const invited = { name: 'Jo', email: `jo-${owner.email}`, role: 'manager' };
    const made = (await app.post('/staff', invited, as).expect(201)).body as { link: string; member: { id: string } };
    await app.patch(`/staff/${made.member.id}`, { role: 'owner' }, session).expect(200);
    const token = made.link.split('#')[1] ?? '';
    await app.post('/staff-links/use', { token, passphrase: 'a heron on the third pier' }).expect(410);
    await app.post(`/staff/${made.member.id}/link`, {}, as).expect(403);
    await app.post(`/staff/${made.member.id}/link`, {}, session).expect(200);
  });

  it('takes no null for an answer, and no name of several lines', async () => {
    const { userId } = await app.colleague(owner.agencyId, 'viewer');
    await app.patch(`/staff/${userId}`, { status: 'disabled' }, session).expect(200);
    for (const body of [{ status: null }, { role: null }, { name: null }, { name: 'Jo\r\n\u001b[2J' }])
      await app.patch(`/staff/${userId}`, body, session).expect(400);
    const person = { name: 'Jo\u0007', email: `bell-${owner.email}`, role: 'viewer' };
    await app.post('/staff', person, session).expect(400);
    await app.patch('/agency', { name: 'North\nlight' }, session).expect(400);
    expect((await rowsOf()).find(({ id }) => id === userId)).toMatchObject({ status: 'disabled', role: 'viewer' });
  });

  it('leaves owners to owners', async () => {
    const [admin, second, manager] = [
      await app.colleague(owner.agencyId, 'admin'),
      await app.colleague(owner.agencyId, 'owner'),
      await app.colleague(owner.agencyId, 'manager'),
    ];
    const as = await signed(admin);
    const before = await rowsOf();
    const owners = `/staff/${second.userId}`;
    await app.patch(owners, { role: 'viewer' }, as).expect(403);
    await app.patch(owners, { status: 'disabled' }, as).expect(403);
    await app.patch(owners, { name: 'Other' }, as).expect(403);
    await app.post(`${owners}/link`, {}, as).expect(403);
    await app.delete(owners, as).expect(403);
    await app.patch(`/staff/${manager.userId}`, { role: 'owner' }, as).expect(403);
    await app.post('/staff', { name: 'X', email: `x-${second.email}`, role: 'owner' }, as).expect(403);
    expect(await rowsOf()).toEqual(before);
    await app.patch(`/staff/${manager.userId}`, { role: 'admin' }, as).expect(200);
    await app.patch(owners, { role: 'viewer' }, session).expect(200);
    await app.post('/staff', { name: 'X', email: `x-${second.email}`, role: 'owner' }, session).expect(201);
  });

  it.each([{ role: 'viewer' }, { status: 'disabled' }])(
    'leaves an owner when two owners do this to each other at the same moment: %p',
    async (deed) => {
      const second = await app.colleague(owner.agencyId, 'owner');
      const theirs = await signed(second);
      const answers = await Promise.all([
        app.patch(`/staff/${second.userId}`, deed, session),
        app.patch(`/staff/${owner.userId}`, deed, theirs),
      ]);
      const done = answers.filter(({ status }) => status === 200);
      expect(done).toHaveLength(1);
      // Who came second finds that they are no owner any more, or not even signed in.
      expect([401, 403]).toEqual(
        expect.arrayContaining(answers.map(({ status }) => status).filter((one) => one !== 200)),
      );
      const owners = (await rowsOf()).filter(({ role, status }) => role === 'owner' && status === 'active');
      expect(owners).toHaveLength(1);
    },
  );

  it('refuses an e-mail that somebody uses anywhere, without saying where; of many at once one has it', async () => {
    const elsewhere = await app.owner('Somebody else');
    const body = (email: string) => ({ name: 'Jo', email, role: 'viewer' });
    const answers = [
      await app.post('/staff', body(elsewhere.email.toUpperCase()), session).expect(409),
      await app.post('/staff', body(owner.email), session).expect(409),
    ];
    const said = answers.map(({ body: problem }) => ({ ...(problem as object), requestId: null }));
    expect(said[0]).toEqual(said[1]);
    const email = `many-${owner.email}`;
    const many = await Promise.all(Array.from({ length: 8 }, () => app.post('/staff', body(email), session)));
    expect(many.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    expect(await records('staff.invited')).toHaveLength(1);
  });

  it('takes back invitations alone, and forgets who was invited', async () => {
    const email = `gone-${owner.email}`;
    const made = await app.post('/staff', { name: 'Gone Person', email, role: 'viewer' }, session).expect(201);
    const { member } = made.body as { member: { id: string } };
    const colleague = await app.colleague(owner.agencyId, 'viewer');
    await app.delete(`/staff/${colleague.userId}`, session).expect(409);
    await app.delete(`/staff/${member.id}`, session).expect(204);
    await app.delete(`/staff/${member.id}`, session).expect(404);
    const left = await app.sql<{ text: string }>(
      'SELECT d::text AS text FROM audit_detail d UNION ALL SELECT u::text FROM app_user u',
    );
    expect(left.filter(({ text }) => text.includes(email) || text.includes('Gone Person'))).toEqual([]);
    expect(await records('staff.invitation_withdrawn')).toEqual([{ target_id: member.id }]);
  });

  it('keeps an invitation of somebody who has talents in their charge', async () => {
    const body = { name: 'Jo', email: `charge-${owner.email}`, role: 'manager' };
    const { member } = (await app.post('/staff', body, session).expect(201)).body as { member: { id: string } };
    await app.sql('INSERT INTO talent (id, agency_id, name, owner_id) VALUES (gen_random_uuid(), $1, $2, $3)', [
      owner.agencyId,
      'Mia',
      member.id,
    ]);
    const refused = await app.delete(`/staff/${member.id}`, session).expect(409);
    expect(refused.body).toMatchObject({ detail: expect.stringMatching(/in charge of talents/) as unknown });
  });

  it('leaves the API keys of who is disabled, and shows them', async () => {
    const admin = await app.colleague(owner.agencyId, 'admin');
    const key = await app.apiKey(admin, ['read']);
    const disabled = await app.patch(`/staff/${admin.userId}`, { status: 'disabled' }, session).expect(200);
    expect(disabled.body).toMatchObject({ status: 'disabled', apiKeys: 1 });
    await app.get('/staff', bearer(key)).expect(200);
    const keys = await app.get('/api-keys', session).expect(200);
    expect(keys.body).toMatchObject({ items: [{ createdBy: { id: admin.userId, disabled: true } }] });
  });

  it('does not touch who signs in as a talent', async () => {
    const talent = await app.colleague(owner.agencyId, 'talent');
    await app.patch(`/staff/${talent.userId}`, { role: 'admin' }, session).expect(404);
    await app.post(`/staff/${talent.userId}/link`, {}, session).expect(404);
  });
});
