/** What talents do by a fresh link: pausing, withdrawing, and what stays written of it. */
import { Database } from '../../backend/src/core/database/database.service.js';
import { aConsentedConnection, aFreshLink, anInvitation, aVisit } from '../factories/consent.js';
import { aPost } from '../factories/content.js';
import { anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { guestBy, guestWith, opening, tokenIn } from '../support/guests.js';
import type { Guest } from '../support/guests.js';
import { startMailbox } from '../support/mailbox.js';
import type { Mailbox } from '../support/mailbox.js';

interface Place {
  readonly rights: string;
  readonly language: string;
  readonly invitation: { state: string } | null;
  readonly mail: { configured: boolean; to: string | null };
  readonly platforms: { platform: string; state: string; connections: { id: string; connectedAt: string | null }[] }[];
}

let api: TestApi;
let mailbox: Mailbox;
let agencyId: string;
let talentId: string;

beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startApi({ SMTP_URL: mailbox.url, PUBLIC_URL: 'http://127.0.0.1:4999' });
});
afterAll(async () => {
  await api.close();
  await mailbox.stop();
});

beforeEach(async () => {
  agencyId = (await anAgency(api.rows, 'Northlight')).id;
  talentId = await aTalent(api.rows, agencyId, { name: 'Mia Sol', email: `mia-${agencyId}@example.com` });
});

const place = async (guest: Guest): Promise<Place> => (await guest('get', '').expect(200)).body as Place;
const count = async (sql: string, ...values: unknown[]) =>
  Number((await api.rows.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0]?.n);
/** A browser with which the talent may manage what is theirs. */
async function manager(invitationId: string | null = null): Promise<Guest> {
  return guestWith(api, await aVisit(api.rows, { agencyId, talentId, invitationId }, 'manage'));
}

describe('a fresh link', () => {
  it('is mailed to the talent’s own address, and opens once, for 15 minutes, what only the talent may do', async () => {
    const id = await aConsentedConnection(api.rows, agencyId, talentId);
    const guest = await guestBy(api, (await anInvitation(api.rows, agencyId, talentId)).token);
    const { body } = await guest('post', '/fresh-link').expect(202);
    expect(body).toEqual({ to: 'm…@example.com' });
    const mail = mailbox.mails.at(-1);
    expect(mail?.to).toEqual([`mia-${agencyId}@example.com`]);
    const token = tokenIn(mail?.text ?? '');
    const own = await guestBy(api, token);
    expect((await place(own)).rights).toBe('manage');
    await own('post', `/connections/${id}/pause`).expect(200);
    await opening(api, token).expect(410);
    const { rows } = await api.rows.query<{ minutes: number }>(
      `SELECT extract(epoch FROM max(expires_at) - now()) / 60 AS minutes FROM consent_session WHERE agency_id = $1 AND rights = 'manage'`,
      [agencyId],
    );
    expect(Number(rows[0]?.minutes)).toBeLessThanOrEqual(15);
    expect(api.log()).not.toContain(token);
  });

  it('that went to another address is good no more, opened or not, once the talent has a new one', async () => {
    const link = { agencyId, talentId, invitationId: null };
    const [kept, opened] = [await aFreshLink(api.rows, link), await aFreshLink(api.rows, link)];
    const guest = await guestBy(api, opened);
    const owner = await api.signIn(await aStaffMember(api.rows, agencyId, { role: 'owner' }));
    const named = { name: 'Mia Sol-Reyes' };
    await owner('patch', `/api/v1/talents/${talentId}`).send(named).expect(200);
    expect((await place(guest)).rights).toBe('manage');
    await owner('patch', `/api/v1/talents/${talentId}`)
      .send({ email: `right-${agencyId}@example.com` })
      .expect(200);
    await guest('post', '/account').send({ passphrase: 'a heron on the third pier' }).expect(401);
    await opening(api, kept).expect(404);
    expect(await count("app_user WHERE agency_id = $1 AND role = 'talent'", agencyId)).toBe(0);
  });

  it('opens for one of two at the same moment', async () => {
    const token = await aFreshLink(api.rows, { agencyId, talentId, invitationId: null });
    const statuses = (await Promise.all([opening(api, token), opening(api, token)])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 410]);
  });

  it('that nobody used in time is gone', async () => {
    const token = await aFreshLink(api.rows, { agencyId, talentId, invitationId: null }, new Date(Date.now() - 1000));
    await opening(api, token).expect(410);
  });

  it('is mailed a few times, then no more for a while', async () => {
    const guest = await guestBy(api, (await anInvitation(api.rows, agencyId, talentId)).token);
    for (let time = 0; time < 3; time += 1) await guest('post', '/fresh-link').expect(202);
    await guest('post', '/fresh-link').expect(429);
  });

  it('says what to do where there is no address', async () => {
    await api.rows.query('UPDATE talent SET email = NULL WHERE id = $1', [talentId]);
    const guest = await guestBy(api, (await anInvitation(api.rows, agencyId, talentId)).token);
    const { body } = (await guest('post', '/fresh-link').expect(409)) as { body: { action: string } };
    expect(body.action).toMatch(/Ask Northlight/);
  });
});

describe('withdrawing', () => {
  it('takes the tokens away at once, keeps what was read, and says so for good', async () => {
    const { id: invitationId } = await anInvitation(api.rows, agencyId, talentId, { platforms: ['youtube'] });
    const id = await aConsentedConnection(api.rows, agencyId, talentId, { platform: 'youtube' });
    await api.rows.query(
      `UPDATE invitation_platform SET state = 'connected', connection_id = $2 WHERE invitation_id = $1`,
      [invitationId, id],
    );
    const own = await manager(invitationId);
    const { body } = await own('post', `/connections/${id}/withdraw`, { data: 'keep' }).expect(200);
    expect((body as Place).platforms.find(({ platform }) => platform === 'youtube')).toMatchObject({
      state: 'declined',
      code: 'AUTH_REVOKED',
    });
    expect(await count('oauth_credential WHERE connection_id = $1', id)).toBe(0);
    expect(await count('pending_revocation WHERE connection_id = $1', id)).toBe(1);
    expect(await count('social_profile WHERE connection_id = $1', id)).toBe(1);
    expect(await count('connection_sync WHERE connection_id = $1 AND next_sync_at IS NOT NULL', id)).toBe(0);
    const { rows } = await api.rows.query<object>(
      'SELECT kind, via, platform, scopes, text_version, address_hash IS NOT NULL AS hashed FROM consent_record WHERE agency_id = $1',
      [agencyId],
    );
    expect(rows).toMatchObject([
      { kind: 'withdrawn', via: 'link', platform: 'youtube', scopes: ['granted.scope'], hashed: true },
    ]);
    await own('post', `/connections/${id}/withdraw`, { data: 'keep' }).expect(409);
  });

  it('ends all reading for good: nobody asks for it, and no pause or disconnect brings it back', async () => {
    const id = await aConsentedConnection(api.rows, agencyId, talentId, { platform: 'youtube' });
    await (await manager())('post', `/connections/${id}/withdraw`, { data: 'keep' }).expect(200);
    const staff = await api.signIn(await aStaffMember(api.rows, agencyId, { role: 'manager' }));
    const { body } = await staff('post', `/api/v1/connections/${id}/sync`).expect(409);
    expect(body).toMatchObject({ detail: 'Mia Sol took consent back: nothing of this profile is read.' });
    for (const deed of ['pause', 'resume'])
      await staff('post', `/api/v1/connections/${id}/${deed}`).send({}).expect(200);
    expect(await count('connection_sync WHERE connection_id = $1 AND next_sync_at IS NOT NULL', id)).toBe(0);
    await staff('delete', `/api/v1/connections/${id}?data=keep`).expect(204);
    await staff('post', `/api/v1/connections/${id}/restore`).expect(200);
    expect(await count('connection_sync WHERE connection_id = $1 AND next_sync_at IS NOT NULL', id)).toBe(0);
  });

  it('goes on with public data where it was read in public before', async () => {
    const id = await aConsentedConnection(api.rows, agencyId, talentId, { platform: 'youtube', publicBefore: true });
    await (await manager())('post', `/connections/${id}/withdraw`, { data: 'keep' }).expect(200);
    expect(await count(`social_connection WHERE id = $1 AND method = 'MANUAL' AND auth = 'none'`, id)).toBe(1);
  });

  it('erases everything of the account where that is wanted', async () => {
    const id = await aConsentedConnection(api.rows, agencyId, talentId, { platform: 'youtube' });
    await aPost(api.rows, agencyId, id);
    await (await manager())('post', `/connections/${id}/withdraw`, { data: 'erase' }).expect(200);
    for (const table of [
      'social_connection WHERE id',
      'social_post WHERE connection_id',
      'oauth_credential WHERE connection_id',
    ])
      expect(await count(`${table} = $1`, id)).toBe(0);
    expect(await count('pending_revocation WHERE connection_id = $1', id)).toBe(1);
    expect(await count(`consent_record WHERE connection_id = $1 AND kind = 'withdrawn'`, id)).toBe(1);
  });

  it('is for the talent’s own accounts alone', async () => {
    const other = await aTalent(api.rows, agencyId);
    const id = await aConsentedConnection(api.rows, agencyId, other);
    const own = await manager();
    await own('post', `/connections/${id}/withdraw`, { data: 'erase' }).expect(404);
    await own('post', `/connections/${id}/pause`).expect(404);
    expect(await count('oauth_credential WHERE connection_id = $1', id)).toBe(1);
  });
});

describe('pausing', () => {
  it('is shown to staff with the talent’s name; what the agency paused the talent does not resume', async () => {
    const staff = await api.signIn(await aStaffMember(api.rows, agencyId));
    const id = await aConsentedConnection(api.rows, agencyId, talentId);
    const own = await manager();
    await own('post', `/connections/${id}/pause`).expect(200);
    const { body } = await staff('get', `/api/v1/connections/${id}`).expect(200);
    expect(body).toMatchObject({ status: 'PAUSED', control: { state: 'paused', by: 'Mia Sol' } });
    await own('post', `/connections/${id}/resume`).expect(200);
    await staff('post', `/api/v1/connections/${id}/pause`).send({}).expect(200);
    await own('post', `/connections/${id}/resume`).expect(409);
  });
});

describe('records of consent', () => {
  it('are never changed or removed, not even by this application', async () => {
    await expect(
      api.app.get(Database).inAgency(agencyId, (tx) => tx.$executeRaw`UPDATE consent_record SET kind = 'granted'`),
    ).rejects.toThrow(/permission denied/);
    await expect(
      api.app.get(Database).inAgency(agencyId, (tx) => tx.$executeRaw`DELETE FROM consent_record`),
    ).rejects.toThrow(/permission denied/);
  });

  it('outlive the talent, with ids alone', async () => {
    const id = await aConsentedConnection(api.rows, agencyId, talentId, { platform: 'youtube' });
    await (await manager())('post', `/connections/${id}/withdraw`, { data: 'keep' }).expect(200);
    const staff = await api.signIn(await aStaffMember(api.rows, agencyId, { role: 'owner' }));
    await staff('delete', `/api/v1/talents/${talentId}`).expect(204);
    const { rows } = await api.rows.query<{ row: string }>(
      'SELECT r::text AS row FROM consent_record r WHERE agency_id = $1',
      [agencyId],
    );
    expect([rows.length, /Mia|example\.com|account-/.test(JSON.stringify(rows))]).toEqual([1, false]);
    const trail = await api.rows.query<{ said: string }>(
      'SELECT d::text AS said FROM change c JOIN audit_detail d ON d.change_id = c.id WHERE c.agency_id = $1',
      [agencyId],
    );
    expect(JSON.stringify(trail.rows)).not.toMatch(/Mia Sol/);
  });
});
