/** Links by which staff ask talents for consent: made, mailed, sent anew, taken back. */
import { EventBus, AgencyHint } from '../../backend/src/core/events.js';
import { aConsentedConnection, anInvitation } from '../factories/consent.js';
import { aConnection, anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';
import { guestBy, opening, tokenIn } from '../support/guests.js';
import { startMailbox } from '../support/mailbox.js';
import type { Mailbox } from '../support/mailbox.js';

const PUBLIC_URL = 'http://127.0.0.1:4999';

interface Made {
  readonly invitation: {
    id: string;
    state: string;
    language: string;
    sentTo: string | null;
    expiresAt: string;
    createdAt: string;
    createdBy: string;
    platforms: { platform: string; expectedHandle: string | null }[];
  };
  readonly link: string;
  readonly message: string;
  readonly mail: string;
}

let api: TestApi;
let mailbox: Mailbox;
let agencyId: string;
let talentId: string;
let staff: Caller;

beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startApi({ SMTP_URL: mailbox.url, PUBLIC_URL, ACTIONS_PER_MINUTE: '1000' });
});
afterAll(async () => {
  await api.close();
  await mailbox.stop();
});

beforeEach(async () => {
  agencyId = (await anAgency(api.rows)).id;
  talentId = await aTalent(api.rows, agencyId, { name: 'Mia Sol', email: 'mia@example.com' });
  staff = await api.signIn(await aStaffMember(api.rows, agencyId, { name: 'Ada Okafor' }));
});

const create = (body: object, platform = 'instagram') =>
  staff('post', '/api/v1/invitations').send({ talentId, platforms: [{ platform }], ...body });
const made = async (body: object = {}): Promise<Made> => (await create(body).expect(201)).body as Made;
const listed = async () =>
  ((await staff('get', `/api/v1/invitations?talentId=${talentId}`).expect(200)).body as { items: Made['invitation'][] })
    .items;

describe('an invitation', () => {
  it('is a link behind #, shown once, of which a digest is kept', async () => {
    const { invitation, link, message, mail } = await made();
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4999\/consent#[\w-]{43}$/);
    expect(message).toContain(link);
    expect(message).toMatch(/^Hi Mia Sol,/);
    expect(mail).toBe('not-asked');
    expect(invitation).toMatchObject({ state: 'sent', createdBy: 'Ada Okafor', sentTo: null });
    const { rows } = await api.rows.query<{ row: string }>('SELECT i::text AS row FROM invitation i WHERE id = $1', [
      invitation.id,
    ]);
    expect(rows[0]?.row).not.toContain(tokenIn(link));
    expect(JSON.stringify(await listed())).not.toContain(tokenIn(link));
    expect(api.log()).not.toContain(tokenIn(link));
  });

  it('is good for 14 days unless its maker says otherwise, up to 90', async () => {
    const days = ({ createdAt, expiresAt }: Made['invitation']) =>
      (Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000;
    expect([days((await made()).invitation), days((await made({ days: 3 })).invitation)]).toEqual([14, 3]);
    await create({ days: 91 }).expect(400);
  });

  it('speaks the talent’s language, or the one that is asked for', async () => {
    await api.rows.query(`UPDATE talent SET locale = 'de-AT' WHERE id = $1`, [talentId]);
    expect((await made()).message).toMatch(/^Hallo Mia Sol,/);
    expect((await made({ language: 'fr' })).message).toMatch(/^Bonjour Mia Sol,/);
  });

  it('expects the account that is named, as its platform writes it, or the one that is connected there', async () => {
    await aConnection(api.rows, agencyId, talentId, { platform: 'instagram', handle: 'mia.sol' });
    const handles = async (platforms: object[]) =>
      (await made({ platforms })).invitation.platforms.map(({ expectedHandle }) => expectedHandle);
    expect(await handles([{ platform: 'instagram' }])).toEqual(['mia.sol']);
    expect(await handles([{ platform: 'instagram', expectedHandle: '@Mia.Other' }])).toEqual(['mia.other']);
    expect(await handles([{ platform: 'youtube' }])).toEqual([null]);
    await create({ platforms: [{ platform: 'instagram', expectedHandle: 'no handle at all' }] }).expect(400);
  });

  it('asks for nothing that cannot be asked for, and says why', async () => {
    await create({}, 'nowhere').expect(400);
    const { body } = (await create({}, 'bluesky').expect(409)) as { body: { detail: string } };
    expect(body.detail).toMatch(/Bluesky cannot be asked for consent/);
    await create({ platforms: [{ platform: 'instagram' }, { platform: 'instagram' }] }).expect(400);
    await create({ platforms: [] }).expect(400);
  });

  it('is for a talent of the same agency, who is not archived', async () => {
    const { id } = await anAgency(api.rows);
    await create({ talentId: await aTalent(api.rows, id) }).expect(404);
    await create({ talentId: await aTalent(api.rows, agencyId, { status: 'archived' }) }).expect(409);
    await staff('get', `/api/v1/invitations?talentId=${await aTalent(api.rows, id)}`).expect(404);
  });

  it('is not told twice: the same request again has neither link nor message', async () => {
    const ask = () => create({}).set('Idempotency-Key', 'once').expect(201);
    const [first, again] = [(await ask()).body as Made, (await ask()).body as Made];
    expect([again.link, again.message, again.invitation.id]).toEqual([null, null, first.invitation.id]);
  });

  it('is told to consoles as a hint, with the talent', async () => {
    const heard: AgencyHint[] = [];
    const stop = api.app.get(EventBus).subscribe(AgencyHint, (hint) => void heard.push(hint));
    const { link } = await made();
    await guestBy(api, tokenIn(link));
    stop();
    const hints = heard.filter(({ kind, agencyId: whose }) => kind === 'invitations' && whose === agencyId);
    expect(hints.map(({ ids }) => ids)).toEqual([[talentId], [talentId]]);
  });
});

describe('a mail', () => {
  const last = () => mailbox.mails.at(-1);

  it('can be mailed, as whoever asks is told beforehand', async () => {
    expect((await staff('get', '/api/v1/auth/me').expect(200)).body).toMatchObject({ mails: true });
  });

  it('goes to the talent’s address, with the link in both its forms and nothing that tracks', async () => {
    const { link, mail, invitation } = await made({ send: true });
    expect([mail, invitation.sentTo]).toEqual(['sent', 'mia@example.com']);
    expect(last()?.to).toEqual(['mia@example.com']);
    expect(last()?.text).toContain(link);
    expect(last()?.html).toContain(link);
    expect(last()?.html).not.toMatch(/<img|utm_|pixel/);
    await guestBy(api, tokenIn(last()?.text ?? ''));
  });

  it('that cannot be sent is said to be so, and the link is good all the same', async () => {
    mailbox.refuse({ code: 451, words: 'later' });
    const { mail, link, invitation } = await made({ send: true });
    mailbox.refuse(null);
    expect([mail, invitation.sentTo]).toEqual(['failed', null]);
    await guestBy(api, tokenIn(link));
    expect(api.log()).not.toMatch(/mia@example\.com/);
  });

  it('is not sent where there is no address', async () => {
    await api.rows.query('UPDATE talent SET email = NULL WHERE id = $1', [talentId]);
    expect((await made({ send: true })).mail).toBe('no-address');
  });
});

describe('sending anew', () => {
  it('makes a new link, good as long as the first; the old one is told to be replaced, and its browsers are out', async () => {
    const first = await made({ days: 2 });
    const guest = await guestBy(api, tokenIn(first.link));
    const again = (await staff('post', `/api/v1/invitations/${first.invitation.id}/resend`).send({}).expect(200))
      .body as Made;
    expect(again.link).not.toBe(first.link);
    const days = (Date.parse(again.invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(days * 100) / 100).toBe(2);
    const { body } = (await opening(api, tokenIn(first.link)).expect(410)) as { body: { detail: string } };
    expect(body.detail).toMatch(/newer link/);
    await guest('get', '').expect(401);
    await guestBy(api, tokenIn(again.link));
  });

  it('wakes what has expired, and nothing that was taken back', async () => {
    const { id, token } = await anInvitation(api.rows, agencyId, talentId, { expiresAt: new Date(0) });
    await opening(api, token).expect(410);
    await staff('post', `/api/v1/invitations/${id}/resend`).send({}).expect(200);
    await staff('post', `/api/v1/invitations/${id}/revoke`).expect(200);
    await staff('post', `/api/v1/invitations/${id}/resend`).send({}).expect(409);
  });
});

describe('taking back', () => {
  it('ends the link and every browser that came by it', async () => {
    const { invitation, link } = await made();
    const guest = await guestBy(api, tokenIn(link));
    await staff('post', `/api/v1/invitations/${invitation.id}/revoke`).expect(200);
    const { body } = (await opening(api, tokenIn(link)).expect(410)) as { body: { detail: string } };
    expect(body.detail).toMatch(/taken back/);
    await guest('get', '').expect(401);
    expect((await listed())[0]?.state).toBe('revoked');
  });
});

describe('a reconnect', () => {
  it('asks for this very account', async () => {
    const handle = 'mia.sol';
    const id = await aConsentedConnection(api.rows, agencyId, talentId, { handle, auth: 'reauth_required' });
    const { body } = await staff('post', `/api/v1/connections/${id}/reconnect`).send({}).expect(201);
    expect(body).toMatchObject({
      invitation: {
        purpose: 'reconnect',
        platforms: [{ platform: 'instagram', expectedHandle: handle, connectionId: id }],
      },
    });
    const { rows } = await api.rows.query<{ expected: string }>(
      'SELECT expected_account_id AS expected FROM invitation_platform WHERE connection_id = $1',
      [id],
    );
    expect(rows[0]?.expected).toBe(`account:${id}`);
  });

  it('is refused for what has no consent, and for what is disconnected', async () => {
    const bluesky = await aConnection(api.rows, agencyId, talentId);
    await staff('post', `/api/v1/connections/${bluesky}/reconnect`).send({}).expect(409);
    const archived = await aConsentedConnection(api.rows, agencyId, talentId, { control: 'archived' });
    await staff('post', `/api/v1/connections/${archived}/reconnect`).send({}).expect(409);
  });
});

it('each deed leaves a record with the talent, and none with a token', async () => {
  const { invitation, link } = await made();
  await guestBy(api, tokenIn(link));
  await guestBy(api, tokenIn(link));
  const again = await staff('post', `/api/v1/invitations/${invitation.id}/resend`).send({}).expect(200);
  await staff('post', `/api/v1/invitations/${invitation.id}/revoke`).expect(200);
  const { rows } = await api.rows.query<{ action: string; said: string }>(
    `SELECT c.action, d::text AS said FROM change c JOIN audit_detail d ON d.change_id = c.id
     WHERE c.agency_id = $1 ORDER BY c.seq`,
    [agencyId],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'invitation.created',
    'invitation.opened',
    'invitation.renewed',
    'invitation.revoked',
  ]);
  const said = JSON.stringify(rows);
  expect([tokenIn(link), tokenIn((again.body as Made).link)].filter((token) => said.includes(token))).toEqual([]);
});
