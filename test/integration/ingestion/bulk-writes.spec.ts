import type { Tx } from '../../../backend/src/core/database/database.service.js';
import { aReadPost, withLikes } from '../../factories/normalized.js';
import { STAND, Stock } from '../../support/stock.js';
import { until } from '../../support/until.js';

const HOUR = 3_600_000;
const T0 = Date.parse('2026-03-02T12:00:00Z');
const at = (hours: number) => new Date(T0 + hours * HOUR);
const POSTS = 500;

describe('what a group has read, written at once', () => {
  let stock: Stock;

  beforeAll(async () => {
    stock = await Stock.open();
    await stock.all('ALTER TABLE post_stats SET (autovacuum_enabled = off)'); // no room is made in a page that it reads just then
  });
  beforeEach(() => stock.begin());
  afterAll(() => stock.close());

  it('keeps apart what belongs to whom, also where two have posts of the same id', async () => {
    const [one, other] = [await stock.connection(), await stock.connection()];

    const first = await stock.store(
      at(0),
      [one, [aReadPost('a'), aReadPost('b')]],
      [other, [withLikes(aReadPost('a'), 9)]],
    );
    const second = await stock.store(at(1), [one, [aReadPost('a', { text: 'Edited' }), aReadPost('c')]], [other, []]);

    expect(Object.fromEntries(first)).toEqual({
      [one.connectionId]: { inserted: 2, changed: 0, known: 0 },
      [other.connectionId]: { inserted: 1, changed: 0, known: 0 },
    });
    expect(second.get(one.connectionId)).toEqual({ inserted: 1, changed: 1, known: 1 });
    expect(second.get(other.connectionId)).toEqual({ inserted: 0, changed: 0, known: 0 });
    expect(await stock.likes(one)).toEqual(['a', 'b', 'c'].map((id) => ({ id, likes: '1' })));
    expect(await stock.likes(other)).toEqual([{ id: 'a', likes: '9' }]);
  });

  it('takes a post that a page shows twice once, with the last word', async () => {
    const one = await stock.connection();

    const stored = await stock.store(at(0), [one, [aReadPost('a'), aReadPost('b'), withLikes(aReadPost('a'), 4)]]);

    expect(stored.get(one.connectionId)).toEqual({ inserted: 2, changed: 0, known: 0 });
    expect(await stock.likes(one)).toEqual([
      { id: 'a', likes: '4' },
      { id: 'b', likes: '1' },
    ]);
  });

  it('writes more than one statement takes', async () => {
    const one = await stock.connection();
    const posts = Array.from({ length: 1_203 }, (_, index) => aReadPost(`p${index}`));

    expect((await stock.store(at(0), [one, posts])).get(one.connectionId)).toMatchObject({ inserted: 1_203 });
    expect((await stock.store(at(1), [one, posts])).get(one.connectionId)).toMatchObject({ inserted: 0, known: 1_203 });
  });

  it('remembers each listing’s place with its page, and writes none that is the same', async () => {
    const [one, other] = [await stock.connection(), await stock.connection()];
    const save = () =>
      stock.in((tx) =>
        stock.posts.storePages(tx, [
          { subject: one, posts: [], readAt: at(0), stand: { checkpoint: '{"cursor":"c"}', seen: 7 } },
          { subject: other, posts: [], readAt: at(0), stand: { checkpoint: null, seen: 0 } },
        ]),
      );
    const places = () =>
      stock.all(
        `SELECT cursor, seen, xmin::text FROM connection_product WHERE product = 'posts' AND connection_id = ANY($1) ORDER BY cursor`,
        [one.connectionId, other.connectionId],
      );

    await save();
    const before = await places();
    await save();

    expect(before).toMatchObject([
      { cursor: '{"cursor":"c"}', seen: 7 },
      { cursor: null, seen: 0 },
    ]);
    expect(await places()).toEqual(before);
  });

  it('touches none of five hundred posts that did not change, not even to lock them', async () => {
    const one = await stock.connection();
    const posts = Array.from({ length: POSTS }, (_, index) => aReadPost(`p${index}`));
    const versions = () =>
      stock.all<{ post: string; stats: string }>(
        `SELECT p.platform_post_id AS id, p.ctid::text AS post, p.xmin::text, p.xmax::text, s.ctid::text AS stats, s.xmin::text AS wrote, s.xmax::text AS locked
         FROM social_post p JOIN post_stats s ON s.post_id = p.id WHERE p.connection_id = $1 ORDER BY p.platform_post_id`,
        one.connectionId,
      );
    const history = () =>
      stock.all(
        'SELECT s.captured_at FROM post_snapshot s JOIN social_post p ON p.id = s.post_id WHERE p.connection_id = $1',
        one.connectionId,
      );
    await stock.store(at(0), [one, posts]);
    const before = await versions();

    await stock.store(at(1), [one, posts]);
    expect(before).toHaveLength(POSTS);
    expect(await versions()).toEqual(before);
    expect(await history()).toHaveLength(POSTS);

    await stock.store(at(2), [one, posts.map((post) => withLikes({ ...post, text: 'Edited' }, 2))]);
    const after = await versions();
    expect(
      after.filter(({ post, stats }, index) => post === before[index]?.post || stats === before[index]?.stats),
    ).toEqual([]);
    expect(await history()).toHaveLength(2 * POSTS);
  });

  it('figures that move find room beside themselves, all of an account’s in each sync', async () => {
    const one = await stock.connection();
    const posts = Array.from({ length: POSTS }, (_, index) => aReadPost(`p${index}`));
    await stock.store(at(0), [one, posts]);
    let last = '0';
    const counted = async (tx: Tx) => {
      const [found] = await tx.$queryRaw<{ updated: number; hot: number; by: string }[]>`
        SELECT n_tup_upd::int AS updated, n_tup_hot_upd::int AS hot, pg_current_xact_id()::text AS by
        FROM pg_stat_xact_user_tables WHERE relname = 'post_stats'`;
      return found ?? { updated: 0, hot: 0, by: last };
    };
    // The last round's room stays taken for as long as there is a snapshot from before it, or a transaction of any database.
    const unseen = async () => {
      const sql = `SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AND NOT EXISTS (SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()) AS unseen`;
      return (await stock.all<{ unseen: boolean }>(sql, last))[0]?.unseen;
    };
    const total = { updated: 0, hot: 0 };
    for (let round = 1; round <= 4; round += 1) {
      await until('nobody sees the figures of the last round', unseen);
      await stock.in(async (tx) => {
        const before = await counted(tx);
        const moved = posts.map((post) => withLikes(post, 1 + round));
        await stock.posts.storePages(tx, [{ subject: one, posts: moved, readAt: at(round), stand: STAND }]);
        const after = await counted(tx);
        total.updated += after.updated - before.updated;
        total.hot += after.hot - before.hot;
        last = after.by;
      });
    }

    expect(total.updated).toBe(4 * POSTS);
    expect(total.hot / total.updated).toBeGreaterThanOrEqual(0.95);
  });
});
