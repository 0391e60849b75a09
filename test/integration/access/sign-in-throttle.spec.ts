import { AccessApp } from './access-app.js';
import type { Person } from './access-app.js';

const PROXY = { TRUSTED_PROXIES: '127.0.0.1/32,::1/128' };
const from = (address: string) => ({ 'X-Forwarded-For': address });

describe('the throttle of sign-ins', () => {
  let apps: [AccessApp, AccessApp];
  let owner: Person;

  beforeAll(async () => {
    apps = [await AccessApp.start(PROXY), await AccessApp.start(PROXY)];
    owner = await apps[0].owner();
  });
  afterAll(() => Promise.all(apps.map((app) => app.stop())));

  /** Twenty bad sign-ins, by turns at both processes. */
  async function storm(email: string, headers: (round: number) => Record<string, string>): Promise<number[]> {
    const statuses = [];
    for (let round = 0; round < 20; round += 1) {
      statuses.push((await apps[round % 2 === 0 ? 0 : 1].login(email, 'wrong', headers(round))).status);
    }
    return statuses;
  }
  const bad = [401, 401, 401, 401, 401, ...Array<number>(15).fill(429)];

  it('stops one address at one account, for all processes together, and lets everybody else in', async () => {
    expect(await storm(owner.email, () => from('203.0.113.7'))).toEqual(bad);
    const refused = await apps[0].login(owner.email, undefined, from('203.0.113.7')).expect(429);
    expect(refused.body).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) as unknown });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await apps[1].login(owner.email, undefined, from('198.51.100.9')).expect(200);
    const colleague = await apps[0].colleague(owner.agencyId, 'viewer');
    await apps[1].login(colleague.email, undefined, from('203.0.113.7')).expect(200);
  });

  it('says the same of an account that does not exist', async () => {
    expect(await storm('nobody@example.com', () => from('203.0.113.8'))).toEqual(bad);
  });

  it('is on record once for each storm', async () => {
    const rows = await apps[0].sql<{ agency_id: string | null; target_id: string | null }>(
      `SELECT agency_id, target_id FROM change WHERE action = 'sign-in.throttled' ORDER BY seq`,
    );
    expect(rows).toEqual([
      { agency_id: owner.agencyId, target_id: owner.userId },
      { agency_id: null, target_id: null },
    ]);
  });

  it('counts tries at the same time one by one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, round) =>
        apps[round % 2 === 0 ? 0 : 1].login(owner.email, 'wrong', from('203.0.113.10')),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  it('forgets the bad tries after a good one', async () => {
    const statuses = [];
    for (const password of ['wrong', 'wrong', undefined, 'wrong', 'wrong', undefined, 'wrong', 'wrong', undefined]) {
      statuses.push((await apps[0].login(owner.email, password, from('203.0.113.11'))).status);
    }
    expect(statuses).toEqual([401, 401, 200, 401, 401, 200, 401, 401, 200]);
  });

  it('believes X-Forwarded-For from nobody but the proxies', async () => {
    const direct = await AccessApp.start();
    try {
      const statuses = [];
      for (let round = 0; round < 8; round += 1) {
        statuses.push((await direct.login('spoofed@example.com', 'wrong', from(`192.0.2.${String(round)}`))).status);
      }
      expect(statuses).toEqual(bad.slice(0, 8));
    } finally {
      await direct.stop();
    }
  });

  it('goes on in memory while Redis is away', async () => {
    const alone = await AccessApp.start({ ...PROXY, REDIS_URL: 'redis://127.0.0.1:1' });
    try {
      const statuses = [];
      for (let round = 0; round < 8; round += 1) {
        statuses.push((await alone.login('island@example.com', 'wrong', from('203.0.113.12'))).status);
      }
      expect(statuses).toEqual(bad.slice(0, 8));
      await alone.login(owner.email, undefined, from('203.0.113.13')).expect(200);
    } finally {
      await alone.stop();
    }
  });
});
