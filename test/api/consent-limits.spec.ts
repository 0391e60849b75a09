/** How much strangers with a link can make us do: mail, read, digest, and keep in their own browser. */
import { Redis } from 'ioredis';
import { aConsentedConnection, aFreshLink, anInvitation, aVisit } from '../factories/consent.js';
import { anAgency, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { ConsentDesk } from '../support/consent-desk.js';
import { Browser } from '../support/consent-walk.js';
import { guestBy, guestWith, opening } from '../support/guests.js';
import type { Guest } from '../support/guests.js';
import { startMailbox } from '../support/mailbox.js';
import type { Mailbox } from '../support/mailbox.js';

let api: TestApi;
let mailbox: Mailbox;
let of: { agencyId: string; talentId: string };

beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startApi({ SMTP_URL: mailbox.url, PUBLIC_URL: 'http://127.0.0.1:4999' });
});
afterAll(async () => {
  await api.close();
  await mailbox.stop();
});
beforeEach(async () => {
  const { id: agencyId } = await anAgency(api.rows);
  of = { agencyId, talentId: await aTalent(api.rows, agencyId, { email: `mia-${agencyId}@example.com` }) };
});

const manager = async (): Promise<Guest> =>
  guestWith(api, await aVisit(api.rows, { ...of, invitationId: null }, 'manage'));

/** As if the quarter of an hour were over. */
async function later(): Promise<void> {
  const redis = new Redis(process.env['REDIS_URL'] ?? '');
  await redis.del(`rostrum:fresh-link:${of.talentId}`);
  await redis.quit();
}

describe('somebody with a link', () => {
  it('fills no mailbox, however patient', async () => {
    const guest = await guestBy(api, (await anInvitation(api.rows, of.agencyId, of.talentId)).token);
    const before = mailbox.mails.length;
    for (let time = 0; time < 12; time += 1) {
      await guest('post', '/fresh-link').expect(202);
      await later();
    }
    await guest('post', '/fresh-link').expect(429);
    expect(mailbox.mails.length - before).toBe(12);
  });

  it('downloads a few times, then no more for a while', async () => {
    await aConsentedConnection(api.rows, of.agencyId, of.talentId);
    const guest = await manager();
    for (let time = 0; time < 6; time += 1) await guest('post', '/download').expect(200);
    await guest('post', '/download').expect(429);
  });

  it('has no passphrases digested without end', async () => {
    const guest = await manager();
    const refused = () => guest('post', '/account', { passphrase: 'password' });
    for (let time = 0; time < 10; time += 1) await refused().expect(422);
    await refused().expect(429);
  });

  it('gets nowhere by a link of 15 minutes once the invitation that it was asked for at is taken back', async () => {
    const desk = await ConsentDesk.open(api);
    const { id: invitationId } = await desk.inviteAs([{ platform: 'x' }]);
    const asked = { agencyId: desk.owner.agencyId, talentId: desk.talentId };
    const [there, elsewhere] = [
      await aFreshLink(api.rows, { ...asked, invitationId }),
      await aFreshLink(api.rows, { ...asked, invitationId: null }),
    ];
    await desk.staff('post', `/api/v1/invitations/${invitationId}/revoke`).send({}).expect(200);
    await opening(api, there).expect(404);
    await opening(api, elsewhere).expect(200);
  });

  it('begins again and again, and sends no more cookies than a server takes', async () => {
    const desk = await ConsentDesk.open(api);
    const browser = new Browser(api);
    const invitation = await desk.invite('x');
    const last: string[] = [];
    for (let time = 0; time < 25; time += 1) {
      const { body } = await browser.start('x', { invitation });
      last.push(body.flowId);
      await browser.ask('post', `/api/v1/oauth/flows/${body.flowId}/cancel`, {});
    }
    expect(browser.own.names.filter((name) => name.startsWith('rostrum-flow-'))).toHaveLength(20);
    expect(await browser.flow(last.at(-1) ?? '')).toMatchObject({ outcome: 'declined' });
  });
});
