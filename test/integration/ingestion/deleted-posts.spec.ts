import { somePosts } from '../../support/appview.js';
import { OneAccount } from '../../support/one-account.js';
import type { Engine } from '../../support/worker.js';

const COUNT = 25;
const DEPTH = 40;

/** The network lists ten posts a page. */
describe('posts that were deleted', () => {
  const depth = { SYNC_POST_DEPTH: String(DEPTH) };
  const one = OneAccount.around(() => ({ posts: somePosts(COUNT) }), depth);
  let hasty: Engine;

  beforeAll(async () => {
    hasty = await one.anotherEngine({ ...depth, SYNC_PAGES_PER_RUN: '1' });
  });

  const next = async (by = one.engine) => {
    one.view.asked.splice(0);
    await one.next(by);
    return one.view.asked.filter((path) => path.includes('getAuthorFeed')).length;
  };
  const remove = (...indices: number[]) => {
    one.account.posts = one.account.posts.filter((_, index) => !indices.includes(index));
  };
  const shown = async () => (await one.desk.posts(one.id)).length;
  const place = async () => {
    const { rows } = await one.api.rows.query<{ relist: boolean; count: string | null; cursor: string | null }>(
      `SELECT relist, listed_count AS count, cursor FROM connection_product WHERE connection_id = $1 AND product = 'posts'`,
      [one.id],
    );
    return rows[0];
  };

  it('are gone after a complete list: the newest, one in the middle, and the oldest', async () => {
    remove(0, 12, 24);

    expect(await next()).toBe(3);

    expect(await shown()).toBe(COUNT - 3);
    expect(await place()).toEqual({ relist: false, count: String(COUNT - 3), cursor: null });
    expect(await next()).toBe(0);
  });

  it('stay as rows, so that nothing of their history is lost, and are there again when they are shown again', async () => {
    const before = one.account.posts;
    remove(3, 4);
    await next();
    one.account.posts = before;

    await next();

    expect(await shown()).toBe(COUNT);
    const { rows } = await one.api.rows.query('SELECT 1 FROM social_post WHERE connection_id = $1', [one.id]);
    expect(rows).toHaveLength(COUNT);
  });

  it('are not looked for while only new ones came: the list is read to where it is known', async () => {
    remove(24);
    one.account.posts.unshift(
      ...somePosts(2).map((post) => ({ ...post, key: `new${post.key}`, at: '2026-06-02T00:00:00.000Z' })),
    );

    expect(await next()).toBe(1);

    expect(await shown()).toBe(COUNT + 2);
  });

  it('are not buried by a list that breaks off, nor by one that goes on from there', async () => {
    remove(0, 12);
    one.view.refusePostsAfter = 10;
    await next();
    expect(await shown()).toBe(COUNT);

    one.view.refusePostsAfter = null;
    expect(await next()).toBe(2);

    expect(await shown()).toBe(COUNT);
  });

  it('are not buried by a list that is cut into runs, which comes to its end nevertheless', async () => {
    remove(0, 12);

    expect(await next(hasty)).toBe(1);
    expect(await shown()).toBe(COUNT);
    expect((await one.desk.see(one.id)).status).toBe('READY');
    expect((await place())?.cursor).not.toBeNull();
    expect(await next(hasty)).toBe(1);
    expect(await next(hasty)).toBe(1);

    expect(await shown()).toBe(COUNT);
    expect(await place()).toEqual({ relist: false, count: String(COUNT - 2), cursor: null });
    expect(await next(hasty)).toBe(0);
  });

  it('a post that is pinned before newer ones buries none of these, and is not buried', async () => {
    const [pinned] = one.account.posts.splice(20, 1);
    if (pinned) one.account.posts.unshift(pinned);
    remove(5);

    await next();

    expect(await shown()).toBe(COUNT - 1);
  });

  it('beyond the depth nothing is known, so that nothing is buried there', async () => {
    const deep = { did: 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb', handle: 'deep.example.org', posts: somePosts(60) };
    one.view.accounts.push(deep);
    one.id = (await one.desk.connect(deep.handle)).id;
    await one.engine.runDue();
    expect(await shown()).toBe(DEPTH);
    deep.posts.splice(5, 1);
    deep.posts.splice(35, 1);

    expect(await next()).toBe(DEPTH / 10);

    const keys = (await one.desk.posts(one.id)).map(({ platformPostId }) => platformPostId.split('/').at(-1));
    expect(keys).not.toContain('post0005');
    expect(keys).toContain('post0036');
    expect(keys).toHaveLength(DEPTH + 1);
  });

  it('an empty list is believed only where the platform counts none', async () => {
    const before = one.account.posts;
    one.account.posts = [];
    one.account.look = { postsCount: 7 };
    await next();
    expect(await shown()).toBe(COUNT);

    one.account.look = { postsCount: 0 };
    await next();
    expect(await shown()).toBe(0);

    one.account.posts = before;
    delete one.account.look;
    await next();
    expect(await shown()).toBe(COUNT);
  });
});
