/** What people do with many at once: each for itself. */
import type { BulkConnectionResults } from '../../backend/src/connections/dto/bulk.responses.js';
import type { BulkTalentResults } from '../../backend/src/talents/dto/bulk.responses.js';
import { aConnection, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { Desk } from '../support/desk.js';
import { UNKNOWN_ID } from '../support/world.js';

const uuid = (number: number): string => `01937d2c-8a55-7cc0-b2aa-${number.toString(16).padStart(12, '0')}`;

let api: TestApi;
let desk: Desk;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  desk = await Desk.open(api);
});

const connection = (control = 'enabled') => {
  const status = { enabled: 'READY', paused: 'PAUSED' }[control] ?? 'DISCONNECTED';
  return aConnection(api.rows, desk.agencyId, desk.talentId, { control, status });
};
const recordsOf = async (ids: readonly string[], action: string): Promise<number> => {
  const sql = 'SELECT count(*)::int AS n FROM change WHERE target_id = ANY($1) AND action = $2';
  return (await api.rows.query<{ n: number }>(sql, [ids, action])).rows[0]?.n ?? 0;
};

describe('many connections at once', () => {
  const bulk = (body: object) => desk.call('post', '/api/v1/connections/bulk').send(body);
  const results = async (body: object) => ((await bulk(body).expect(200)).body as BulkConnectionResults).results;

  it('answers for each by itself: one that refuses holds up no other', async () => {
    const stranger = await Desk.open(api);
    const theirs = await aConnection(api.rows, stranger.agencyId, stranger.talentId);
    const [well, paused, archived] = [await connection(), await connection('paused'), await connection('archived')];

    const all = await results({ action: 'sync', ids: [UNKNOWN_ID, well, theirs, paused, archived] });

    const { talentId } = desk;
    expect(all.map(({ problem, ...result }) => ({ ...result, code: problem?.code ?? null }))).toEqual([
      { connectionId: UNKNOWN_ID, talentId: null, ok: false, code: 'NOT_FOUND' },
      { connectionId: well, talentId, ok: true, code: null },
      { connectionId: theirs, talentId: null, ok: false, code: 'NOT_FOUND' },
      { connectionId: paused, talentId, ok: false, code: 'CONFLICT' },
      { connectionId: archived, talentId, ok: false, code: 'CONFLICT' },
    ]);
    expect(all[3]?.problem).toEqual({
      status: 409,
      code: 'CONFLICT',
      detail: 'This connection is paused.',
      action: 'Resume it first.',
      retryAfter: null,
    });
    expect(all[0]?.problem).toEqual(all[2]?.problem);
    expect(await recordsOf([well, theirs, paused, archived], 'connection.sync_requested')).toBe(1);
  });

  it('says of each when it may be synced again', async () => {
    const id = await connection();
    await results({ action: 'sync', ids: [id] });
    const [again] = await results({ action: 'sync', ids: [id] });
    expect(again).toMatchObject({ ok: false, problem: { status: 429, code: 'TOO_MANY_REQUESTS' } });
    expect(again?.problem?.retryAfter).toBeGreaterThan(0);
  });

  it('pauses and resumes with a record each', async () => {
    const ids = await Promise.all(Array.from({ length: 7 }, () => connection()));
    expect((await results({ action: 'pause', ids })).every(({ ok }) => ok)).toBe(true);
    expect((await desk.see(ids[0] ?? '')).status).toBe('PAUSED');
    expect((await results({ action: 'resume', ids })).map(({ connectionId }) => connectionId)).toEqual(ids);
    expect(await recordsOf(ids, 'connection.paused')).toBe(7);
    expect(await recordsOf(ids, 'connection.resumed')).toBe(7);
  });

  it('takes talents for those of their connections that the action is for', async () => {
    const other = await aTalent(api.rows, desk.agencyId);
    const [well, paused] = [await connection(), await connection('paused')];
    await connection('archived');
    const second = await aConnection(api.rows, desk.agencyId, other);
    const talentIds = [other, UNKNOWN_ID, desk.talentId];
    const synced = await results({ action: 'sync', talentIds, ids: [well] });
    expect(synced.map(({ connectionId, talentId, ok }) => [connectionId, talentId, ok])).toEqual([
      [well, desk.talentId, true],
      [null, UNKNOWN_ID, false],
      [second, other, true],
    ]);
    const resumed = await results({ action: 'resume', talentIds });
    expect(resumed.map(({ connectionId }) => connectionId)).toEqual([null, paused]);
  });

  it('says what it left out where talents have too many', async () => {
    await api.rows.query(
      `WITH made AS (
         INSERT INTO social_connection (id, agency_id, talent_id, platform, locator_kind, locator_value, handle, normalized_handle, url, method, status)
         SELECT gen_random_uuid(), $1, $2, 'bluesky', 'handle', 'h' || n, 'h' || n, 'h' || n, 'https://example.com', 'MANUAL', 'PENDING'
         FROM generate_series(1, 502) AS n RETURNING id), synced AS (
         INSERT INTO connection_sync (connection_id, agency_id, platform, next_sync_at) SELECT id, $1, 'bluesky', now() FROM made)
       INSERT INTO connection_product (connection_id, agency_id, product)
       SELECT id, $1, product FROM made, unnest(ARRAY['profile', 'posts']) AS product`,
      [desk.agencyId, desk.talentId],
    );
    const answer = (await bulk({ action: 'pause', talentIds: [desk.talentId] }).expect(200))
      .body as BulkConnectionResults;
    expect([answer.results.length, answer.left, answer.results.every(({ ok }) => ok)]).toEqual([500, 2, true]);
  });

  it.each([
    ['neither ids nor talents', { action: 'sync' }, 'ids'],
    ['no ids', { action: 'sync', ids: [] }, 'ids'],
    ['an id twice', { action: 'sync', ids: [UNKNOWN_ID, UNKNOWN_ID.toUpperCase()] }, 'ids'],
    ['what is no id', { action: 'sync', ids: ['x'] }, 'ids'],
    ['too many', { action: 'sync', talentIds: Array.from({ length: 101 }, (_, n) => uuid(n)) }, 'talentIds'],
    ['another action', { action: 'erase', ids: [UNKNOWN_ID] }, 'action'],
  ])('refuses %s', async (_, body, field) => {
    const { errors } = (await bulk(body).expect(400)).body as { errors: { field: string }[] };
    expect(new Set(errors.map((problem) => problem.field.split('.')[0]))).toEqual(new Set([field]));
  });

  it('does it once for one Idempotency-Key', async () => {
    const id = await connection();
    const once = () => bulk({ action: 'pause', ids: [id] }).set('Idempotency-Key', 'pause-them');
    const first = await once().expect(200);
    await desk.deed(id, 'resume').expect(200);
    expect((await once().expect(200)).body).toEqual(first.body);
    expect((await desk.see(id)).control).toBeNull();
  });
});

describe('many talents at once', () => {
  const bulk = (body: object) => desk.call('post', '/api/v1/talents/bulk').send(body);
  const outcomes = async (body: object) =>
    ((await bulk(body).expect(200)).body as BulkTalentResults).results.map(({ id, ok, problem }) => [
      id,
      ok,
      problem?.code ?? null,
    ]);
  const see = async (id: string) =>
    (await desk.call('get', `/api/v1/talents/${id}`).expect(200)).body as { tags: string[]; status: string };

  it('tags and untags each, and answers for each', async () => {
    const full = await aTalent(api.rows, desk.agencyId, {
      tags: Array.from({ length: 30 }, (_, n) => `t${String(n)}`),
    });
    const tagged = await aTalent(api.rows, desk.agencyId, { tags: ['Tour'] });
    const stranger = await Desk.open(api);
    const ids = [desk.talentId, full, tagged, stranger.talentId];
    expect(await outcomes({ action: 'tag', tag: ' tour ', ids })).toEqual([
      [desk.talentId, true, null],
      [full, false, 'REQUEST_INVALID'],
      [tagged, true, null],
      [stranger.talentId, false, 'NOT_FOUND'],
    ]);
    expect([(await see(desk.talentId)).tags, (await see(tagged)).tags]).toEqual([['tour'], ['Tour']]);
    expect(await recordsOf(ids, 'talent.updated')).toBe(1);
    await outcomes({ action: 'untag', tag: 'TOUR', ids });
    expect([(await see(desk.talentId)).tags, (await see(tagged)).tags]).toEqual([[], []]);
  });

  it('archives and takes back', async () => {
    const ids = [desk.talentId, await aTalent(api.rows, desk.agencyId)];
    await outcomes({ action: 'archive', ids });
    expect((await see(desk.talentId)).status).toBe('archived');
    expect(await outcomes({ action: 'unarchive', ids })).toEqual(ids.map((id) => [id, true, null]));
    expect((await see(desk.talentId)).status).toBe('active');
    expect([await recordsOf(ids, 'talent.archived'), await recordsOf(ids, 'talent.restored')]).toEqual([2, 2]);
  });

  it.each([
    ['a tag that is missing', { action: 'tag', ids: [UNKNOWN_ID] }, 'tag'],
    ['an empty tag', { action: 'untag', ids: [UNKNOWN_ID], tag: ' ' }, 'tag'],
    ['nobody', { action: 'archive', ids: [] }, 'ids'],
    ['another action', { action: 'erase', ids: [UNKNOWN_ID] }, 'action'],
  ])('refuses %s', async (_, body, field) => {
    const { errors } = (await bulk(body).expect(400)).body as { errors: { field: string }[] };
    expect(new Set(errors.map((problem) => problem.field.split('.')[0]))).toEqual(new Set([field]));
  });
});
