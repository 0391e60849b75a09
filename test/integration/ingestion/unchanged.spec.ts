import { somePosts } from '../../support/appview.js';
import { OneAccount } from '../../support/one-account.js';

/** Which transaction wrote each row, by table and key. */
const WRITERS = `
  SELECT 'profile' AS what, connection_id::text AS key, xmin::text AS writer FROM social_profile
  UNION ALL SELECT 'post', platform_post_id, xmin::text FROM social_post
  UNION ALL SELECT 'stats', p.platform_post_id, s.xmin::text FROM post_stats s JOIN social_post p ON p.id = s.post_id
  UNION ALL SELECT 'snapshot', captured_at::text, 'once' FROM profile_snapshot`;

describe('syncing again', () => {
  const one = OneAccount.around(() => ({ followers: 50, posts: somePosts(25) }));

  const writers = async () => {
    const { rows } = await one.api.rows.query<{ what: string; key: string; writer: string }>(WRITERS);
    return new Map(rows.map(({ what, key, writer }) => [`${what} ${key}`, writer]));
  };
  const syncAgain = async () => {
    await one.next();
    return one.desk.see(one.id);
  };
  /** All figures are due, whatever the age of the posts. */
  const readFigures = async () => {
    await one.api.rows.query(`UPDATE connection_product SET figures_read_at = '{}' WHERE connection_id = $1`, [one.id]);
    return syncAgain();
  };
  /** What was written anew, without what was added. */
  const rewritten = (before: Map<string, string>, after: Map<string, string>) =>
    [...before].filter(([key, writer]) => after.get(key) !== writer).map(([key]) => key);
  const uri = (key: string) => `at://${one.account.did}/app.bsky.feed.post/${key}`;

  it('writes no profile, post, figure or snapshot where nothing changed, and is fresh all the same', async () => {
    const before = await writers();
    const first = await one.desk.see(one.id);
    const stats = await one.desk.posts(one.id, 1);
    expect(before.size).toBe(1 + 25 + 25 + 1);

    const second = await syncAgain();

    expect(await writers()).toEqual(before);
    expect(second.status).toBe('READY');
    expect(Date.parse(second.lastSyncAt ?? '')).toBeGreaterThan(Date.parse(first.lastSyncAt ?? ''));
    const [run] = await one.desk.runs(one.id);
    expect(run).toMatchObject({ postsSeen: 0, postsNew: 0, postsChanged: 0 });
    const [post] = await one.desk.posts(one.id, 1);
    expect(post?.statsAt).toBe(stats[0]?.statsAt);
    await readFigures();
    const [again] = await one.desk.posts(one.id, 1);
    expect(await writers()).toEqual(before);
    expect(Date.parse(again?.statsAt ?? '')).toBeGreaterThan(Date.parse(post?.statsAt ?? ''));
  });

  it('writes exactly what changed: a figure, a text, followers, a new post', async () => {
    const before = await writers();
    one.account.followers = 51;
    one.account.posts = one.account.posts.map((post, index) => (index === 3 ? { ...post, likes: 7 } : post));
    one.account.posts = one.account.posts.map((post, index) => (index === 5 ? { ...post, text: 'Edited' } : post));
    one.account.posts.unshift({ key: 'new', text: 'New', at: '2026-06-02T00:00:00.000Z', likes: 0 });

    const seen = await syncAgain();

    const after = await writers();
    expect(rewritten(before, after).sort()).toEqual([
      `post ${uri('post0005')}`,
      `profile ${one.id}`,
      `stats ${uri('post0003')}`,
    ]);
    expect([...after.keys()].filter((key) => !before.has(key))).toEqual([
      `post ${uri('new')}`,
      `stats ${uri('new')}`,
      expect.stringContaining('snapshot'),
    ]);
    expect(seen.profile?.followers).toBe(51);
    const [run] = await one.desk.runs(one.id);
    expect(run).toMatchObject({ postsSeen: 10, postsNew: 1, postsChanged: 1 });
    const posts = await one.desk.posts(one.id);
    expect(posts.find((post) => post.platformPostId === uri('post0003'))?.stats.likes).toBe(7);
    expect(posts[0]).toMatchObject({ text: 'New', stats: { likes: 0 } });
  });

  it('what is missing is null with its reason, never 0 and never the old figure', async () => {
    delete one.account.followers;
    one.account.posts = one.account.posts.map(({ key, text, at }) => ({ key, text, at }));

    const seen = await readFigures();

    expect(seen.profile).toMatchObject({ followers: null, blanks: { followers: 'not_yet', views: 'not_supported' } });
    const posts = await one.desk.posts(one.id);
    expect(posts).toHaveLength(25);
    for (const post of posts)
      expect(post).toMatchObject({
        stats: { likes: null, comments: 1, views: null },
        blanks: { likes: 'not_yet', views: 'not_supported' },
      });
  });

  it('posts that can’t be read leave the profile fresh, the old posts there, and a warning', async () => {
    one.account.followers = 60;
    const fresh = somePosts(11).map((post) => ({ ...post, key: `new${post.key}`, at: '2026-06-02T00:00:00.000Z' }));
    one.account.posts.unshift(...fresh);
    one.view.refusePostsAfter = 10;

    for (let attempt = 0; attempt < 4; attempt += 1) await syncAgain();

    const seen = await one.desk.see(one.id);
    expect(seen).toMatchObject({ status: 'READY', profile: { followers: 60 }, error: null });
    expect(seen.products).toMatchObject([{ outcome: 'ok' }, { outcome: 'failed', code: 'PLATFORM_UNAVAILABLE' }]);
    expect(seen.warnings.map(({ code }) => code)).toContain('PARTIAL_SYNC');
    expect(await one.desk.posts(one.id)).toHaveLength(25 + 10);
    expect((await one.desk.runs(one.id))[0]).toMatchObject({
      outcome: 'partial',
      postsSeen: 0,
      code: 'PLATFORM_UNAVAILABLE',
    });

    one.view.refusePostsAfter = null;
    expect(await syncAgain()).toMatchObject({ status: 'READY', warnings: [] });
  });
});
