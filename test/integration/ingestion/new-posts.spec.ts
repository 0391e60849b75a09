import { makeDue } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

interface StoredPost {
  readonly id: string;
  readonly title: string | null;
}

describe('new posts of accounts whose lists tell no more than ids', () => {
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeAll(async () => (api = await startApi()));
  beforeEach(async () => {
    engine = await anEngine(api.network);
    desk = await Desk.open(api);
    api.network.hold();
  });
  afterEach(async () => {
    api.network.resume();
    await engine.close();
    await assertInvariants(api.rows);
    await api.rows.query('DELETE FROM social_connection');
  });
  afterAll(() => api.close());

  const connected = async (...handles: readonly string[]) => {
    const made = await Promise.all(handles.map((handle) => desk.connect(handle, 'youtube')));
    await engine.runDue();
    return made.map(({ id }) => id);
  };
  const posts = async (connectionId: string) => {
    const { rows } = await api.rows.query<StoredPost>(
      `SELECT platform_post_id AS id, title FROM social_post WHERE connection_id = $1 AND deleted_at IS NULL ORDER BY published_at DESC, id`,
      [connectionId],
    );
    return rows;
  };
  /** As if its newest had not been there yet; answers with all that are. */
  const withoutNewest = async (connectionId: string, count: number) => {
    const all = await posts(connectionId);
    const newest = all.slice(0, count).map(({ id }) => id);
    await api.rows.query('DELETE FROM social_post WHERE connection_id = $1 AND platform_post_id = ANY($2)', [
      connectionId,
      newest,
    ]);
    await api.rows.query(
      `UPDATE connection_product SET listed_count = listed_count - $2 WHERE connection_id = $1 AND product = 'posts'`,
      [connectionId, count],
    );
    return { all, newest };
  };
  /** What each call asked for, by the end of its path. */
  const again = async (ids: readonly string[]) => {
    await api.network.asked('youtube');
    for (const id of ids) await makeDue(api.rows, id);
    await engine.runDue();
    const asked = await api.network.asked('youtube');
    const of = (name: string) => asked.filter(({ path }) => path.endsWith(name));
    return { lists: of('/playlistItems'), details: of('/videos'), profiles: of('/channels') };
  };

  it('are looked up in one call for all who are read together, those alone', async () => {
    const ids = await connected('one-mia', 'two-mia', 'three-mia');
    const before = await Promise.all(ids.map((id, index) => withoutNewest(id, index + 1)));

    const { lists, details, profiles } = await again(ids);

    expect([profiles.length, lists.length, details.length]).toEqual([1, 3, 1]);
    const asked = String(details[0]?.query['id']).split(',');
    expect(asked.toSorted()).toEqual(before.flatMap(({ newest }) => newest).toSorted());
    expect(await Promise.all(ids.map(posts))).toEqual(before.map(({ all }) => all));
    for (const id of ids) expect(await desk.see(id)).toMatchObject({ status: 'READY', error: null });
    expect(await again(ids)).toMatchObject({ lists: [], details: [] });
  });

  it('that fill more than a page are read page by page', async () => {
    const [id = ''] = await connected('huge-mia');
    const { all } = await withoutNewest(id, 60);

    const { lists, details } = await again([id]);

    expect([lists.length, details.length]).toEqual([2, 2]);
    expect(await posts(id)).toEqual(all);
  });

  it('that a limit holds back are nobody’s failure, and there with the next sync', async () => {
    const ids = await connected('one-mia', 'two-mia', 'three-mia');
    const before = await Promise.all(ids.map((id) => withoutNewest(id, 1)));
    // Enough for the profiles and the lists.
    const held = await anEngine(api.network, { YOUTUBE_LIMITS: 'units=5/3600,stats=100/3600' });
    for (const id of ids) await makeDue(api.rows, id);
    await held.runDue();
    await held.close();

    for (const [index, id] of ids.entries()) {
      expect(await posts(id)).toHaveLength((before[index]?.all.length ?? 0) - 1);
      expect(await desk.see(id)).toMatchObject({ status: 'READY', error: null, attempt: 0 });
      expect((await desk.runs(id))[0]).toMatchObject({ outcome: 'deferred', code: 'RATE_LIMITED' });
    }

    await again(ids);

    expect(await Promise.all(ids.map(posts))).toEqual(before.map(({ all }) => all));
  });

  it('bring those along that may not be kept for much longer', async () => {
    const [id = ''] = await connected('one-mia');
    const { all } = await withoutNewest(id, 1);
    const kept = all.at(1)?.id;
    await api.rows.query(
      `UPDATE social_post SET expires_at = now() + interval '10 days' WHERE connection_id = $1 AND platform_post_id = $2`,
      [id, kept],
    );

    await again([id]);

    const { rows } = await api.rows.query<{ days: number }>(
      `SELECT min(extract(epoch FROM expires_at - now()))::float8 / 86400 AS days FROM social_post WHERE connection_id = $1`,
      [id],
    );
    expect(rows[0]?.days).toBeGreaterThan(29);
  });
});
