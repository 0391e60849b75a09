/** What everybody may do about their own way in, and what owners may do about their agency. */
import { AccessApp, bearer, cookieOf, PASSPHRASE } from './access-app.js';
import type { Person } from './access-app.js';

const NEXT = 'a heron on the third pier';

interface Sessions {
  readonly items: readonly { id: string; current: boolean; lastSeenAt: string }[];
}

describe('one’s own account', () => {
  let app: AccessApp;
  let person: Person;
  let here: { Cookie: string };

  beforeAll(async () => {
    app = await AccessApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    person = await app.owner();
    here = { Cookie: await app.session(person) };
  });

  const sessions = async () => (await app.get('/auth/sessions', here).expect(200)).body as Sessions;
  const change = (body: object, cookie = here) => app.post('/auth/passphrase', body, cookie);
  const records = async (action: string) =>
    (
      await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM change WHERE agency_id = $1 AND action = $2', [
        person.agencyId,
        action,
      ])
    )[0]?.n;

  it('changes the passphrase for who knows the present one, and ends the other sessions', async () => {
    const there = { Cookie: await app.session(person) };
    await change({ current: PASSPHRASE, next: NEXT }).expect(204);
    await app.get('/auth/me', here).expect(200);
    await app.get('/auth/me', there).expect(401);
    await app.login(person.email).expect(401);
    await app.login(person.email, NEXT).expect(200);
    expect(await records('passphrase.changed')).toBe(1);
  });

  it('refuses a wrong present passphrase, and counts the tries as sign-ins', async () => {
    for (let go = 0; go < 4; go += 1) {
      const answer = await change({ current: 'not this one', next: NEXT }).expect(400);
      expect(answer.body).toMatchObject({ errors: [{ field: 'current', code: 'passphrase-wrong' }] });
    }
    expect(await records('passphrase.refused')).toBe(4);
    await change({ current: 'not this one', next: NEXT }).expect(400);
    const held = await change({ current: PASSPHRASE, next: NEXT }).expect(429);
    expect(Number(held.headers['retry-after'])).toBeGreaterThan(0);
    await app.login(person.email).expect(429);
  });

  it.each([
    ['their passphrase is changed', `password_hash = '$argon2id$other'`],
    ['they are disabled', `status = 'disabled'`],
  ])('lets nobody in whose sign-in is under way while %s', async (_, change) => {
    const text = `UPDATE app_user SET ${change} WHERE id = $1`;
    const answer = await app.duringIts(text, [person.userId], () => app.login(person.email));
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await records('sign-in.succeeded')).toBe(1);
  });

  it('does not change a passphrase that is no more the one that was proved', async () => {
    const text = `UPDATE app_user SET password_hash = '$argon2id$other' WHERE id = $1`;
    const answer = await app.duringIts(text, [person.userId], () => change({ current: PASSPHRASE, next: NEXT }));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'passphrase-wrong' }] } });
    expect(await records('passphrase.changed')).toBe(0);
  });

  it('holds the new one to the policy before anything is counted', async () => {
    for (let go = 0; go < 7; go += 1) {
      const answer = await change({ current: PASSPHRASE, next: 'iloveyou' }).expect(422);
      expect(answer.body).toMatchObject({ errors: [{ field: 'next' }] });
    }
    await change({ current: PASSPHRASE, next: NEXT }).expect(204);
  });

  it('lists the sessions that still count, and ends one of them', async () => {
    const there = { Cookie: await app.session(person) };
    const { items } = await sessions();
    expect(items.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = items.find(({ current }) => !current);
    await app.delete(`/auth/sessions/${other?.id ?? ''}`, here).expect(204);
    await app.get('/auth/me', there).expect(401);
    expect((await sessions()).items).toEqual(items.filter(({ current }) => current));
    await app.delete(`/auth/sessions/${other?.id ?? ''}`, here).expect(204);
    expect(await records('session.revoked')).toBe(1);
  });

  it('does not list sessions that ended by themselves', async () => {
    await app.session(person);
    app.clock.advance({ minutes: 29 });
    await app.get('/auth/me', here).expect(200);
    app.clock.advance({ minutes: 2 });
    expect((await sessions()).items).toMatchObject([{ current: true }]);
  });

  it('knows no session of anybody else’s', async () => {
    const colleague = await app.colleague(person.agencyId, 'viewer');
    const theirs = { Cookie: await app.session(colleague) };
    const [mine] = (await sessions()).items;
    await app.delete(`/auth/sessions/${mine?.id ?? ''}`, theirs).expect(404);
    await app.get('/auth/me', here).expect(200);
  });

  it('is nothing an API key has', async () => {
    const key = bearer(await app.apiKey(person, ['read', 'write']));
    await app.get('/auth/sessions', key).expect(403);
    await change({ current: PASSPHRASE, next: NEXT }, key as never).expect(403);
  });

  it('tells a stranger that nobody is signed in, without refusing', async () => {
    const nobody = { signedIn: false, me: null };
    expect((await app.get('/auth/session').expect(200)).body).toEqual(nobody);
    expect((await app.get('/auth/session', { Cookie: `rostrum=${'x'.repeat(43)}` }).expect(200)).body).toEqual(nobody);
    const answer = await app.get('/auth/session', here).expect(200);
    expect(answer.body).toMatchObject({ signedIn: true, me: { user: { id: person.userId } } });
    expect(answer.headers['cache-control']).toBe('no-store');
    await app.post('/auth/logout', {}, here).expect(204);
    expect((await app.get('/auth/session', here).expect(200)).body).toEqual(nobody);
  });

  it('asked for in the background keeps no session alive', async () => {
    const cookie = { Cookie: cookieOf(await app.login(person.email).expect(200)) };
    app.clock.advance({ minutes: 20 });
    await app.get('/auth/session', { ...cookie, 'X-Background': '1' }).expect(200);
    app.clock.advance({ minutes: 11 });
    expect((await app.get('/auth/session', cookie)).body).toMatchObject({ signedIn: false });
  });
});

describe('the agency', () => {
  let app: AccessApp;
  beforeAll(async () => {
    app = await AccessApp.start();
  });
  afterAll(() => app.stop());

  it('is counted, without those who cannot sign in and what is disconnected', async () => {
    const owner = await app.owner();
    const session = { Cookie: await app.session(owner) };
    await app.post('/staff', { name: 'Jo', email: `jo-${owner.email}`, role: 'viewer' }, session).expect(201);
    await app.colleague(owner.agencyId, 'talent');
    await app.colleague(owner.agencyId, 'viewer');
    await app.sql('INSERT INTO talent (id, agency_id, name) VALUES (gen_random_uuid(), $1, $2)', [
      owner.agencyId,
      'Mia',
    ]);
    const agency = await app.get('/agency', session).expect(200);
    expect(agency.body).toEqual({
      id: owner.agencyId,
      name: 'Northlight',
      createdAt: expect.any(String) as unknown,
      staff: 2,
      talents: 1,
      connections: 0,
      demo: false,
    });
  });

  it('is renamed by owners, with a record, and called so at once', async () => {
    const owner = await app.owner();
    const [session, admin] = [
      { Cookie: await app.session(owner) },
      { Cookie: await app.session(await app.colleague(owner.agencyId, 'admin')) },
    ];
    await app.patch('/agency', { name: 'Other' }, admin).expect(403);
    await app.patch('/agency', { name: ' Southlight ' }, session).expect(200);
    await app.patch('/agency', { name: 'Southlight' }, session).expect(200);
    expect((await app.get('/auth/me', admin).expect(200)).body).toMatchObject({ agency: { name: 'Southlight' } });
    const rows = await app.sql(`SELECT 1 FROM change WHERE agency_id = $1 AND action = 'agency.renamed'`, [
      owner.agencyId,
    ]);
    expect(rows).toHaveLength(1);
  });
});
