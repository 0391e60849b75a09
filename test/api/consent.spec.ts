/** Talents who came by a link: what it opens, and what it never does. */
import { aConsentedConnection, anInvitation } from '../factories/consent.js';
import { aConnection, anAgency, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { guestBy, guestWith, opening } from '../support/guests.js';
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
const opened = async (id: string) =>
  (await api.rows.query<{ at: Date | null }>('SELECT opened_at AS at FROM invitation WHERE id = $1', [id])).rows[0]?.at;

describe('a link', () => {
  it('is opened by the page’s own POST, and by nothing before it', async () => {
    const { id, token } = await anInvitation(api.rows, agencyId, talentId);
    for (const method of ['get', 'get', 'put', 'delete'] as const) await api.anyone(method, '/consent');
    await api.anyone('get', '/api/v1/consent').expect(401);
    await api.anyone('get', '/api/v1/consent/open');
    expect(await opened(id)).toBeNull();
    await guestBy(api, token);
    expect(await opened(id)).not.toBeNull();
  });

  it('gives a cookie that no script reads, and no answer, address or log line with the token', async () => {
    const { token } = await anInvitation(api.rows, agencyId, talentId);
    const answer = await opening(api, token).expect(200);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^rostrum-consent=[\w-]{43}; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    expect([answer.text, answer.headers['referrer-policy'], answer.headers['cache-control']]).toEqual([
      expect.not.stringContaining(token),
      'no-referrer',
      'no-store',
    ]);
    const visit = /rostrum-consent=([\w-]{43})/.exec(cookie)?.[1] ?? 'none';
    expect(visit).not.toBe(token);
    await guestWith(api, visit)('get', '').expect(200);
    expect(api.log()).not.toContain(token);
    expect(api.log()).not.toContain(visit);
  });

  it('that nobody was given is unknown, one that is over is gone', async () => {
    await opening(api, 'x'.repeat(43)).expect(404);
    await opening(api, 'short').expect(404);
    const { token } = await anInvitation(api.rows, agencyId, talentId, { expiresAt: new Date(Date.now() - 1000) });
    const { body } = (await opening(api, token).expect(410)) as { body: { detail: string; action: string } };
    expect([body.detail, body.action]).toEqual([expect.stringMatching(/expired/), expect.stringMatching(/new one/)]);
  });

  it('may be opened by several browsers; it is recorded once', async () => {
    const { token } = await anInvitation(api.rows, agencyId, talentId);
    await Promise.all([guestBy(api, token), guestBy(api, token), guestBy(api, token)]);
    expect(await count(`change WHERE agency_id = $1 AND action = 'invitation.opened'`, agencyId)).toBe(1);
  });

  it('shows what it asks for, and of the talent’s accounts only those that consent to it', async () => {
    await aConnection(api.rows, agencyId, talentId, { platform: 'instagram' });
    const youtube = await aConsentedConnection(api.rows, agencyId, talentId, { platform: 'youtube' });
    await aConsentedConnection(api.rows, agencyId, talentId, { platform: 'x' });
    const { token } = await anInvitation(api.rows, agencyId, talentId, {
      platforms: ['instagram', 'youtube'],
      language: 'de',
    });
    const shown = await place(await guestBy(api, token));
    expect(shown).toMatchObject({ rights: 'see', language: 'de', mail: { configured: true } });
    expect(shown.mail.to).toMatch(/^m…@example\.com$/);
    expect(shown.platforms.map(({ platform, state, connections }) => [platform, state, connections.length])).toEqual(
      expect.arrayContaining([
        ['instagram', 'open', 0],
        ['youtube', 'connected', 1],
      ]),
    );
    expect(shown.platforms).toHaveLength(2);
    expect(shown.platforms.flatMap(({ connections }) => connections.map(({ id }) => id))).toEqual([youtube]);
  });

  it('is for looking: nothing is paused, withdrawn, downloaded or signed up by it', async () => {
    const id = await aConsentedConnection(api.rows, agencyId, talentId);
    const { token } = await anInvitation(api.rows, agencyId, talentId);
    const guest = await guestBy(api, token);
    await guest('post', `/connections/${id}/pause`).expect(403);
    await guest('post', `/connections/${id}/resume`).expect(403);
    await guest('post', `/connections/${id}/withdraw`, { data: 'keep' }).expect(403);
    await guest('post', '/download').expect(403);
    await guest('post', '/account', { passphrase: 'three green lamps at noon' }).expect(403);
    expect(await count('oauth_credential WHERE connection_id = $1', id)).toBe(1);
  });

  it('is forgotten by a browser that leaves, and good for another', async () => {
    const { token } = await anInvitation(api.rows, agencyId, talentId);
    const guest = await guestBy(api, token);
    await guest('post', '/leave').expect(204);
    await guest('get', '').expect(401);
    await guest('post', '/leave').expect(204);
    await guestBy(api, token);
  });
});

describe('saying no', () => {
  it('to one, then to all; the agency sees it, and the link stays good', async () => {
    const { token } = await anInvitation(api.rows, agencyId, talentId, { platforms: ['instagram', 'youtube'] });
    const guest = await guestBy(api, token);
    await guest('post', '/decline', { platform: 'x' }).expect(400);
    const one = (await guest('post', '/decline', { platform: 'youtube' }).expect(200)).body as Place;
    expect(one.invitation?.state).toBe('opened');
    const all = (await guest('post', '/decline', {}).expect(200)).body as Place;
    expect(all.invitation?.state).toBe('declined');
    expect(all.platforms.map(({ state }) => state)).toEqual(['declined', 'declined']);
    await guestBy(api, token);
  });
});

// The last of all: nobody opens a link from here any more.
describe('guessing', () => {
  it('cannot be guessed at without end', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 125; time += 1) statuses.push((await opening(api, 'y'.repeat(43))).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([404, 429]);
  });
});
