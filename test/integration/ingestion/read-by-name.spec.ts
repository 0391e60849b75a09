/** A network that is read by name, with signed addresses, and profile and posts in one answer. */
import type { Resolution } from '../../../backend/src/connections/dto/resolution.response.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';
import { makeDue } from '../../factories/sync-rows.js';

const PLATFORM = 'instagram';
const PAGE = 50;
const DAY_SECONDS = 86_400;

describe('an account that is read by its name', () => {
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeEach(async () => {
    api = await startApi();
    engine = await anEngine(api.network);
    desk = await Desk.open(api);
  });
  afterEach(async () => {
    await assertInvariants(api.rows);
    await engine.close();
    await api.close();
  });

  const connected = async (handle: string) => {
    const { id } = await desk.connect(handle, PLATFORM);
    await engine.runDue();
    return desk.see(id);
  };
  const syncAgain = async (id: string) => {
    await makeDue(api.rows, id);
    await engine.runDue();
    return desk.see(id);
  };
  const lastRun = async (id: string) => (await desk.runs(id))[0];
  /** Addresses of pictures, and which transaction wrote their row. */
  const pictures = async () => {
    const sql = `SELECT connection_id::text AS key, avatar_url AS url, xmin::text AS writer FROM social_profile
      UNION ALL SELECT platform_post_id, thumbnail_url, xmin::text FROM social_post ORDER BY key`;
    return (await api.rows.query<{ key: string; url: string; writer: string }>(sql)).rows;
  };
  const picture = (url: string) => URL.parse(url)?.pathname ?? null;
  const recordedChanges = async () =>
    (await api.rows.query('SELECT field FROM profile_field_change')).rows as { field: string }[];

  it('is looked up, connected, and READY with its posts', async () => {
    const resolve = desk.call('post', '/api/v1/connections/resolve');
    const { candidate } = (await resolve.send({ input: 'https://www.instagram.com/Maya.Songs/?igsh=x' }).expect(200))
      .body as Resolution;
    expect(candidate).toMatchObject({ platform: PLATFORM, handle: 'maya.songs', simulated: true });
    await api.network.asked(PLATFORM);

    const { id, profile, products, status, url } = await connected(candidate.handle ?? '');

    expect([status, url]).toEqual(['READY', 'https://www.instagram.com/maya.songs/']);
    expect(profile).toMatchObject({ followers: candidate.followers, blanks: { views: 'not_supported' } });
    expect(products).toMatchObject([{ outcome: 'ok' }, { outcome: 'ok' }]);
    const posts = await desk.posts(id);
    expect(posts).toHaveLength(candidate.posts ?? -1);
    expect(posts.every((post) => post.url.startsWith('https://www.instagram.com/'))).toBe(true);
    const calls = Math.ceil(posts.length / PAGE);
    expect(await lastRun(id)).toMatchObject({ outcome: 'ok', postsNew: posts.length, calls });
    expect(await api.network.asked(PLATFORM)).toHaveLength(calls);
  });

  it('writes nothing where nothing but signatures changed', async () => {
    api.network.hold();
    const { id } = await connected('maya.songs');
    const before = await pictures();

    await syncAgain(id);

    expect(await pictures()).toEqual(before);
    expect(await lastRun(id)).toMatchObject({ outcome: 'ok', postsNew: 0, postsChanged: 0 });
  });

  it('renews addresses before they end, which changes neither posts nor profile', async () => {
    api.network.advance(-3.5 * DAY_SECONDS);
    api.network.hold();
    const { id } = await connected('maya.songs');
    const before = await pictures();

    await syncAgain(id);

    const after = await pictures();
    expect(after.map(({ url }) => url)).not.toEqual(before.map(({ url }) => url));
    expect(after.map(({ key, url }) => [key, picture(url)])).toEqual(before.map(({ key, url }) => [key, picture(url)]));
    expect(await lastRun(id)).toMatchObject({ outcome: 'ok', postsNew: 0, postsChanged: 0 });
    expect(await recordedChanges()).toEqual([]);
  });

  it('shows no picture whose address has ended, and makes no fault of it', async () => {
    const { profile } = await connected('maya.songs');
    await desk.call('get', profile?.avatarUrl ?? '').expect(200);
    api.network.advance(5 * DAY_SECONDS);
    const { body } = await desk.call('get', profile?.avatarUrl ?? '').expect(404);
    expect(body).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['missing.maya', 'private.maya', 'deleted.maya', 'suspended.maya'])(
    'is not found as %s, with the sentence that says what it may be',
    async (input) => {
      const resolve = desk.call('post', '/api/v1/connections/resolve').send({ input, platform: PLATFORM });
      expect((await resolve.expect(404)).body).toMatchObject({
        connectionCode: 'PROFILE_NOT_FOUND',
        detail: expect.stringMatching(/^Instagram shows no professional account under this name/) as unknown,
      });
    },
  );

  it('is kept with what is known of it when its name leads nowhere any more', async () => {
    const { id, profile } = await connected('renamed.maya');

    const seen = await syncAgain(id);

    expect(seen).toMatchObject({ status: 'READY', handle: 'renamed.maya', profile: { followers: profile?.followers } });
    expect(await lastRun(id)).toMatchObject({ code: 'PROFILE_NOT_FOUND' });
  });

  it('is not written over by another account that took its name', async () => {
    const { id, profile } = await connected('reassigned.maya');
    const before = await desk.posts(id);

    const seen = await syncAgain(id);

    expect(await lastRun(id)).toMatchObject({ code: 'PROFILE_HANDLE_REASSIGNED' });
    expect(seen).toMatchObject({ status: 'ERROR', error: { code: 'PROFILE_HANDLE_REASSIGNED' } });
    const { body } = await desk.call('get', `/api/v1/alerts?open=true&connectionId=${id}`).expect(200);
    expect(body).toMatchObject({ items: [{ code: 'PROFILE_HANDLE_REASSIGNED', handle: 'reassigned.maya' }] });
    expect(seen.profile?.followers).toBe(profile?.followers);
    expect((await desk.posts(id)).map((post) => post.platformPostId)).toEqual(
      before.map((post) => post.platformPostId),
    );
  });
});
