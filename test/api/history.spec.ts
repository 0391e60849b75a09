import { aPost } from '../factories/content.js';
import { aProfileChange } from '../factories/history.js';
import { aConnection, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { Desk } from '../support/desk.js';
import { UNKNOWN_ID } from '../support/world.js';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

describe('what became of connections', () => {
  let api: TestApi;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    desk = await Desk.open(api);
  });
  afterAll(() => api.close());

  const get = async <T>(path: string) => (await desk.call('get', `/api/v1${path}`).expect(200)).body as Page<T>;
  const connect = (given: Parameters<typeof aConnection>[3] = {}) =>
    aConnection(api.rows, desk.agencyId, desk.talentId, given);

  it.each(['changes', 'metrics', 'timeline', 'posts', 'runs'])(
    '%s of what is not there, or not ours, is not found',
    async (what) => {
      const other = await Desk.open(api);
      const theirs = await aConnection(api.rows, other.agencyId, other.talentId);
      for (const id of [UNKNOWN_ID, theirs]) {
        const { body } = await desk.call('get', `/api/v1/connections/${id}/${what}`).expect(404);
        expect(body).toMatchObject({ code: 'NOT_FOUND', detail: 'There is no such connection.' });
      }
    },
  );

  it('posts of a talent who is not there, or not ours, are not found', async () => {
    const other = await Desk.open(api);
    for (const id of [UNKNOWN_ID, other.talentId]) await desk.call('get', `/api/v1/talents/${id}/posts`).expect(404);
  });

  it('changes come newest first, a page at a time, and pictures through our own address', async () => {
    const connectionId = await connect();
    const place = { agencyId: desk.agencyId, connectionId };
    const picture = 'https://cdn.bsky.app/img/avatar/x.jpg';
    await aProfileChange(api.rows, place, { at: '2026-02-01T12:00:00Z', before: null, after: 'miasol' });
    await aProfileChange(api.rows, place, {
      at: '2026-02-02T12:00:00Z',
      field: 'avatar',
      before: picture,
      after: 'https://evil.example/x',
    });
    const first = await get<{ field: string; before: string | null; after: string | null }>(
      `/connections/${connectionId}/changes?limit=1`,
    );
    expect(first.items).toEqual([
      expect.objectContaining({
        field: 'avatar',
        before: expect.stringMatching(/^\/api\/v1\/media\//) as string,
        after: null,
      }),
    ]);
    const second = await get(`/connections/${connectionId}/changes?limit=1&cursor=${first.nextCursor ?? ''}`);
    expect(second).toEqual({
      items: [expect.objectContaining({ field: 'handle', before: null, after: 'miasol' })],
      nextCursor: null,
    });
    const cursor = first.nextCursor ?? '';
    await desk.call('get', `/api/v1/connections/${connectionId}/runs?cursor=${cursor}`).expect(400);
    await desk.call('get', `/api/v1/connections/${await connect()}/changes?cursor=${cursor}`).expect(400);
  });

  it('posts of a talent come from all accounts that are connected, newest first', async () => {
    const one = await connect({ handle: 'one.test' });
    const two = await connect({ handle: 'two.test', platform: 'youtube' });
    const archived = await connect({ status: 'DISCONNECTED', control: 'archived' });
    const somebody = await aTalent(api.rows, desk.agencyId);
    const elsewhere = await aConnection(api.rows, desk.agencyId, somebody);
    for (const [index, connectionId] of [one, two, one, two, archived, elsewhere].entries()) {
      const id = await aPost(api.rows, desk.agencyId, connectionId);
      await api.rows.query(
        `UPDATE social_post SET published_at = '2026-01-01T10:00:00Z'::timestamptz + $2 * interval '1 hour' WHERE id = $1`,
        [id, index],
      );
    }
    interface Post {
      connectionId: string;
      platform: string;
      handle: string;
      stats: { likes: number | null };
    }
    const path = `/talents/${desk.talentId}/posts`;
    const whole = await get<Post>(path);
    expect(whole.items.map(({ handle }) => handle)).toEqual(['two.test', 'one.test', 'two.test', 'one.test']);
    expect(whole.items[0]).toMatchObject({ connectionId: two, platform: 'youtube', stats: { likes: 7 } });
    const first = await get<Post>(`${path}?limit=3`);
    const rest = await get<Post>(`${path}?limit=3&cursor=${first.nextCursor ?? ''}`);
    expect([...first.items, ...rest.items]).toEqual(whole.items);
    expect(rest.nextCursor).toBeNull();
    expect((await get<Post>(`${path}?platform=bluesky`)).items.map(({ handle }) => handle)).toEqual([
      'one.test',
      'one.test',
    ]);
    await desk.call('get', `/api/v1${path}?platform=bluesky&cursor=${first.nextCursor ?? ''}`).expect(400);
  });
});
