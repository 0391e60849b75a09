import type { Owner } from '../../../backend/src/ingestion/post-store.service.js';
import { aReadPost, withLikes } from '../../factories/normalized.js';
import { Stock } from '../../support/stock.js';

const HOUR = 3_600_000;
const T0 = Date.parse('2026-03-02T12:00:00Z');
const at = (hours: number) => new Date(T0 + hours * HOUR);

describe('figures of posts', () => {
  let stock: Stock;

  beforeAll(async () => {
    stock = await Stock.open();
  });
  beforeEach(() => stock.begin());
  afterAll(() => stock.close());

  const history = ({ connectionId }: Owner, platformPostId: string) =>
    stock.all<{ at: Date; likes: string | null }>(
      `SELECT h.captured_at AS at, h.likes FROM post_snapshot h JOIN social_post p ON p.id = h.post_id
       WHERE p.connection_id = $1 AND p.platform_post_id = $2 ORDER BY 1`,
      connectionId,
      platformPostId,
    );

  it('a post that moved is noted each time, one that did not once a day', async () => {
    const one = await stock.connection();
    const still = aReadPost('still');
    const read = (hours: number, count: number) =>
      stock.store(at(hours), [one, [still, withLikes(aReadPost('moving'), count)]]);

    await read(0, 1);
    await read(1, 2);
    await read(2, 2);
    await read(3, 1);
    await read(23.5, 1);
    await read(24, 1);

    expect(await history(one, 'moving')).toEqual([
      { at: at(0), likes: '1' },
      { at: at(1), likes: '2' },
      { at: at(3), likes: '1' },
    ]);
    expect(await history(one, 'still')).toEqual([
      { at: at(0), likes: '1' },
      { at: at(23.5), likes: '1' },
    ]);
  });

  it('says as of when the figures are by when they moved, and blanks alone are no history', async () => {
    const one = await stock.connection();
    await stock.store(at(0), [one, [aReadPost('a')]]);
    await stock.store(at(1), [one, [aReadPost('a')]]);
    const when = async () =>
      (
        await stock.all<{ at: Date }>(
          'SELECT captured_at AS at FROM post_stats s JOIN social_post p ON p.id = s.post_id WHERE connection_id = $1',
          one.connectionId,
        )
      )[0]?.at;
    expect(await when()).toEqual(at(0));

    await stock.store(at(2), [one, [aReadPost('a', { blanks: { views: 'not_yet' } })]]);

    expect(await when()).toEqual(at(2));
    expect(await history(one, 'a')).toHaveLength(1);
  });

  it('stores figures that were looked up, of those posts that are there', async () => {
    const [one, other] = [await stock.connection(), await stock.connection()];
    await stock.store(at(0), [one, [aReadPost('a'), aReadPost('b')]], [other, [aReadPost('a')]]);
    const { metrics, blanks } = withLikes(aReadPost('a'), 5);
    const looked = (connectionId: string, platformPostId: string) => ({
      connectionId,
      platformPostId,
      metrics,
      blanks,
    });

    await stock.in((tx) =>
      stock.posts.storeFigures(
        tx,
        stock.agencyId,
        [looked(one.connectionId, 'a'), looked(one.connectionId, 'nobody’s'), looked(other.connectionId, 'a')],
        at(1),
        'public',
      ),
    );

    expect(await stock.likes(one)).toEqual([
      { id: 'a', likes: '5' },
      { id: 'b', likes: '1' },
    ]);
    expect(await stock.likes(other)).toEqual([{ id: 'a', likes: '5' }]);
    expect(await history(one, 'a')).toHaveLength(2);
    expect(await history(one, 'b')).toHaveLength(1);
  });

  it('history ends when the platform’s terms say so, by whichever way it was read', async () => {
    const one = await stock.connection('youtube');
    await stock.store(at(0), [one, [aReadPost('a')]]);
    const { metrics, blanks } = withLikes(aReadPost('a'), 5);
    await stock.in((tx) =>
      stock.posts.storeFigures(tx, stock.agencyId, [{ ...one, platformPostId: 'a', metrics, blanks }], at(1), 'public'),
    );

    const kept = await stock.all<{ days: number }>(
      `SELECT extract(epoch FROM h.expires_at - h.captured_at)::float8 / 86400 AS days FROM post_snapshot h WHERE h.agency_id = $1`,
      stock.agencyId,
    );
    expect(kept).toEqual([{ days: 30 }, { days: 30 }]);
  });

  it('finds the posts that are due by their age, of all connections in one read, without the deleted', async () => {
    const [one, other] = [await stock.connection(), await stock.connection()];
    const aged = (id: string, hours: number) => aReadPost(id, { publishedAt: at(-hours) });
    await stock.store(
      at(0),
      [one, [aged('new', 1), aged('middle', 50), aged('old', 24 * 200)]],
      [other, [aged('new', 2), aged('gone', 3)]],
    );
    await stock.rows.query(`UPDATE social_post SET deleted_at = now() WHERE platform_post_id = 'gone'`);

    const due = await stock.posts.postsDue(stock.agencyId, [
      {
        connectionId: one.connectionId,
        platformAccountId: 'acc-1',
        ages: [
          { from: at(-48), to: at(0) },
          { from: null, to: at(-24 * 90) },
        ],
      },
      { connectionId: other.connectionId, platformAccountId: 'acc-2', ages: [{ from: at(-48), to: at(0) }] },
    ]);

    expect(due.map(({ platformAccountId, platformPostId }) => `${platformAccountId} ${platformPostId}`).sort()).toEqual(
      ['acc-1 new', 'acc-1 old', 'acc-2 new'],
    );
    expect(await stock.posts.postsDue(stock.agencyId, [])).toEqual([]);
  });
});
