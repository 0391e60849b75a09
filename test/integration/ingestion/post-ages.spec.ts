import { makeDue } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { startAppView } from '../../support/appview.js';
import type { AppView, StageAccount } from '../../support/appview.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Of each age one. */
const BORN = { hours: 47 * HOUR, days: 3 * DAY, weeks: 20 * DAY, years: 400 * DAY };
const KEYS = Object.keys(BORN);

describe('figures by age', () => {
  let view: AppView;
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;
  let account: StageAccount;
  let id: string;

  beforeAll(async () => {
    view = await startAppView();
    api = await startApi({ BLUESKY_BASE_URL: view.url });
    engine = await anEngine(api.network, { BLUESKY_BASE_URL: view.url });
  });
  beforeEach(async () => {
    const posts = Object.entries(BORN).map(([key, ms]) => ({
      key,
      text: key,
      at: new Date(Date.now() - ms).toISOString(),
      likes: 1,
    }));
    account = { did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', handle: 'mia.example.org', followers: 5, posts };
    view.accounts.splice(0, view.accounts.length, account);
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
    await api.close();
    await view.close();
  });

  /** So much later than the last reading of each age; answers with what was asked of posts. */
  const later = async (ms: number) => {
    await api.rows.query(
      `UPDATE connection_product SET figures_read_at = ARRAY(SELECT m.at - make_interval(secs => $2) FROM unnest(figures_read_at) WITH ORDINALITY AS m(at, nth) ORDER BY nth)
       WHERE connection_id = $1 AND product = 'posts'`,
      [id, ms / 1000],
    );
    await makeDue(api.rows, id);
    view.asked.splice(0);
    await engine.runDue();
    const asked = view.asked.map((path) => new URL(path, view.url));
    return {
      listed: asked.filter(({ pathname }) => pathname.endsWith('getAuthorFeed')).length,
      lookedUp: asked
        .filter(({ pathname }) => pathname.endsWith('getPosts'))
        .flatMap(({ searchParams }) => [...searchParams.values()])
        .map((uri) => uri.split('/').at(-1)),
    };
  };

  it.each([
    ['before an hour is nearly over', 40 * MINUTE, []],
    ['after 50 minutes', 50 * MINUTE, ['hours']],
    ['after five hours', 5 * HOUR, ['hours']],
    ['after six hours', 6 * HOUR, ['hours', 'days']],
    ['after 23 hours', 23 * HOUR, ['hours', 'days']],
    ['after a day', DAY, ['hours', 'days', 'weeks']],
    ['after six days', 6 * DAY, ['hours', 'days', 'weeks']],
    ['after a week', 7 * DAY, KEYS],
  ])('%s', async (_when, ms, keys) => {
    expect(await later(ms)).toEqual({ listed: 0, lookedUp: keys });
    expect(await later(0)).toEqual({ listed: 0, lookedUp: [] });
  });

  it('what is new since brings the list, and needs no look-up of what the list brought', async () => {
    account.posts.unshift({ key: 'new', text: 'new', at: new Date().toISOString(), likes: 0 });

    expect(await later(DAY)).toEqual({ listed: 1, lookedUp: [] });
    expect(await later(50 * MINUTE)).toEqual({ listed: 0, lookedUp: ['new', 'hours'] });
  });

  it('are noted as they move, and the post says how old they are', async () => {
    account.posts = account.posts.map((post) => ({ ...post, likes: 5 }));

    await later(50 * MINUTE);

    const posts = await desk.posts(id);
    expect(posts.map(({ stats }) => stats.likes)).toEqual([5, 1, 1, 1]);
    expect(new Set(posts.slice(1).map(({ statsAt }) => statsAt)).size).toBe(1);
    expect(Date.parse(posts[0]?.statsAt ?? '')).toBeGreaterThan(Date.parse(posts[1]?.statsAt ?? ''));
    const { rows } = await api.rows.query<{ likes: string }>(
      `SELECT h.likes FROM post_snapshot h JOIN social_post p ON p.id = h.post_id WHERE p.platform_post_id LIKE '%/hours' ORDER BY h.captured_at`,
    );
    expect(rows.map(({ likes }) => likes)).toEqual(['1', '5']);
  });

  it('a post that is not shown any more brings a complete list the next time, which buries it', async () => {
    account.posts = account.posts.filter(({ key }) => key !== 'hours');
    account.look = { postsCount: 4 };

    expect(await later(50 * MINUTE)).toEqual({ listed: 0, lookedUp: ['hours'] });
    expect(await desk.posts(id)).toHaveLength(4);
    expect(await later(0)).toMatchObject({ listed: 1 });

    expect((await desk.posts(id)).map(({ text }) => text)).toEqual(['days', 'weeks', 'years']);
    expect(await later(0)).toMatchObject({ listed: 0 });
  });

  it('of a post beyond the depth no list could tell whether it was deleted, so that none is read', async () => {
    await api.rows.query(
      `UPDATE connection_product SET covered_from = now() - interval '10 days' WHERE connection_id = $1 AND product = 'posts'`,
      [id],
    );
    account.posts = account.posts.filter(({ key }) => key !== 'weeks');
    account.look = { postsCount: 4 };

    expect((await later(DAY)).lookedUp).toContain('weeks');
    expect(await later(0)).toMatchObject({ listed: 0 });
    expect(await desk.posts(id)).toHaveLength(4);
  });
});
