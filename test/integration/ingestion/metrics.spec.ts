import type { MetricsResponse } from '../../../backend/src/ingestion/dto/history.responses.js';
import { aRunAt, aSnapshot } from '../../factories/history.js';
import type { Place } from '../../factories/history.js';
import { aConnection } from '../../factories/rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-01T12:00:00Z');
const moment = (ms: number) => new Date(START + ms).toISOString();

describe('figures over time', () => {
  let api: TestApi;
  let desk: Desk;
  let place: Place;

  beforeAll(async () => {
    api = await startApi();
    desk = await Desk.open(api);
  });
  beforeEach(async () => {
    const connectionId = await aConnection(api.rows, desk.agencyId, desk.talentId);
    place = { agencyId: desk.agencyId, connectionId };
  });
  afterAll(() => api.close());

  const ask = (from: number, to: number) =>
    desk.call('get', `/api/v1/connections/${place.connectionId}/metrics?from=${moment(from)}&to=${moment(to)}`);
  const between = async (from: number, to: number) => (await ask(from, to).expect(200)).body as MetricsResponse;
  const snapshot = (at: number, followers?: number | null) =>
    aSnapshot(api.rows, place, new Date(START + at), followers);
  const run = (at: number, outcome?: string) =>
    aRunAt(api.rows, place, { at: moment(at), ...(outcome && { outcome }) });

  it('gives the points of the span, oldest first, and a missing figure as missing', async () => {
    for (const [at, followers] of [
      [-DAY, 90],
      [0, 100],
      [DAY, null],
      [2 * DAY, 0],
      [4 * DAY, 130],
    ] as const)
      await snapshot(at, followers);
    await api.rows.query(`UPDATE social_profile SET blanks = '{"views": "not_supported"}' WHERE connection_id = $1`, [
      place.connectionId,
    ]);
    const { points, blanks } = await between(0, 3 * DAY);
    expect(points).toEqual(
      [100, null, 0].map((followers, day) => ({
        at: moment(day * DAY),
        followers,
        following: null,
        posts: 7,
        views: null,
      })),
    );
    expect(blanks).toEqual({ views: 'not_supported' });
  });

  it('finds no gap while something was read at least every 26 hours', async () => {
    await snapshot(0);
    await run(26 * HOUR);
    await snapshot(52 * HOUR);
    await run(70 * HOUR, 'partial');
    await snapshot(96 * HOUR);
    expect((await between(0, 96 * HOUR)).gaps).toEqual([]);
  });

  it('finds a gap where nothing succeeded for longer, whatever was tried meanwhile', async () => {
    await snapshot(0);
    for (const [at, outcome] of [
      [10 * HOUR, 'failed'],
      [20 * HOUR, 'deferred'],
      [25 * HOUR, 'aborted'],
    ] as const)
      await run(at, outcome);
    await run(27 * HOUR);
    await snapshot(30 * HOUR);
    expect((await between(0, 30 * HOUR)).gaps).toEqual([{ from: moment(0), to: moment(27 * HOUR) }]);
  });

  it('cuts a gap across an edge at the edge', async () => {
    await snapshot(0);
    await snapshot(10 * DAY);
    await snapshot(20 * DAY);
    expect((await between(5 * DAY, 15 * DAY)).gaps).toEqual([
      { from: moment(5 * DAY), to: moment(10 * DAY) },
      { from: moment(10 * DAY), to: moment(15 * DAY) },
    ]);
  });

  it('leaves the gap open that goes on until now, and sees none before the first read ever', async () => {
    await snapshot(0);
    const { gaps } = await between(-60 * DAY, 60 * DAY);
    expect(gaps).toEqual([{ from: moment(0), to: moment(60 * DAY) }]);
  });

  it('has neither points nor gaps where nothing was ever read', async () => {
    expect(await between(0, 90 * DAY)).toMatchObject({ points: [], gaps: [] });
  });

  it('thins out what is too much, and keeps ends, peaks and lows', async () => {
    const { agencyId, connectionId } = place;
    await api.rows.query(
      `INSERT INTO profile_snapshot (connection_id, captured_at, agency_id, followers, source)
       SELECT $1, $2::timestamptz + n * interval '10 minutes', $3, CASE n WHEN 2222 THEN 1 WHEN 3333 THEN 999999 ELSE 5000 + n END, 'public'
       FROM generate_series(0, 4999) AS n`,
      [connectionId, moment(0), agencyId],
    );
    const { points } = await between(0, 35 * DAY);
    const followers = points.map((point) => point.followers);
    expect(points.length).toBeLessThanOrEqual(1000);
    expect(points.length).toBeGreaterThan(400);
    expect(points[0]).toMatchObject({ at: moment(0), followers: 5000 });
    expect(points.at(-1)?.followers).toBe(9999);
    expect(followers).toEqual(expect.arrayContaining([1, 999_999]));
    expect(points.map(({ at }) => at)).toEqual(points.map(({ at }) => at).toSorted());
    const steps = points.slice(1).map(({ at }, index) => Date.parse(at) - Date.parse(points[index]?.at ?? at));
    expect(Math.max(...steps)).toBeLessThan(8 * HOUR);
  });

  it('refuses a span that ends before it begins, or is longer than two years', async () => {
    await ask(DAY, 0).expect(400);
    await ask(0, 0).expect(400);
    await ask(-800 * DAY, 0).expect(400);
    await ask(-730 * DAY, 0).expect(200);
  });

  it('is the last 90 days where nobody asks for others, and never the future', async () => {
    const { body } = await desk.call('get', `/api/v1/connections/${place.connectionId}/metrics`).expect(200);
    const { from, to } = body as MetricsResponse;
    expect(Date.parse(to) - Date.parse(from)).toBe(90 * DAY);
    expect(Date.parse(to)).toBeLessThanOrEqual(Date.now() + 60_000);
  });
});
