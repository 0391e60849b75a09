import { AccessApp, cookieOf, PASSPHRASE, setCookieOf } from './access-app.js';
import type { Person } from './access-app.js';
import { Passphrases } from '../../../backend/src/access/passphrases.js';
import { newApiKey } from '../../../backend/src/access/tokens.js';

interface AuditRow {
  agency_id: string | null;
  actor_kind: string;
  actor_id: string | null;
  target_id: string | null;
  action: string;
  address: string | null;
  fields: { field: string; after: string }[];
}

describe('signing in', () => {
  let app: AccessApp;
  let owner: Person;

  beforeAll(async () => {
    app = await AccessApp.start();
    owner = await app.owner();
  });
  afterAll(() => app.stop());

  const records = (action: string) =>
    app.sql<AuditRow>(
      `SELECT c.*, d.address, d.fields FROM change c JOIN audit_detail d ON d.change_id = c.id WHERE action = $1 ORDER BY seq`,
      [action],
    );

  it('answers with who one is, and with a cookie that scripts cannot read', async () => {
    const response = await app.login(owner.email).expect(200);
    expect(response.body).toEqual({
      kind: 'staff',
      user: { id: owner.userId, name: 'Ada Okafor', email: owner.email },
      role: 'owner',
      scopes: null,
      agency: { id: owner.agencyId, name: 'Northlight' },
      permissions: expect.arrayContaining(['agency:manage', 'talent:write']) as unknown,
      simulated: false,
      mails: false,
      talentId: null,
    });
    expect(setCookieOf(response)).toMatch(
      /^rostrum=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    const me = await app.get('/auth/me', { Cookie: cookieOf(response) }).expect(200);
    expect(me.body).toEqual(response.body);
  });

  it('carries __Host- and Secure wherever the console is not plain localhost', async () => {
    const secure = await AccessApp.start({ PUBLIC_URL: 'https://console.example.com' });
    try {
      const response = await secure.login(owner.email).expect(200);
      expect(setCookieOf(response)).toMatch(
        /^__Host-rostrum=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
      );
    } finally {
      await secure.stop();
    }
  });

  it('keeps no session id that somebody could use', async () => {
    const cookie = await app.session(owner);
    const token = cookie.split('=')[1] ?? '';
    const rows = await app.sql<{ text: string }>('SELECT s::text AS text FROM session s');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
  });

  it('compares e-mails without regard to case and spaces', async () => {
    await app.login(`  ${owner.email.toUpperCase()} `).expect(200);
  });

  it('gives a new id each time, ends the one that was brought, and keeps none that was planted', async () => {
    const first = await app.session(owner);
    const again = await app.login(owner.email, PASSPHRASE, { Cookie: first }).expect(200);
    expect(cookieOf(again)).not.toBe(first);
    await app.get('/auth/me', { Cookie: first }).expect(401);
    const planted = `rostrum=${'x'.repeat(43)}`;
    const third = await app.login(owner.email, PASSPHRASE, { Cookie: planted }).expect(200);
    expect(cookieOf(third)).not.toBe(planted);
    await app.get('/auth/me', { Cookie: planted }).expect(401);
  });

  it('says the same to an unknown e-mail, a wrong passphrase and a disabled account, after the same work', async () => {
    const disabled = await app.colleague(owner.agencyId, 'viewer');
    await app.sql(`UPDATE app_user SET status = 'disabled' WHERE id = $1`, [disabled.userId]);
    const checks = jest.spyOn(app.app.get(Passphrases), 'matches');
    const answers = [];
    for (const [email, password] of [
      ['nobody@example.com', PASSPHRASE],
      [owner.email, 'not the passphrase'],
      [disabled.email, PASSPHRASE],
    ] as const) {
      const response = await app.login(email, password);
      const { requestId: _, ...problem } = response.body as Record<string, unknown>;
      const { 'set-cookie': cookie, 'content-length': length } = response.headers as Record<string, unknown>;
      answers.push({ status: response.status, problem, cookie, length });
    }
    expect(answers[0]).toMatchObject({ status: 401, problem: { code: 'UNAUTHENTICATED' }, cookie: undefined });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(checks).toHaveBeenCalledTimes(3);
    checks.mockRestore();
  });

  it('refuses bodies with more or less than an e-mail and a passphrase', async () => {
    const bad = [
      {},
      { email: owner.email },
      { email: 1, password: 'x' },
      { email: owner.email, password: PASSPHRASE, role: 'owner' },
    ];
    for (const body of [...bad, { email: owner.email, password: 'x'.repeat(1025) }]) {
      const response = await app.post('/auth/login', body).expect(400);
      expect(response.body).toMatchObject({ code: 'REQUEST_INVALID' });
    }
  });

  it('lets nobody in without a cookie or key, or with a bad one', async () => {
    const cookie = await app.session(owner);
    await app.get('/auth/me').expect(401);
    await app.get('/auth/me', { Cookie: `${cookie}x` }).expect(401);
    await app.get('/auth/me', { Authorization: `Bearer ${newApiKey().token}`, Cookie: cookie }).expect(401);
    await app.get('/auth/me', { Authorization: 'Basic YTpi', Cookie: cookie }).expect(401);
  });

  it('signs out at once, everywhere, and has the browser forget', async () => {
    const other = await AccessApp.start({}, app.clock);
    try {
      const cookie = await app.session(owner);
      await other.get('/auth/me', { Cookie: cookie }).expect(200);
      const response = await app.post('/auth/logout', {}, { Cookie: cookie }).expect(204);
      expect(response.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
      expect(setCookieOf(response)).toMatch(/^rostrum=; Path=\/; Expires=Thu, 01 Jan 1970/);
      await other.get('/auth/me', { Cookie: cookie }).expect(401);
      await app.get('/auth/me', { Cookie: cookie }).expect(401);
    } finally {
      await other.stop();
    }
  });

  describe('is on record', () => {
    it('when it succeeds and when one signs out', async () => {
      const cookie = await app.session(owner);
      await app.post('/auth/logout', {}, { Cookie: cookie }).expect(204);
      const [signedIn, signedOut] = [
        (await records('sign-in.succeeded')).at(-1),
        (await records('sign-out.succeeded')).at(-1),
      ];
      for (const record of [signedIn, signedOut]) {
        expect(record).toMatchObject({
          agency_id: owner.agencyId,
          actor_kind: 'staff',
          actor_id: owner.userId,
          target_id: owner.userId,
        });
        expect(record?.address).toMatch(/127\.0\.0\.1/);
      }
    });

    it('with the agency when the e-mail is known', async () => {
      await app.login(owner.email, 'still not the passphrase').expect(401);
      const record = (await records('sign-in.failed')).at(-1);
      expect(record).toMatchObject({
        agency_id: owner.agencyId,
        actor_kind: 'anonymous',
        actor_id: null,
        target_id: owner.userId,
      });
    });

    it('without agency, e-mail and address when the e-mail is not', async () => {
      await app.login('stranger@example.com').expect(401);
      const record = (await records('sign-in.failed')).at(-1);
      expect(record).toMatchObject({ agency_id: null, actor_kind: 'anonymous', target_id: null });
      expect(record?.address).toMatch(/^[\w-]{22}$/);
      expect(record?.fields).toEqual([
        { field: 'email', before: null, after: expect.stringMatching(/^[\w-]{22}$/) as unknown },
      ]);
    });

    it('when a role forbids something', async () => {
      const viewer = await app.colleague(owner.agencyId, 'viewer');
      const response = await app.post('/echo', { value: 1 }, { Cookie: await app.session(viewer) }).expect(403);
      expect(response.body).toMatchObject({ code: 'FORBIDDEN' });
      const record = (await records('access.denied')).at(-1);
      expect(record).toMatchObject({ agency_id: owner.agencyId, actor_id: viewer.userId });
      expect(record?.fields.map(({ after }) => after)).toEqual(['talent:write', 'POST /api/v1/echo']);
    });
  });
});
