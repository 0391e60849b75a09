import { OneAccount } from '../../support/one-account.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Of each age one. */
const BORN = { hours: 47 * HOUR, days: 3 * DAY, weeks: 20 * DAY, years: 400 * DAY };
const KEYS = Object.keys(BORN);

describe('figures by age', () => {
  const one = OneAccount.around(() => ({
    followers: 5,
    posts: Object.entries(BORN).map(([key, ms]) => ({
      key,
      text: key,
      at: new Date(Date.now() - ms).toISOString(),
      likes: 1,
    })),
  }));

  /** So much later than the last reading of each age; answers with what was asked of posts. */
  const later = async (ms: number) => {
    await one.api.rows.query(
      `UPDATE connection_product SET figures_read_at = ARRAY(SELECT m.at - make_interval(secs => $2) FROM unnest(figures_read_at) WITH ORDINALITY AS m(at, nth) ORDER BY nth)
       WHERE connection_id = $1 AND product = 'posts'`,
      [one.id, ms / 1000],
    );
    one.view.asked.splice(0);
    await one.next();
    const asked = one.view.asked.map((path) => new URL(path, one.view.url));
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
    one.account.posts.unshift({ key: 'new', text: 'new', at: new Date().toISOString(), likes: 0 });

    expect(await later(DAY)).toEqual({ listed: 1, lookedUp: [] });
    expect(await later(50 * MINUTE)).toEqual({ listed: 0, lookedUp: ['new', 'hours'] });
  });

  it('are noted as they move, and the post says how old they are', async () => {
    one.account.posts = one.account.posts.map((post) => ({ ...post, likes: 5 }));

    await later(50 * MINUTE);

    const posts = await one.desk.posts(one.id);
    expect(posts.map(({ stats }) => stats.likes)).toEqual([5, 1, 1, 1]);
    expect(new Set(posts.slice(1).map(({ statsAt }) => statsAt)).size).toBe(1);
    expect(Date.parse(posts[0]?.statsAt ?? '')).toBeGreaterThan(Date.parse(posts[1]?.statsAt ?? ''));
    const { rows } = await one.api.rows.query<{ likes: string }>(
      `SELECT h.likes FROM post_snapshot h JOIN social_post p ON p.id = h.post_id WHERE p.platform_post_id LIKE '%/hours' ORDER BY h.captured_at`,
    );
    expect(rows.map(({ likes }) => likes)).toEqual(['1', '5']);
  });

  it('a post that is not shown any more brings a complete list the next time, which buries it', async () => {
    one.account.posts = one.account.posts.filter(({ key }) => key !== 'hours');
    one.account.look = { postsCount: 4 };

    expect(await later(50 * MINUTE)).toEqual({ listed: 0, lookedUp: ['hours'] });
    expect(await one.desk.posts(one.id)).toHaveLength(4);
    expect(await later(0)).toMatchObject({ listed: 1 });

    expect((await one.desk.posts(one.id)).map(({ text }) => text)).toEqual(['days', 'weeks', 'years']);
    expect(await later(0)).toMatchObject({ listed: 0 });
  });

  it('of a post beyond the depth no list could tell whether it was deleted, so that none is read', async () => {
    await one.api.rows.query(
      `UPDATE connection_product SET covered_from = now() - interval '10 days' WHERE connection_id = $1 AND product = 'posts'`,
      [one.id],
    );
    one.account.posts = one.account.posts.filter(({ key }) => key !== 'weeks');
    one.account.look = { postsCount: 4 };

    expect((await later(DAY)).lookedUp).toContain('weeks');
    expect(await later(0)).toMatchObject({ listed: 0 });
    expect(await one.desk.posts(one.id)).toHaveLength(4);
  });
});
