import { Attainable } from '../../backend/src/ingestion/attainable.service.js';
import type { FreshnessResponse, PlatformFreshness } from '../../backend/src/operations/dto/freshness.response.js';
import { aConnection, anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import type { Agency } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';

const MINUTE = 60;
let api: TestApi;
let agency: Agency;
let call: Caller;
let talent: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  agency = await anAgency(api.rows);
  call = await api.signIn(await aStaffMember(api.rows, agency.id, { role: 'viewer' }));
  talent = await aTalent(api.rows, agency.id);
});

/** Counted anew: what everyone needs is known for a minute otherwise. */
async function freshness(who: Caller = call): Promise<FreshnessResponse> {
  const attainable = api.app.get(Attainable, { strict: false });
  Reflect.set(attainable, 'readAt', Number.NEGATIVE_INFINITY);
  return (await who('get', '/api/v1/operations/freshness').expect(200)).body as FreshnessResponse;
}

async function platform(id = 'bluesky'): Promise<PlatformFreshness> {
  const found = (await freshness()).platforms.find((one) => one.platform === id);
  if (!found) throw new Error(`${id} is not among them`);
  return found;
}

/** Read so long ago by the database's clock; due within the hour. */
async function connected(secondsAgo: number | null, given: { platform?: string; activity?: string } = {}) {
  const id = await aConnection(api.rows, agency.id, talent, given);
  await api.rows.query(
    `UPDATE connection_product SET succeeded_at = now() - make_interval(secs => $2), outcome = CASE WHEN $2::int IS NULL THEN 'never' ELSE outcome END,
       activity = $3 WHERE connection_id = $1 AND product = 'profile'`,
    [id, secondsAgo, given.activity ?? 'idle'],
  );
  await api.rows.query(
    `UPDATE connection_sync SET next_sync_at = now() + interval '30 minutes' WHERE connection_id = $1`,
    [id],
  );
  return id;
}

const set = (id: string, table: 'social_connection' | 'connection_sync', change: string) =>
  api.rows.query(`UPDATE ${table} SET ${change} WHERE ${table === 'connection_sync' ? 'connection_id' : 'id'} = $1`, [
    id,
  ]);

async function ran(connectionId: string, outcome: string, seconds: number, token: number) {
  await api.rows.query(
    `INSERT INTO sync_run (id, agency_id, connection_id, cause, attempt, lease_token, outcome, started_at, finished_at)
     VALUES (gen_random_uuid(), $1, $2, 'first', 0, $5, $3, now() - interval '1 hour', now() - interval '1 hour' + make_interval(secs => $4))`,
    [agency.id, connectionId, outcome, seconds, token],
  );
}

describe('what is attained', () => {
  it('is nothing to speak of where an agency has no connections', async () => {
    expect(await freshness()).toEqual({ targetSeconds: 3600, platforms: [] });
  });

  it('is the share that is younger than an hour, and how old the others are', async () => {
    for (const minutes of [1, 20, 50, 90]) await connected(minutes * MINUTE);

    const { connections, neverRead, attainedShare, ages, freshWithinSeconds } = await platform();

    expect({ connections, neverRead, attainedShare, freshWithinSeconds }).toEqual({
      connections: 4,
      neverRead: 0,
      attainedShare: 0.75,
      freshWithinSeconds: 3600,
    });
    expect(
      [ages.p50Seconds, ages.p95Seconds, ages.oldestSeconds].map((age) => Math.round((age ?? 0) / MINUTE)),
    ).toEqual([20, 90, 90]);
  });

  it('counts what was never read among what is not fresh, and says so', async () => {
    await connected(null);

    expect(await platform()).toMatchObject({
      connections: 1,
      neverRead: 1,
      attainedShare: 0,
      lastSuccessAt: null,
      ages: { p50Seconds: null, p95Seconds: null, oldestSeconds: null },
    });
  });

  it('leaves out what nobody reads: paused, archived, without consent, or without public data', async () => {
    await connected(5);
    await set(await connected(9999), 'social_connection', `control = 'paused'`);
    await set(await connected(9999), 'social_connection', `control = 'archived'`);
    await set(await connected(9999), 'social_connection', `auth = 'reauth_required'`);
    await api.rows.query(`UPDATE connection_product SET outcome = 'not_supported' WHERE connection_id = $1`, [
      await connected(null),
    ]);

    expect(await platform()).toMatchObject({ connections: 1, attainedShare: 1, waiting: { people: 1 } });
  });

  it('is an agency’s own', async () => {
    await connected(5);
    const other = await anAgency(api.rows);
    const stranger = await api.signIn(await aStaffMember(api.rows, other.id, { role: 'owner' }));

    expect((await freshness(stranger)).platforms).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it('is counted by itself, and is not fresh', async () => {
    await connected(5);
    await api.rows.query(`UPDATE connection_product SET outcome = 'failed' WHERE connection_id = $1`, [
      await connected(9999),
    ]);

    expect(await platform()).toMatchObject({ connections: 2, failing: 1, attainedShare: 0.5 });
  });
});

describe('what is put off', () => {
  it('resumes when the platform said, and fails nobody', async () => {
    const soon = await connected(5, { activity: 'waiting_limit' });
    await connected(5, { activity: 'waiting_limit' });
    await set(soon, 'connection_sync', `next_sync_at = '2031-11-22T14:05:00Z'`);
    await connected(5, { activity: 'waiting_retry' });

    const { waiting, breaker } = await platform();

    expect(waiting).toMatchObject({ limited: 2, unanswered: 0, retrying: 1 });
    expect(Date.parse(waiting.limitedUntil ?? '')).toBeLessThan(Date.parse('2031-11-22T14:05:00Z'));
    expect(breaker).toEqual({ state: 'closed', nextTryAt: null });
  });

  it('shows a platform that does not answer, and when it is asked again', async () => {
    await set(
      await connected(5, { activity: 'waiting_platform' }),
      'connection_sync',
      `next_sync_at = '2031-11-22T14:05:00Z'`,
    );

    expect(await platform()).toMatchObject({
      waiting: { unanswered: 1 },
      breaker: { state: 'open', nextTryAt: '2031-11-22T14:05:00.000Z' },
    });
  });
});

describe('what is attainable', () => {
  it('names the limit that would be reached first, and what is needed of it', async () => {
    await connected(5, { platform: 'youtube' });

    const { attainable } = await platform('youtube');

    expect(attainable).toMatchObject({ hourly: true, intervalSeconds: 56 * MINUTE });
    expect(attainable.limitedBy).toMatchObject({ limit: 10_000, windowSeconds: 86_400 });
    expect(attainable.budgetPerHour).toBeCloseTo((10_000 * 0.95) / 24, 0);
    expect(attainable.neededShare).toBeLessThan(0.01);
  });

  it('is longer than an hour where the limit forbids that, for all agencies that share it', async () => {
    const crowd = await anAgency(api.rows);
    await api.rows.query(`INSERT INTO talent (id, agency_id, name) VALUES ($1, $1, 'Crowd')`, [crowd.id]);
    await api.rows.query(
      `WITH made AS (INSERT INTO social_connection (id, agency_id, talent_id, platform, platform_account_id, locator_kind, locator_value, handle, normalized_handle, url, method, status, auth)
         SELECT gen_random_uuid(), $1, $1, 'youtube', 'a' || n, 'handle', 'h' || n, 'h' || n, 'h' || n, 'https://example.com', 'OAUTH', 'READY', 'active' FROM generate_series(1, 1000) n RETURNING id),
       synced AS (INSERT INTO connection_sync (connection_id, agency_id, platform, next_sync_at) SELECT id, $1, 'youtube', now() FROM made)
       INSERT INTO connection_product (connection_id, agency_id, product) SELECT id, $1, product FROM made, unnest(ARRAY['profile', 'posts']) AS product`,
      [crowd.id],
    );
    await connected(5, { platform: 'youtube' });
    await connected(80 * MINUTE, { platform: 'youtube' });

    const { attainable, freshWithinSeconds, attainedShare } = await platform('youtube');

    expect(attainable.hourly).toBe(false);
    expect(attainable.neededShare).toBeGreaterThan(2);
    expect(attainable.seconds).toBeGreaterThan(2 * 3600);
    expect(freshWithinSeconds).toBe(attainable.intervalSeconds);
    expect(attainedShare).toBe(1);
    expect(attainable.callsPerHour).toBeLessThan(5);
    await api.rows.query('DELETE FROM agency WHERE id = $1', [crowd.id]);
  });
});

describe('how the syncs of a day went', () => {
  it('tells the success rate without what was put off, and how long they took', async () => {
    const id = await connected(5);
    const outcomes = ['ok', 'ok', 'ok', 'failed', 'deferred', 'deferred'];
    for (const [index, outcome] of outcomes.entries()) await ran(id, outcome, 2 + index, index + 1);

    expect((await platform()).syncs).toEqual({
      finished: 6,
      ok: 3,
      partial: 0,
      failed: 1,
      deferred: 2,
      successRate: 0.75,
      took: { count: 3, p50Seconds: 3, p95Seconds: 4 },
      sampled: 1,
    });
  });

  it('knows no rate where nothing ran', async () => {
    await connected(5);

    expect(await platform()).toMatchObject({
      syncs: { finished: 0, successRate: null, took: { count: 0, p50Seconds: null } },
      timeToReady: { count: 0, p50Seconds: null, p95Seconds: null },
    });
  });

  it('tells how long new connections took to be ready', async () => {
    const id = await connected(5);
    await ran(id, 'ok', 2, 1);
    await set(
      id,
      'social_connection',
      `created_at = (SELECT r.finished_at FROM sync_run r WHERE r.connection_id = social_connection.id) - interval '10 seconds'`,
    );

    expect((await platform()).timeToReady).toEqual({ count: 1, p50Seconds: 10, p95Seconds: 10 });
  });
});
