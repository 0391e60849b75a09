/** How an invitation gets on, as authorizations tell it. */
import { Database } from '../../backend/src/core/database/database.service.js';
import { InvitationProgress } from '../../backend/src/oauth/invitations/invitation-progress.service.js';
import { aConsentedConnection, anInvitation } from '../factories/consent.js';
import { aConnection, anAgency, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';

let api: TestApi;
let agencyId: string;
let talentId: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  agencyId = (await anAgency(api.rows)).id;
  talentId = await aTalent(api.rows, agencyId);
});

const count = async (sql: string, ...values: unknown[]) =>
  Number((await api.rows.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0]?.n);

describe('an invitation’s progress', () => {
  const inAgency = <T>(work: Parameters<Database['inAgency']>[1]) =>
    api.app.get(Database).inAgency(agencyId, work) as Promise<T>;
  const progress = () => api.app.get(InvitationProgress, { strict: false });

  it('lets one of two at the same moment connect a platform', async () => {
    const { id } = await anInvitation(api.rows, agencyId, talentId);
    const of = { agencyId, invitationId: id };
    const [a, b] = [
      await aConnection(api.rows, agencyId, talentId),
      await aConnection(api.rows, agencyId, talentId),
    ] as const;
    const won = await Promise.all(
      [a, b].map((connection) => inAgency<boolean>((tx) => progress().connected(tx, of, 'instagram', connection))),
    );
    expect(won.toSorted()).toEqual([false, true]);
    expect(await count(`invitation WHERE id = $1 AND completed_at IS NOT NULL`, id)).toBe(1);
  });

  it('is completed when nothing is open and something is connected, and then starts nothing but repairs', async () => {
    const { id } = await anInvitation(api.rows, agencyId, talentId, { platforms: ['instagram', 'youtube'] });
    const of = { agencyId, invitationId: id };
    const connection = await aConsentedConnection(api.rows, agencyId, talentId, { handle: 'mia' });
    const expectation = () => inAgency((tx) => progress().expectation(tx, { ...of, platform: 'instagram' }));
    expect(await inAgency((tx) => progress().expectation(tx, { ...of, platform: 'x' }))).toBeNull();
    expect(await expectation()).toMatchObject({ state: 'open' });
    await inAgency(async (tx) => {
      await progress().started(tx, of);
      await progress().connected(tx, of, 'instagram', connection);
      await progress().declined(tx, of, 'youtube', 'CONSENT_DECLINED');
    });
    expect(await count('invitation WHERE id = $1 AND completed_at IS NOT NULL', id)).toBe(1);
    expect(await expectation()).toMatchObject({ state: 'connected' });
    await api.rows.query(`UPDATE oauth_credential SET missing_scopes = '{insights}' WHERE connection_id = $1`, [
      connection,
    ]);
    expect(await expectation()).toEqual({
      state: 'open',
      expectedHandle: 'mia',
      expectedAccountId: `account:${connection}`,
    });
  });

  it('takes only a no for a no: of anything else the reason is kept, and the platform stays open', async () => {
    const { id } = await anInvitation(api.rows, agencyId, talentId);
    await inAgency((tx) =>
      progress().declined(tx, { agencyId, invitationId: id }, 'instagram', 'CONSENT_WRONG_ACCOUNT'),
    );
    expect(
      await count(`invitation_platform WHERE invitation_id = $1 AND state = 'open' AND code IS NOT NULL`, id),
    ).toBe(1);
  });

  it('expects nothing by a link that is over', async () => {
    const { id } = await anInvitation(api.rows, agencyId, talentId, { expiresAt: new Date(0) });
    const of = { agencyId, invitationId: id, platform: 'instagram' };
    expect(await inAgency((tx) => progress().expectation(tx, of))).toBeNull();
  });
});
