import { AlertService } from '../../../backend/src/connections/alert.service.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import type { AttentionGroup, AttentionResponse } from '../../../backend/src/connections/dto/attention.response.js';
import { aConnection, aTalent } from '../../factories/rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';

interface Ailing {
  readonly status?: string;
  readonly platform?: string;
  readonly control?: string;
  readonly code?: string | null;
  readonly daysAgo?: number;
  readonly strikes?: number;
  readonly handleCurrent?: boolean;
  readonly posts?: { outcome: string; code: string };
}

describe('what needs a hand', () => {
  let api: TestApi;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
  });
  beforeEach(async () => {
    desk = await Desk.open(api);
  });
  afterAll(() => api.close());

  async function ailing(given: Ailing): Promise<string> {
    const { status = 'ERROR', control = 'enabled', platform = 'bluesky', code = null, daysAgo = 1 } = given;
    const id = await aConnection(api.rows, desk.agencyId, desk.talentId, { status, control, platform });
    await api.rows.query(
      `UPDATE social_connection SET last_code = $2, last_code_at = now() - make_interval(days => $3), control_at = now() - make_interval(days => $3),
         strikes = $4, strikes_since = CASE WHEN $4 > 0 THEN now() - make_interval(days => $3) END, handle_current = $5 WHERE id = $1`,
      [id, code, daysAgo, given.strikes ?? 0, given.handleCurrent ?? true],
    );
    if (given.posts)
      await api.rows.query(
        `UPDATE connection_product SET outcome = $2, code = $3 WHERE connection_id = $1 AND product = 'posts'`,
        [id, given.posts.outcome, given.posts.code],
      );
    return id;
  }
  const look = async () => (await desk.call('get', '/api/v1/attention').expect(200)).body as AttentionResponse;
  const short = ({ code, count, retry, platform, items }: AttentionGroup) => [
    code,
    count,
    retry,
    platform,
    [...new Set(items.map(({ deed }) => deed))],
  ];

  it('is nothing where all is well', async () => {
    await ailing({ status: 'READY' });
    await ailing({ status: 'PAUSED', control: 'paused', daysAgo: 6 });
    await ailing({ status: 'DISCONNECTED', control: 'archived', code: 'PROFILE_NOT_FOUND', strikes: 2 });
    expect(await look()).toMatchObject({ total: 0, groups: [] });
  });

  it('groups by cause, with what a colleague can mend first and what heals by itself last', async () => {
    await ailing({ code: 'PLATFORM_UNAVAILABLE' });
    await ailing({ code: 'RATE_LIMITED', platform: 'youtube' });
    await ailing({ status: 'PAUSED', control: 'paused', daysAgo: 8 });
    await ailing({ code: 'PLATFORM_CONTRACT_CHANGED', platform: 'youtube' });
    await ailing({ code: 'APP_CREDENTIALS_INVALID', platform: 'youtube' });
    await ailing({ status: 'READY', handleCurrent: false });
    await ailing({ status: 'READY', strikes: 1, code: 'PROFILE_NOT_FOUND' });
    await ailing({ code: 'PROFILE_NOT_FOUND' });
    await ailing({ code: 'PROFILE_NOT_FOUND', platform: 'youtube' });
    await ailing({ status: 'RECONNECT_NEEDED' });
    await ailing({
      status: 'READY',
      posts: { outcome: 'failed', code: 'PLATFORM_CONTRACT_CHANGED' },
      platform: 'youtube',
    });
    await ailing({ status: 'READY', posts: { outcome: 'partial', code: 'SYNC_TIMEOUT' } });
    const { groups, total } = await look();
    expect(total).toBe(9);
    expect(groups.map(short)).toEqual([
      ['PROFILE_NOT_FOUND', 2, 'user', null, ['retry']],
      ['AUTH_RECONNECT_REQUIRED', 1, 'user', 'bluesky', ['reconnect']],
      ['STRIKES', 1, 'user', 'bluesky', ['open']],
      ['APP_CREDENTIALS_INVALID', 1, 'operator', 'youtube', ['open']],
      ['PLATFORM_CONTRACT_CHANGED', 2, 'no', 'youtube', ['open']],
      ['PROFILE_HANDLE_REASSIGNED', 1, 'no', 'bluesky', ['open']],
      ['PAUSED_LONG', 1, 'user', 'bluesky', ['resume']],
      ['HEALS_BY_ITSELF', 3, 'auto', null, ['none']],
    ]);
  });

  it('shows an account that another talent signed in to, however well it is read, until that is settled', async () => {
    const id = await ailing({ status: 'READY' });
    const other = await aTalent(api.rows, desk.agencyId, { name: 'Jo' });
    const of = { agencyId: desk.agencyId, connectionId: id };
    const alerts = api.app.get(AlertService, { strict: false });
    const database = api.app.get(Database, { strict: false });
    await database.inAgency(desk.agencyId, (tx) => alerts.claimed(tx, of, other));
    await database.inAgency(desk.agencyId, (tx) =>
      alerts.followMany(tx, [{ lease: of, ending: { event: 'succeed', code: null } }]),
    );
    expect((await look()).groups.map(short)).toEqual([['CLAIMED', 1, 'user', 'bluesky', ['open']]]);
    await desk.deed(id, 'transfer', { talentId: other }).expect(200);
    expect(await look()).toMatchObject({ total: 0, groups: [] });
  });

  it('names the platform only where all of a group are on it', async () => {
    await ailing({ code: 'PROFILE_PRIVATE' });
    expect((await look()).groups[0]?.text).toBe('This Bluesky profile is private.');
    await ailing({ code: 'PROFILE_PRIVATE', platform: 'youtube' });
    expect((await look()).groups[0]).toMatchObject({ platform: null, text: 'This profile is private.' });
  });

  it('shows the twenty that have waited longest, and counts all', async () => {
    for (let days = 1; days <= 23; days += 1) await ailing({ code: 'PROFILE_DELETED', daysAgo: days });
    const [group] = (await look()).groups;
    expect(group?.count).toBe(23);
    expect(group?.items).toHaveLength(20);
    const since = group?.items.map((item) => item.since) ?? [];
    expect(since).toEqual(since.toSorted());
    expect(Date.parse(since.at(0) ?? '')).toBeLessThan(Date.now() - 22 * 24 * 3600_000);
  });

  it('says who it is about, and nothing of another agency', async () => {
    const talentId = await aTalent(api.rows, desk.agencyId, { name: 'Maya' });
    const id = await aConnection(api.rows, desk.agencyId, talentId, { status: 'ERROR', handle: 'maya.test' });
    const other = await Desk.open(api);
    await aConnection(api.rows, other.agencyId, other.talentId, { status: 'ERROR' });
    const { groups } = await look();
    expect(groups.flatMap(({ items }) => items)).toEqual([
      expect.objectContaining({ connectionId: id, talentId, talentName: 'Maya', handle: 'maya.test', status: 'ERROR' }),
    ]);
  });
});
