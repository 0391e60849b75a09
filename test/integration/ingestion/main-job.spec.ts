import type { INestApplicationContext } from '@nestjs/common';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { startWorker } from '../../support/worker.js';
import { makeDue, syncRow } from '../../factories/sync-rows.js';

const DEPTH = 60;

describe('connecting a profile, with a worker at hand', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
    worker = await startWorker(api.network, { SYNC_POST_DEPTH: String(DEPTH) });
    desk = await Desk.open(api);
  });
  afterAll(async () => {
    await assertInvariants(api.rows);
    await worker.close();
    await api.close();
  });

  it('goes from PENDING over SYNCING to READY, with profile, posts, snapshot and run', async () => {
    const created = await desk.connect('slow-mia.bsky.social');
    expect(created).toMatchObject({ status: 'PENDING', profile: null, error: null, lastSyncAt: null, simulated: true });

    await desk.becomes(created.id, 'SYNCING');
    const ready = await desk.becomes(created.id, 'READY');

    expect(ready.profile).toMatchObject({
      handle: 'slow-mia.bsky.social',
      source: 'public',
      blanks: { views: 'not_supported' },
    });
    expect(ready.profile?.followers).toBeGreaterThan(0);
    expect(ready.products).toMatchObject([
      { product: 'profile', outcome: 'ok', activity: 'idle' },
      { product: 'posts', outcome: 'ok', activity: 'idle' },
    ]);
    const [run, ...others] = await desk.runs(created.id);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ cause: 'first', outcome: 'ok', calls: 2, attempt: 0, code: null, postsChanged: 0 });
    const posts = await desk.posts(created.id, 100);
    expect(posts).toHaveLength(run?.postsNew ?? -1);
    const snapshots = await api.rows.query('SELECT followers FROM profile_snapshot WHERE connection_id = $1', [
      created.id,
    ]);
    expect(snapshots.rows).toEqual([{ followers: String(ready.profile?.followers) }]);
  });

  it('pages posts by cursor, newest first and each once, up to the depth', async () => {
    const { id } = await desk.connect('huge-lea.bsky.social');
    await desk.becomes(id, 'READY');

    const posts = await desk.posts(id, 7);

    expect(posts).toHaveLength(DEPTH);
    expect(new Set(posts.map((post) => post.platformPostId)).size).toBe(DEPTH);
    const dates = posts.map((post) => post.publishedAt);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(posts).toEqual(await desk.posts(id, 100));
  });

  it('is due again within the hour, and stays READY while it is refreshed in the background', async () => {
    const { id } = await desk.connect('noa.bsky.social');
    const first = await desk.becomes(id, 'READY');
    const { due_in: dueIn } = await syncRow(api.rows, id);
    expect(dueIn).toBeGreaterThan(10 * 60); // sooner than the interval where this very look was noted in time
    expect(dueIn).toBeLessThan(60 * 60);

    api.network.pause();
    await makeDue(api.rows, id);
    const seen = new Set<string>();
    const refreshing = await until('the refresh is seen', async () => {
      const now = await desk.see(id);
      seen.add(now.status);
      return now.isRefreshing && now;
    });
    expect(refreshing).toMatchObject({ status: 'READY', nextTryAt: null });
    api.network.resume();
    await until('the refresh is through', async () => {
      const now = await desk.see(id);
      seen.add(now.status);
      return !now.isRefreshing && now.lastSyncAt !== first.lastSyncAt;
    });
    expect([...seen]).toEqual(['READY']);
    expect((await desk.runs(id)).map((run) => run.cause)).toEqual(['scheduled', 'first']);
  });

  it('answers a poll with 304 until something changes', async () => {
    const { id } = await desk.connect('iris.bsky.social');
    await desk.becomes(id, 'READY');
    const poll = `/api/v1/connections/status?ids=${id}`;
    const first = await desk.call('get', poll).expect(200);
    const etag = first.headers['etag'] ?? '';
    expect(first.body).toMatchObject({ items: [{ id, status: 'READY', isRefreshing: false }] });

    await desk.call('get', poll).set('if-none-match', etag).expect(304);

    const before = (await desk.see(id)).lastSyncAt;
    await desk.sync(id).expect(202);
    await until('it was synced again', async () => (await desk.see(id)).lastSyncAt !== before);
    await desk.call('get', poll).set('if-none-match', etag).expect(200);
  });

  it('starts at once what was asked for, and says so in the next read', async () => {
    const { id } = await desk.connect('ada.bsky.social');
    await desk.becomes(id, 'READY');
    api.network.pause();

    const asked = await desk.sync(id).expect(202);

    expect(asked.body).toMatchObject({ id, products: [{ activity: 'queued', cause: 'manual' }, {}] });
    await desk.becomes(id, 'SYNCING');
    const refused = await desk.sync(id).expect(409);
    expect(refused.body).toMatchObject({ code: 'CONFLICT', detail: 'A sync is already running.' });
    api.network.resume();
    await desk.becomes(id, 'READY');
  });
});
