import type { Tx } from '../../../backend/src/core/database/database.service.js';
import { aReadPost, withLikes } from '../../factories/normalized.js';
import { STAND, Stock } from '../../support/stock.js';
import { until } from '../../support/until.js';

const HOUR = 3_600_000;
const T0 = Date.parse('2026-03-02T12:00:00Z');
const at = (hours: number) => new Date(T0 + hours * HOUR);
const POSTS = 500;
const COLUMNS =
  'id, agency_id, connection_id, platform_post_id, kind, url, title, text, published_at, thumbnail_url, duration_seconds, language, source';

describe('what a group has read, written at once', () => {
  let stock: Stock;

  beforeAll(async () => {
    stock = await Stock.open();
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

  it('logs next to nothing for five hundred posts that did not change, and a blind upsert a lot', async () => {
    const one = await stock.connection();
    const posts = Array.from({ length: POSTS }, (_, index) => aReadPost(`p${index}`));
    const logged = async (work: () => Promise<unknown>) => {
      await stock.all('CHECKPOINT');
      const [before] = await stock.all<{ lsn: string }>('SELECT pg_current_wal_insert_lsn()::text AS lsn');
      await work();
      const [after] = await stock.all<{ bytes: string }>(
        'SELECT pg_current_wal_insert_lsn() - $1::pg_lsn AS bytes',
        before?.lsn,
      );
      return Number(after?.bytes);
    };
    const blindly = async () => {
      await stock.rows.query(
        `INSERT INTO social_post (${COLUMNS}) SELECT ${COLUMNS} FROM social_post WHERE connection_id = $1
         ON CONFLICT (connection_id, platform_post_id) DO UPDATE SET text = EXCLUDED.text, url = EXCLUDED.url`,
        [one.connectionId],
      );
      await stock.rows.query(
        `INSERT INTO post_stats SELECT s.* FROM post_stats s JOIN social_post p ON p.id = s.post_id WHERE p.connection_id = $1
         ON CONFLICT (post_id) DO UPDATE SET likes = EXCLUDED.likes, captured_at = EXCLUDED.captured_at`,
        [one.connectionId],
      );
    };
    await stock.store(at(0), [one, posts]);
    await stock.rows.query('VACUUM ANALYZE social_post, post_stats, post_snapshot');

    const unchanged = await logged(() => stock.store(at(1), [one, posts]));
    const blind = await logged(blindly);

    expect(blind).toBeGreaterThan(POSTS * 100);
    expect(unchanged).toBeLessThan(blind * 0.05);
  });

  it('figures that move find room beside themselves, all of an account’s in each sync', async () => {
    const one = await stock.connection();
    const posts = Array.from({ length: POSTS }, (_, index) => aReadPost(`p${index}`));
    await stock.store(at(0), [one, posts]);
    const counted = async (tx: Tx) => {
      const [found] = await tx.$queryRaw<{ updated: number; hot: number }[]>`
        SELECT n_tup_upd::int AS updated, n_tup_hot_upd::int AS hot FROM pg_stat_xact_user_tables WHERE relname = 'post_stats'`;
      return found ?? { updated: 0, hot: 0 };
    };
    // A snapshot from before the last round, say of autovacuum, would keep that round's room taken.
    const unseen = async () =>
      (await stock.all('SELECT 1 FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid()'))
        .length === 0;
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
      });
    }

    expect(total.updated).toBe(4 * POSTS);
    expect(total.hot / total.updated).toBeGreaterThanOrEqual(0.95);
  });
});
