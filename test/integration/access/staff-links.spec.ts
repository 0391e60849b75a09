/** Being invited, losing a passphrase, and what becomes of the links for it. */
import { AccessApp, cookieOf, PASSPHRASE } from './access-app.js';
import type { Person } from './access-app.js';

interface Invitation {
  readonly member: { id: string; status: string; role: string; email: string };
  readonly link: string;
  readonly expiresAt: string;
}

const DAY_MS = 86_400_000;
const CHOSEN = 'a heron on the third pier';
let counter = 0;

describe('links for staff', () => {
  let app: AccessApp;
  let owner: Person;
  let session: { Cookie: string };

  beforeAll(async () => {
    app = await AccessApp.start({ PUBLIC_URL: 'http://localhost:3000/' });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    owner = await app.owner();
    session = { Cookie: await app.session(owner) };
  });

  const newEmail = () => `jo-${String((counter += 1))}-${owner.userId}@example.com`;
  const invite = async (body: object = {}): Promise<Invitation> => {
    const given = { name: 'Jo Marsh', email: newEmail(), role: 'manager', ...body };
    return (await app.post('/staff', given, session).expect(201)).body as Invitation;
  };
  const newLink = async (id: string): Promise<string> =>
    ((await app.post(`/staff/${id}/link`, {}, session).expect(200)).body as Invitation).link;
  const tokenOf = (link: string): string => link.split('#')[1] ?? '';
  const open = (link: string) => app.post('/staff-links/open', { token: tokenOf(link) });
  const use = (link: string, passphrase = CHOSEN) => app.post('/staff-links/use', { token: tokenOf(link), passphrase });
  const actions = async () => {
    const rows = await app.sql<{ action: string }>('SELECT action FROM change WHERE agency_id = $1 ORDER BY seq', [
      owner.agencyId,
    ]);
    return rows.map(({ action }) => action);
  };

  it('lead to where the configuration says, whatever the Host header says, with the token behind #', async () => {
    const body = { name: 'Jo', email: newEmail(), role: 'viewer' };
    const { link } = (await app.post('/staff', body, { ...session, 'X-Forwarded-Host': 'evil.example' }))
      .body as Invitation;
    expect(link).toMatch(/^http:\/\/localhost:3000\/welcome#[\w-]{43}$/);
  });

  it('are paths where the configuration does not say', async () => {
    const other = await AccessApp.start();
    try {
      const cookie = { Cookie: await other.session(await other.owner()) };
      const body = { name: 'Jo', email: newEmail(), role: 'viewer' };
      const { link } = (await other.post('/staff', body, { ...cookie, Host: 'evil.example' })).body as Invitation;
      expect(link).toMatch(/^\/welcome#[\w-]{43}$/);
    } finally {
      await other.stop();
    }
  });

  it('say whom they are for, change nothing by it, and let in with the chosen passphrase', async () => {
    const { member, link, expiresAt } = await invite();
    expect(member).toMatchObject({ status: 'invited', role: 'manager', lastSignInAt: null, apiKeys: 0 });
    expect(new Date(expiresAt).getTime() - app.clock.now().getTime()).toBe(7 * DAY_MS);
    const facts = { purpose: 'invite', name: 'Jo Marsh', email: member.email, agencyName: 'Northlight', expiresAt };
    expect((await open(link).expect(200)).body).toEqual(facts);
    expect((await open(link).expect(200)).body).toEqual(facts);

    const response = await use(link).expect(200);
    expect(response.body).toMatchObject({ kind: 'staff', role: 'manager', user: { email: member.email } });
    const me = await app.get('/auth/me', { Cookie: cookieOf(response) }).expect(200);
    expect(me.body).toMatchObject({ user: { id: member.id } });
    await app.login(member.email, CHOSEN).expect(200);
    expect(await actions()).toEqual(expect.arrayContaining(['staff.invited', 'staff.joined', 'sign-in.succeeded']));
  });

  it('leave nothing of the token in the database', async () => {
    const { link } = await invite();
    await use(link).expect(200);
    const rows = await app.sql<{ text: string }>(
      `SELECT l::text AS text FROM staff_link l UNION ALL SELECT c::text FROM change c
       UNION ALL SELECT d::text FROM audit_detail d UNION ALL SELECT i::text FROM idempotency_key i`,
    );
    expect(rows.filter(({ text }) => text.includes(tokenOf(link)))).toEqual([]);
    expect(rows.filter(({ text }) => text.includes(CHOSEN))).toEqual([]);
  });

  it('are not told again for the same Idempotency-Key', async () => {
    const body = { name: 'Jo', email: newEmail(), role: 'viewer' };
    const key = { ...session, 'Idempotency-Key': `invite-${body.email}` };
    const first = (await app.post('/staff', body, key).expect(201)).body as Invitation;
    const second = (await app.post('/staff', body, key).expect(201)).body as Invitation;
    expect(second).toEqual({ ...first, link: null });
  });

  it('do not let the invited sign in before, and answer as for somebody unknown', async () => {
    const { member } = await invite();
    const [known, unknown] = [
      await app.login(member.email, ''.padEnd(8, ' ')),
      await app.login(newEmail(), ''.padEnd(8, ' ')),
    ];
    expect(known.status).toBe(401);
    const bare = (body: unknown) => ({ ...(body as object), requestId: null });
    expect(bare(known.body)).toEqual(bare(unknown.body));
  });

  it('work once, also for many at the same moment', async () => {
    const { link } = await invite();
    const answers = await Promise.all(Array.from({ length: 8 }, () => use(link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 410)]);
    const later = await open(link).expect(410);
    expect(later.body).toMatchObject({ code: 'NOT_FOUND', detail: expect.stringMatching(/used before/) as unknown });
  });

  it('expire', async () => {
    const { link } = await invite();
    app.clock.advance({ hours: 7 * 24 });
    for (const answer of [await open(link), await use(link)])
      expect(answer).toMatchObject({ status: 410, body: { detail: 'This link has expired. Ask for a new one.' } });
  });

  it('are replaced by a newer one', async () => {
    const { member, link } = await invite();
    const newer = await newLink(member.id);
    expect((await open(link).expect(410)).body).toMatchObject({ detail: expect.stringMatching(/replaced/) as unknown });
    await use(newer).expect(200);
  });

  it('end with the invitation, and with being disabled', async () => {
    const [withdrawn, disabled] = [await invite(), await invite()];
    await app.delete(`/staff/${withdrawn.member.id}`, session).expect(204);
    await open(withdrawn.link).expect(404);
    await app.patch(`/staff/${disabled.member.id}`, { status: 'disabled' }, session).expect(200);
    await open(disabled.link).expect(410);
    await use(disabled.link).expect(410);
    await app.post(`/staff/${disabled.member.id}/link`, {}, session).expect(409);
    const enabled = await app.patch(`/staff/${disabled.member.id}`, { status: 'active' }, session).expect(200);
    expect(enabled.body).toMatchObject({ status: 'invited' });
  });

  it('keep to the passphrase policy, and stay good when it refuses', async () => {
    const { link } = await invite();
    for (const weak of ['1234567', 'password1', 'iloveyou']) {
      const answer = await use(link, weak).expect(422);
      expect(answer.body).toMatchObject({ errors: [{ field: 'passphrase' }] });
    }
    await use(link).expect(200);
  });

  it('that nobody was given are unknown, in one sentence', async () => {
    for (const token of ['x', 'y'.repeat(43), '../../etc', "' OR 1=1 --"]) {
      const answers = [
        await app.post('/staff-links/open', { token }),
        await app.post('/staff-links/use', { token, passphrase: CHOSEN }),
      ];
      for (const answer of answers)
        expect(answer).toMatchObject({
          status: 404,
          body: { detail: expect.stringMatching(/^This link is not known/) as unknown },
        });
    }
  });

  it('set a new passphrase for somebody who lost theirs, and end every session they had', async () => {
    const colleague = await app.colleague(owner.agencyId, 'viewer');
    const before = await app.session(colleague);
    const link = await newLink(colleague.userId);
    await app.get('/auth/me', { Cookie: before }).expect(200);
    expect((await open(link).expect(200)).body).toMatchObject({ purpose: 'reset' });
    const after = cookieOf(await use(link).expect(200));
    await app.get('/auth/me', { Cookie: before }).expect(401);
    await app.get('/auth/me', { Cookie: after }).expect(200);
    await app.login(colleague.email, PASSPHRASE).expect(401);
    expect(await actions()).toContain('passphrase.reset');
  });

  it('are withdrawn when the person changes the passphrase by themself', async () => {
    const colleague = await app.colleague(owner.agencyId, 'viewer');
    const link = await newLink(colleague.userId);
    const cookie = { Cookie: await app.session(colleague) };
    await app.post('/auth/passphrase', { current: PASSPHRASE, next: CHOSEN }, cookie).expect(204);
    await use(link).expect(410);
  });

  it('are counted per address', async () => {
    const alone = await AccessApp.start({ TRUSTED_PROXIES: '127.0.0.1,::1,::ffff:127.0.0.1' });
    try {
      const from = { 'X-Forwarded-For': '203.0.113.77' };
      const statuses: number[] = [];
      for (let go = 0; go < 62; go += 1)
        statuses.push((await alone.post('/staff-links/open', { token: `guess-${String(go)}` }, from)).status);
      expect(statuses.filter((status) => status === 404)).toHaveLength(60);
      expect(statuses.slice(60)).toEqual([429, 429]);
      await alone.post('/staff-links/open', { token: 'guess' }, { 'X-Forwarded-For': '203.0.113.78' }).expect(404);
    } finally {
      await alone.stop();
    }
  });
});
