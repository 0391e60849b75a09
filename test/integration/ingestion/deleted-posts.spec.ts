import { makeDue } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { somePosts, startAppView } from '../../support/appview.js';
import type { AppView, StageAccount } from '../../support/appview.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const COUNT = 25;
const DEPTH = 40;

/** The network lists ten posts a page. */
describe('posts that were deleted', () => {
  let view: AppView;
  let api: TestApi;
  let engine: Engine;
  let hasty: Engine;
  let desk: Desk;
  let account: StageAccount;
  let id: string;

  beforeAll(async () => {
    view = await startAppView();
    api = await startApi({ BLUESKY_BASE_URL: view.url });
    const environment = { BLUESKY_BASE_URL: view.url, SYNC_POST_DEPTH: String(DEPTH) };
    engine = await anEngine(api.network, environment);
    hasty = await anEngine(api.network, { ...environment, SYNC_PAGES_PER_RUN: '1' });
  });
  beforeEach(async () => {
    account = { did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', handle: 'mia.example.org', posts: somePosts(COUNT) };
    view.accounts.splice(0, view.accounts.length, account);
    view.refusePostsAfter = null;
    desk = await Desk.open(api);
    id = (await desk.connect(account.handle)).id;
    await engine.runDue();
  });
  afterEach(async () => {
    await assertInvariants(api.rows);
    await api.rows.query('DELETE FROM social_connection');
  });
  afterAll(async () => {
    await engine.close();
    await hasty.close();
    await api.close();
    await view.close();
  });

  const next = async (by = engine) => {
    await makeDue(api.rows, id);
    view.asked.splice(0);
    await by.runDue();
    return view.asked.filter((path) => path.includes('getAuthorFeed')).length;
  };
  const remove = (...indices: number[]) => {
    account.posts = account.posts.filter((_, index) => !indices.includes(index));
  };
  const shown = async () => (await desk.posts(id)).length;
  const place = async () => {
    const { rows } = await api.rows.query<{ relist: boolean; count: string | null; cursor: string | null }>(
      `SELECT relist, listed_count AS count, cursor FROM connection_product WHERE connection_id = $1 AND product = 'posts'`,
      [id],
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
    const before = account.posts;
    remove(3, 4);
    await next();
    account.posts = before;

    await next();

    expect(await shown()).toBe(COUNT);
    const { rows } = await api.rows.query('SELECT 1 FROM social_post WHERE connection_id = $1', [id]);
    expect(rows).toHaveLength(COUNT);
  });

  it('are not looked for while only new ones came: the list is read to where it is known', async () => {
    remove(24);
    account.posts.unshift(
      ...somePosts(2).map((post) => ({ ...post, key: `new${post.key}`, at: '2026-06-02T00:00:00.000Z' })),
    );

    expect(await next()).toBe(2);

    expect(await shown()).toBe(COUNT + 2);
  });

  it('are not buried by a list that breaks off, nor by one that goes on from there', async () => {
    remove(0, 12);
    view.refusePostsAfter = 10;
    await next();
    expect(await shown()).toBe(COUNT);

    view.refusePostsAfter = null;
    expect(await next()).toBe(2);

    expect(await shown()).toBe(COUNT);
  });

  it('are not buried by a list that is cut into runs, which comes to its end nevertheless', async () => {
    remove(0, 12);

    expect(await next(hasty)).toBe(1);
    expect(await shown()).toBe(COUNT);
    expect((await desk.see(id)).status).toBe('READY');
    expect((await place())?.cursor).not.toBeNull();
    expect(await next(hasty)).toBe(1);
    expect(await next(hasty)).toBe(1);

    expect(await shown()).toBe(COUNT);
    expect(await place()).toEqual({ relist: false, count: String(COUNT - 2), cursor: null });
    expect(await next(hasty)).toBe(0);
  });

  it('a post that is pinned before newer ones buries none of these, and is not buried', async () => {
    const [pinned] = account.posts.splice(20, 1);
    if (pinned) account.posts.unshift(pinned);
    remove(5);

    await next();

    expect(await shown()).toBe(COUNT - 1);
  });

  it('beyond the depth nothing is known, so that nothing is buried there', async () => {
    const deep = { did: 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb', handle: 'deep.example.org', posts: somePosts(60) };
    view.accounts.push(deep);
    id = (await desk.connect(deep.handle)).id;
    await engine.runDue();
    expect(await shown()).toBe(DEPTH);
    deep.posts.splice(5, 1);
    deep.posts.splice(35, 1);

    expect(await next()).toBe(DEPTH / 10);

    const keys = (await desk.posts(id)).map(({ platformPostId }) => platformPostId.split('/').at(-1));
    expect(keys).not.toContain('post0005');
    expect(keys).toContain('post0036');
    expect(keys).toHaveLength(DEPTH + 1);
  });

  it('an empty list is believed only where the platform counts none', async () => {
    const before = account.posts;
    account.posts = [];
    account.look = { postsCount: 7 };
    await next();
    expect(await shown()).toBe(COUNT);

    account.look = { postsCount: 0 };
    await next();
    expect(await shown()).toBe(0);

    account.posts = before;
    delete account.look;
    await next();
    expect(await shown()).toBe(COUNT);
  });
});
