/** Talents who sign in: how they come to their account, and that they see nothing but their own. */
import { aConsentedConnection, aVisit } from '../factories/consent.js';
import { aPost } from '../factories/content.js';
import { aConnection, anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import type { StaffMember } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';
import { guestWith, tokenIn } from '../support/guests.js';
import { startMailbox } from '../support/mailbox.js';
import type { Mailbox } from '../support/mailbox.js';

const PASSPHRASE = 'three green lamps at noon';

interface Connection {
  readonly id: string;
  readonly connectedAt: string | null;
}
interface Place {
  readonly talentName: string;
  readonly rights: string;
  readonly hasAccount: boolean;
  readonly platforms: { platform: string; connections: Connection[] }[];
}

let api: TestApi;
let mailbox: Mailbox;
let agencyId: string;
let talentId: string;
let email: string;
let staff: Caller;

beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startApi({ SMTP_URL: mailbox.url, PUBLIC_URL: 'http://127.0.0.1:4999', ACTIONS_PER_MINUTE: '1000' });
});
afterAll(async () => {
  await api.close();
  await mailbox.stop();
});

beforeEach(async () => {
  agencyId = (await anAgency(api.rows, 'Northlight')).id;
  email = `mia-${agencyId}@example.com`;
  talentId = await aTalent(api.rows, agencyId, { name: 'Mia Sol', email });
  staff = await api.signIn(await aStaffMember(api.rows, agencyId, { role: 'owner' }));
});

async function anAccount(of: string | null = talentId): Promise<StaffMember & { call: Caller }> {
  const user = await aStaffMember(api.rows, agencyId, { role: 'talent', name: 'Mia Sol' });
  if (of !== null) await api.rows.query('UPDATE app_user SET talent_id = $2 WHERE id = $1', [user.id, of]);
  return { ...user, call: await api.signIn(user) };
}
const shown = ({ platforms }: Place) => platforms.flatMap(({ connections }) => connections.map(({ id }) => id)).sort();
const page = { 'sec-fetch-site': 'same-origin' } as const;

describe('a talent who is signed in', () => {
  it('sees their own accounts, read in public or by consent, and nobody else’s', async () => {
    const mine = [
      await aConsentedConnection(api.rows, agencyId, talentId),
      await aConnection(api.rows, agencyId, talentId, { platform: 'youtube' }),
    ];
    await aConsentedConnection(api.rows, agencyId, await aTalent(api.rows, agencyId));
    const { call } = await anAccount();
    const { body } = (await call('get', '/api/v1/own').expect(200)) as { body: Place };
    expect(body).toMatchObject({ talentName: 'Mia Sol', rights: 'manage', hasAccount: true });
    expect(shown(body)).toEqual(mine.sort());
  });

  it('is told that another talent’s account is not there, whatever they try', async () => {
    const theirs = await aConsentedConnection(api.rows, agencyId, await aTalent(api.rows, agencyId));
    const { call } = await anAccount();
    for (const deed of ['pause', 'resume']) await call('post', `/api/v1/own/connections/${theirs}/${deed}`).expect(404);
    await call('post', `/api/v1/own/connections/${theirs}/withdraw`).send({ data: 'erase' }).expect(404);
    const { rows } = await api.rows.query('SELECT 1 FROM oauth_credential WHERE connection_id = $1', [theirs]);
    expect(rows).toHaveLength(1);
  });

  it.each(['/talents', '/connections', '/staff', '/activity', '/platforms', '/events', '/attention'])(
    'is refused what is the agency’s: %s',
    async (path) => {
      const { call } = await anAccount();
      await call('get', `/api/v1${path}`).expect(403);
    },
  );

  it('pauses, resumes and withdraws', async () => {
    const id = await aConsentedConnection(api.rows, agencyId, talentId, { platform: 'youtube' });
    const { call } = await anAccount();
    await call('post', `/api/v1/own/connections/${id}/pause`).expect(200);
    await call('post', `/api/v1/own/connections/${id}/resume`).expect(200);
    const { body } = await call('post', `/api/v1/own/connections/${id}/withdraw`).send({ data: 'keep' }).expect(200);
    const [connection] = (body as Place).platforms.flatMap(({ connections }) => connections);
    expect(connection).toMatchObject({ id, connectedAt: null });
    const { rows } = await api.rows.query('SELECT via FROM consent_record WHERE connection_id = $1', [id]);
    expect(rows).toEqual([{ via: 'account' }]);
  });

  it('has an empty place where no talent belongs to the account', async () => {
    await aConsentedConnection(api.rows, agencyId, talentId);
    const { call } = await anAccount(null);
    const { body } = (await call('get', '/api/v1/own').expect(200)) as { body: Place };
    expect(body.platforms).toEqual([]);
    await call('post', '/api/v1/own/download').expect(404);
  });

  it('is no staff', async () => {
    await anAccount();
    const { body } = (await staff('get', '/api/v1/staff').expect(200)) as { body: { items: { role: string }[] } };
    expect(body.items.map(({ role }) => role)).toEqual(['owner']);
  });
});

describe('downloading', () => {
  it('gives everything of the talent’s own as one file, and of nobody else', async () => {
    const id = await aConsentedConnection(api.rows, agencyId, talentId, { followers: 1234 });
    const other = await aConsentedConnection(api.rows, agencyId, await aTalent(api.rows, agencyId));
    for (let post = 0; post < 30; post += 1) await aPost(api.rows, agencyId, id);
    await aPost(api.rows, agencyId, other);
    for (let day = 1; day <= 3; day += 1)
      await api.rows.query(
        `INSERT INTO profile_snapshot (connection_id, captured_at, agency_id, followers, source)
         VALUES ($1, '2026-11-01'::timestamptz + make_interval(days => $3), $2, $3 * 100, 'consent')`,
        [id, agencyId, day],
      );
    const { call } = await anAccount();
    const answer = await call('post', '/api/v1/own/download').expect(200);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="my-data-\d{4}-\d\d-\d\d\.json"$/);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    const body = answer.body as { connections: { id: string; posts: unknown[]; metrics: { followers: number }[] }[] };
    expect(body).toMatchObject({
      format: 'rostrum-talent-data/1',
      agencyName: 'Northlight',
      talent: { name: 'Mia Sol', email },
    });
    expect(body.connections.map((one) => [one.id, one.posts.length])).toEqual([[id, 30]]);
    expect(body.connections[0]?.metrics.map(({ followers }) => followers)).toEqual([100, 200, 300]);
    expect(answer.text).not.toContain(other);
    expect(answer.text).not.toMatch(/token|key_version|lease/i);
  });
});

describe('an account', () => {
  const make = (body: object = {}) => staff('post', `/api/v1/talents/${talentId}/account`).send(body);
  const signIn = (address: string) =>
    api.anyone('post', '/api/v1/auth/login').set(page).send({ email: address, password: PASSPHRASE });

  it('is made by staff, and taken up by the link that is mailed', async () => {
    const { body } = (await make().expect(201)) as { body: { link: string; mail: string; member: object } };
    expect(body).toMatchObject({ mail: 'sent', member: { email, status: 'invited', name: 'Mia Sol' } });
    expect(mailbox.mails.at(-1)?.text).toContain(body.link);
    const used = await api
      .anyone('post', '/api/v1/staff-links/use')
      .set(page)
      .send({ token: tokenIn(body.link), passphrase: PASSPHRASE })
      .expect(200);
    expect(used.body).toMatchObject({ role: 'talent', talentId, permissions: expect.arrayContaining(['own:read']) });
    expect((await signIn(email).expect(200)).body).toMatchObject({ role: 'talent', talentId });
    await make().expect(409);
  });

  it('not taken up yet gets a new link, and the old one is dead', async () => {
    const [first, second] = [(await make().expect(201)).body, (await make().expect(201)).body] as { link: string }[];
    const open = (link = '') =>
      api
        .anyone('post', '/api/v1/staff-links/open')
        .set(page)
        .send({ token: tokenIn(link) });
    await open(first?.link).expect(410);
    await open(second?.link).expect(200);
  });

  it('needs an e-mail, and one that nobody signs in with', async () => {
    const { email: taken } = await aStaffMember(api.rows, (await anAgency(api.rows)).id);
    await make({ email: taken }).expect(409);
    await api.rows.query('UPDATE talent SET email = NULL WHERE id = $1', [talentId]);
    await make().expect(400);
    await make({ email }).expect(201);
  });

  it('is made by the talent with a fresh link, and signs them in', async () => {
    const visit = await aVisit(api.rows, { agencyId, talentId, invitationId: null }, 'manage');
    const guest = guestWith(api, visit);
    await guest('post', '/account', { passphrase: 'password' }).expect(422);
    const answer = await guest('post', '/account', { passphrase: PASSPHRASE }).expect(200);
    expect(answer.body).toMatchObject({ kind: 'staff', role: 'talent', talentId, user: { email } });
    const cookie = (answer.headers['set-cookie'] ?? '').toString().split(';')[0] ?? '';
    await api
      .anyone('get', '/api/v1/own')
      .set({ ...page, cookie })
      .expect(200);
    await guest('post', '/account', { passphrase: PASSPHRASE }).expect(409);
    await signIn(email).expect(200);
  });

  it('is made once, however many ask at the same moment', async () => {
    const visit = await aVisit(api.rows, { agencyId, talentId, invitationId: null }, 'manage');
    const guest = guestWith(api, visit);
    const asked = [1, 2, 3].map(() => guest('post', '/account', { passphrase: PASSPHRASE }));
    expect((await Promise.all(asked)).map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });

  it('is taken away with every session, and what is connected stays', async () => {
    const id = await aConsentedConnection(api.rows, agencyId, talentId);
    const { call } = await anAccount();
    await call('get', '/api/v1/own').expect(200);
    await staff('delete', `/api/v1/talents/${talentId}/account`).expect(204);
    await call('get', '/api/v1/own').expect(401);
    await staff('delete', `/api/v1/talents/${talentId}/account`).expect(204);
    await staff('get', `/api/v1/connections/${id}`).expect(200);
  });

  it('goes with the talent, and is forgotten with them', async () => {
    const { id, call } = await anAccount();
    const sign = await api
      .anyone('post', '/api/v1/auth/login')
      .set(page)
      .send({ email: 'nobody@example.com', password: 'x' });
    expect(sign.status).toBe(401);
    await call('post', '/api/v1/auth/logout').expect(204);
    await staff('delete', `/api/v1/talents/${talentId}`).expect(204);
    await call('get', '/api/v1/own').expect(401);
    const trail = await api.rows.query<{ said: string }>(
      'SELECT d::text AS said FROM change c JOIN audit_detail d ON d.change_id = c.id WHERE c.actor_id = $1 OR c.target_id = $1',
      [id],
    );
    expect([trail.rows.length > 0, JSON.stringify(trail.rows)]).toEqual([true, expect.not.stringContaining('Mia Sol')]);
  });

  it('goes when the talent is merged into another', async () => {
    const into = await aTalent(api.rows, agencyId, { name: 'Mia' });
    const { call } = await anAccount();
    await staff('post', `/api/v1/talents/${into}/merge`).send({ from: talentId }).expect(200);
    await call('get', '/api/v1/own').expect(401);
  });
});
