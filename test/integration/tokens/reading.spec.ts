/** Syncs by consent: what is read and by what, and what becomes of a connection whose consent ends. */
import type { Holder } from '../../../backend/src/oauth/tokens/credential.js';
import { SECRET_MARK } from '../../../backend/src/core/simulation.js';
import { assertInvariants } from '../../support/invariants.js';
import { leaksOf } from '../../support/leaks.js';
import { openTokenDesk } from '../../support/token-desk.js';
import type { TokenDesk } from '../../support/token-desk.js';
import { until } from '../../support/until.js';
import { startWorker } from '../../support/worker.js';

describe('reading by consent', () => {
  let desk: TokenDesk;

  beforeEach(async () => {
    desk = await openTokenDesk();
    await Promise.all(['x', 'tiktok'].map((platform) => desk.order(platform, '', {}, 'DELETE')));
    await desk.rows.query('DELETE FROM social_connection');
  });
  afterEach(async () => {
    await assertInvariants(desk.rows);
    await desk.close();
  });

  const row = async ({ connectionId }: Holder) => {
    const sql = `SELECT c.auth, c.status, c.last_code, c.method, f.source, p.outcome, q.outcome AS posts, q.code AS posts_code,
        s.next_sync_at IS NULL AS rests, (SELECT count(*)::int FROM social_post o WHERE o.connection_id = c.id) AS listed
      FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
      JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
      JOIN connection_product q ON q.connection_id = c.id AND q.product = 'posts'
      LEFT JOIN social_profile f ON f.connection_id = c.id WHERE c.id = $1`;
    return (await desk.rows.query<Record<string, unknown>>(sql, [connectionId])).rows[0];
  };
  const saidAt = async ({ connectionId }: Holder) => {
    const sql = 'SELECT last_code_at AS at FROM social_connection WHERE id = $1';
    return (await desk.rows.query<{ at: Date | null }>(sql, [connectionId])).rows[0]?.at;
  };
  const again = async ({ connectionId }: Holder): Promise<void> => {
    await desk.rows.query('UPDATE connection_sync SET next_sync_at = now() WHERE connection_id = $1', [connectionId]);
    await desk.syncDue();
  };

  it('stores what was read as consented, with the posts', async () => {
    const of = await desk.consent('mia');
    await desk.syncDue();
    expect(await row(of)).toMatchObject({
      status: 'READY',
      auth: 'active',
      source: 'consent',
      outcome: 'ok',
      posts: 'ok',
    });
  });

  it('goes on in public where the consent ends and the platform shows something to everybody', async () => {
    const of = await desk.consent('mia');
    await desk.syncDue();
    await desk.order('x', 'remove', { handle: 'mia' });
    await again(of);
    expect(await row(of)).toMatchObject({
      status: 'RECONNECT_NEEDED',
      auth: 'reauth_required',
      source: 'public',
      outcome: 'ok',
      rests: false,
      last_code: 'AUTH_RECONNECT_REQUIRED',
    });
    const since = await saidAt(of);
    await again(of);
    expect(await row(of)).toMatchObject({ outcome: 'ok', last_code: 'AUTH_RECONNECT_REQUIRED' });
    expect([since, await saidAt(of)]).toEqual([expect.any(Date), since]);
    const sources = await desk.rows.query<{ source: string }>(
      'SELECT DISTINCT source FROM social_post WHERE connection_id = $1',
      [of.connectionId],
    );
    expect(sources.rows.every(({ source }) => source === 'public')).toBe(true);
  });

  it('rests where nothing is public, keeps what it has, and is well again only after a real read', async () => {
    const of = await desk.consent('mia', 'tiktok');
    await desk.syncDue();
    expect(await row(of)).toMatchObject({ status: 'READY', source: 'consent' });
    await desk.order('tiktok', 'remove', { handle: 'mia' });
    await again(of);
    expect(await row(of)).toMatchObject({
      status: 'RECONNECT_NEEDED',
      last_code: 'AUTH_RECONNECT_REQUIRED',
      outcome: 'ok',
      source: 'consent',
      rests: true,
    });
    await again(of);
    expect(await row(of)).toMatchObject({ status: 'RECONNECT_NEEDED', rests: true });

    await desk.consentAnew(of, 'mia');
    expect(await row(of)).toMatchObject({ status: 'RECONNECT_NEEDED' });
    await again(of);
    expect(await row(of)).toMatchObject({ status: 'READY', auth: 'active', last_code: null, rests: false });
  });

  it('is well without what the talent did not allow: the posts are missing by name, not as a failure', async () => {
    const of = await desk.consent('mia', 'tiktok', undefined, ['video.list']);
    await desk.syncDue();
    expect(await row(of)).toMatchObject({
      status: 'READY',
      outcome: 'ok',
      last_code: null,
      posts: 'not_granted',
      posts_code: 'SCOPE_MISSING',
      rests: false,
    });
  });

  it('that came without its tokens does not look as if it had any', async () => {
    const of = await desk.consent('mia', 'tiktok');
    await desk.rows.query('DELETE FROM oauth_credential WHERE connection_id = $1', [of.connectionId]);
    await desk.syncDue();
    expect(await row(of)).toMatchObject({ status: 'RECONNECT_NEEDED', auth: 'reauth_required', rests: true });
  });

  it('leaves no token and no key in any table, in Redis or in a log, while whole workers go by themselves', async () => {
    const of = await desk.consent('mia');
    await desk.order('x', 'expire');
    const worker = await startWorker(desk.network);
    try {
      await until('it is read', async () => (await row(of))?.['status'] === 'READY');
      expect(await desk.counts('x')).toMatchObject({ refresh: 1 });
      expect(await leaksOf([SECRET_MARK])).toEqual([]);
    } finally {
      await worker.close();
    }
  });
});
