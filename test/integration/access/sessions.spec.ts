import { AccessApp } from './access-app.js';
import type { Person } from './access-app.js';

const BACKGROUND = { 'X-Background': '1' };

describe('a session', () => {
  let app: AccessApp;
  let owner: Person;
  let cookie: string;

  beforeAll(async () => {
    app = await AccessApp.start();
    owner = await app.owner();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    cookie = await app.session(owner);
  });

  const me = (headers: Record<string, string> = {}) => app.get('/auth/me', { Cookie: cookie, ...headers });

  it('ends after half an hour without anybody acting', async () => {
    app.clock.advance({ minutes: 29 });
    await me().expect(200);
    app.clock.advance({ minutes: 29 });
    await me().expect(200);
    app.clock.advance({ minutes: 31 });
    await me().expect(401);
  });

  it('is not kept alive by a page that only polls', async () => {
    for (const minutes of [10, 10, 9]) {
      app.clock.advance({ minutes });
      await me(BACKGROUND).expect(200);
    }
    app.clock.advance({ minutes: 2 });
    await me(BACKGROUND).expect(401);
    await me().expect(401);
  });

  it('ends after twelve hours in any case', async () => {
    for (let round = 0; round < 35; round += 1) {
      app.clock.advance({ minutes: 20 });
      await me().expect(200);
    }
    app.clock.advance({ minutes: 21 });
    await me().expect(401);
  });

  it('notes when it was last used, at most once a minute', async () => {
    const lastSeen = async () => {
      const rows = await app.sql<{ last_seen_at: Date }>('SELECT last_seen_at FROM session ORDER BY id DESC LIMIT 1');
      return rows[0]?.last_seen_at.toISOString();
    };
    const begun = await lastSeen();
    app.clock.advance({ seconds: 59 });
    await me().expect(200);
    expect(await lastSeen()).toBe(begun);
    app.clock.advance({ seconds: 1 });
    await me().expect(200);
    expect(await lastSeen()).toBe(app.clock.now().toISOString());
  });

  it('ends at once when its person is disabled', async () => {
    const viewer = await app.colleague(owner.agencyId, 'viewer');
    const theirs = { Cookie: await app.session(viewer) };
    await app.get('/staff', theirs).expect(200);
    await app.sql(`UPDATE app_user SET status = 'disabled' WHERE id = $1`, [viewer.userId]);
    await app.get('/staff', theirs).expect(401);
  });

  it('follows a change of role at once', async () => {
    const manager = await app.colleague(owner.agencyId, 'manager');
    const theirs = { Cookie: await app.session(manager) };
    await app.post('/echo', { value: 1 }, theirs).expect(201);
    await app.sql(`UPDATE app_user SET role = 'viewer' WHERE id = $1`, [manager.userId]);
    await app.post('/echo', { value: 1 }, theirs).expect(403);
  });

  it('acts only when a page of ours asks for it', async () => {
    const other = { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    await app.post('/echo', { value: 1 }, other).expect(403);
  });
});
