import type { TimelineEvent, TimelinePage } from '../../../backend/src/ingestion/dto/history.responses.js';
import { anAlert } from '../../factories/content.js';
import { aProfileChange, aRunAt } from '../../factories/history.js';
import type { Place } from '../../factories/history.js';
import { aConnection } from '../../factories/rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';

const day = (number: number, hour = 12) => new Date(Date.UTC(2026, 0, number, hour)).toISOString();

describe('timeline', () => {
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

  const page = async (query = ''): Promise<TimelinePage> =>
    (await desk.call('get', `/api/v1/connections/${place.connectionId}/timeline${query}`).expect(200))
      .body as TimelinePage;
  const titles = async () => (await page()).items.map(({ title }) => title).toReversed();
  const run = (at: string, outcome?: string, code?: string) =>
    aRunAt(api.rows, place, { at, ...(outcome && { outcome }), ...(code && { code }) });

  it('brings together what people did, how syncs went, what changed and what was raised', async () => {
    await run(day(1));
    await aProfileChange(api.rows, place, { at: day(2), before: 'mia', after: 'miasol' });
    await anAlert(api.rows, place.agencyId, place.connectionId, { raisedAt: day(3), closedAt: day(4) });
    await desk.call('post', `/api/v1/connections/${place.connectionId}/pause`).send({ reason: 'On tour' }).expect(200);
    const { items, nextCursor } = await page();
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      expect.objectContaining({
        kind: 'deed',
        tone: 'neutral',
        title: 'Bluesky paused',
        text: 'On tour',
        actor: expect.any(String) as string,
      }),
      expect.objectContaining({ kind: 'alert', tone: 'neutral', title: 'Alert closed', at: day(4) }),
      expect.objectContaining({ kind: 'alert', tone: 'bad', code: 'PROFILE_HANDLE_REASSIGNED', at: day(3) }),
      expect.objectContaining({ kind: 'change', title: 'Handle changed on Bluesky', text: '@mia → @miasol' }),
      expect.objectContaining({
        kind: 'run',
        tone: 'good',
        title: 'First sync of Bluesky done',
        text: '3 posts read.',
      }),
    ]);
  });

  it('tells of syncs only what is news: the first, what failed, and that it went well again', async () => {
    await run(day(1));
    await run(day(2));
    await run(day(3), 'failed', 'PLATFORM_UNAVAILABLE');
    await run(day(4), 'failed', 'PLATFORM_UNAVAILABLE');
    await run(day(5), 'failed', 'SYNC_TIMEOUT');
    await run(day(6), 'deferred', 'RATE_LIMITED');
    await run(day(7), 'partial', 'PLATFORM_UNAVAILABLE');
    await run(day(8));
    await run(day(9), 'aborted');
    await run(day(10), 'running');
    await run(day(11));
    expect(await titles()).toEqual([
      'First sync of Bluesky done',
      'Bluesky is not answering properly.',
      'Bluesky took too long to answer.',
      'Bluesky asked us to slow down.',
      'Bluesky: the profile was read, not all posts',
      'Bluesky is read again without trouble',
    ]);
  });

  it('counts misses in a row, and anew after a success', async () => {
    await run(day(1));
    await run(day(2), 'failed', 'PROFILE_NOT_FOUND');
    await run(day(3), 'failed', 'PROFILE_NOT_FOUND');
    await run(day(4));
    await run(day(5), 'failed', 'PROFILE_NOT_FOUND');
    await run(day(6), 'failed', 'PLATFORM_UNAVAILABLE');
    await run(day(7), 'failed', 'PROFILE_NOT_FOUND');
    await run(day(8), 'failed', 'PROFILE_DELETED');
    await run(day(9), 'failed', 'PROFILE_DELETED');
    expect(await titles()).toEqual([
      'First sync of Bluesky done',
      'Not found on Bluesky, 1 of 3',
      'Not found on Bluesky, 2 of 3',
      'Bluesky is read again without trouble',
      'Not found on Bluesky, 1 of 3',
      'Bluesky is not answering properly.',
      'Not found on Bluesky, 2 of 3',
      'Gone on Bluesky, 3 of 3',
    ]);
  });

  it('counts no misses of an account that was never found', async () => {
    await run(day(1), 'failed', 'PROFILE_NOT_FOUND');
    await run(day(2), 'failed', 'PROFILE_NOT_FOUND');
    expect(await titles()).toEqual(['Bluesky knows no profile with this name.']);
  });

  it('pages across all kinds without a gap or a double, also where moments are the same', async () => {
    await run(day(1));
    for (const number of [1, 2, 2, 2, 3]) {
      await aProfileChange(api.rows, place, { at: day(number), field: 'bio' });
      await anAlert(api.rows, place.agencyId, place.connectionId, {
        raisedAt: day(number),
        closedAt: day(number),
      });
    }
    await run(day(4), 'failed', 'PROFILE_NOT_FOUND');
    await run(day(5), 'failed', 'PROFILE_NOT_FOUND');
    const whole = (await page('?limit=100')).items;
    expect(whole).toHaveLength(1 + 5 * 3 + 2);
    const walked: TimelineEvent[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: TimelinePage = await page(`?limit=4${cursor && `&cursor=${cursor}`}`);
      walked.push(...next.items);
      cursor = next.nextCursor;
    }
    expect(walked).toEqual(whole);
    expect(new Set(walked.map(({ id }) => id)).size).toBe(whole.length);
    expect(walked.map(({ at }) => at)).toEqual(
      walked
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
  });
});
