/** Reminders to talents: one mail for each thing that happened, by a real mail server. */
import type { TestingModule } from '@nestjs/testing';
import { Clock } from '../../../backend/src/core/clock.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import { rostrumItself } from '../../../backend/src/oauth/invitations/author.js';
import { InvitationDesk } from '../../../backend/src/oauth/invitations/invitation-desk.service.js';
import { NoticeSender } from '../../../backend/src/oauth/notices/notice-sender.service.js';
import { Notices } from '../../../backend/src/oauth/notices/notices.service.js';
import { aConsentedConnection } from '../../factories/consent.js';
import { anAgency, aTalent, openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { FixedClock } from '../../support/fixed-clock.js';
import { tokenIn } from '../../support/guests.js';
import { startMailbox } from '../../support/mailbox.js';
import type { Mailbox } from '../../support/mailbox.js';
import { startNetwork } from '../../support/network.js';
import type { Network } from '../../support/network.js';
import { settingsFor } from '../../support/settings.js';
import { aStillWorker } from '../../support/worker.js';

const DAY_HOURS = 24;

let rows: Rows;
let mailbox: Mailbox;
let network: Network;
let worker: TestingModule;
let withoutMail: TestingModule;
const clock = new FixedClock('2026-11-22T09:00:00.000Z');

const aWorker = (environment: Readonly<Record<string, string>>): Promise<TestingModule> => {
  const settings = settingsFor(network, { PUBLIC_URL: 'http://127.0.0.1:4999', ...environment });
  return aStillWorker(settings, (building) => building.overrideProvider(Clock).useValue(clock));
};

beforeAll(async () => {
  rows = openRows();
  mailbox = await startMailbox();
  network = await startNetwork();
  [worker, withoutMail] = [await aWorker({ SMTP_URL: mailbox.url }), await aWorker({})];
});
afterAll(async () => {
  await Promise.all([worker.close(), withoutMail.close()]);
  await network.stop();
  await mailbox.stop();
  await rows.end();
});

interface Subject {
  readonly agencyId: string;
  readonly talentId: string;
  readonly connectionId: string;
}

let subject: Subject;
beforeEach(async () => {
  const { id: agencyId } = await anAgency(rows, 'Northlight');
  const talentId = await aTalent(rows, agencyId, { name: 'Mia Sol', email: 'mia@example.com' });
  const connectionId = await aConsentedConnection(rows, agencyId, talentId, {
    auth: 'reauth_required',
    handle: 'mia.sol',
  });
  subject = { agencyId, talentId, connectionId };
  mailbox.refuse(null);
});

const due = (kind: 'reconnect' | 'expiring' = 'reconnect', once = `${kind}:${subject.connectionId}`) =>
  worker
    .get(Database, { strict: false })
    .inAgency(subject.agencyId, (tx) => worker.get(Notices, { strict: false }).due(tx, { ...subject, kind, once }));

/** Everything that is due by now; answers with how many were taken up. */
async function send(by = worker): Promise<number> {
  const sender = by.get(NoticeSender, { strict: false });
  let taken = 0;
  while (await sender.sendNext()) taken += 1;
  return taken;
}
const outcomes = async () =>
  (
    await rows.query<{ outcome: string | null }>('SELECT outcome FROM notice WHERE agency_id = $1 ORDER BY id', [
      subject.agencyId,
    ])
  ).rows.map(({ outcome }) => outcome);
const mails = () => mailbox.mails.length;
const invitations = async () =>
  (await rows.query('SELECT id, purpose, created_by, sent_to FROM invitation WHERE agency_id = $1', [subject.agencyId]))
    .rows as { id: string; purpose: string; created_by: string | null; sent_to: string | null }[];

it('is sent once for what happened once, with a link that was made for it', async () => {
  const before = mails();
  await due();
  await due();
  expect(await send()).toBe(1);
  expect(await send()).toBe(0);
  expect([mails() - before, await outcomes()]).toEqual([1, ['sent']]);
  const mail = mailbox.mails.at(-1);
  expect([mail?.to, mail?.text]).toEqual([['mia@example.com'], expect.stringContaining('@mia.sol')]);
  const token = tokenIn(mail?.text ?? '');
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(await invitations()).toMatchObject([{ purpose: 'reconnect', created_by: null, sent_to: 'mia@example.com' }]);
  const kept = await rows.query<{ row: string }>(
    `SELECT i::text AS row FROM invitation i WHERE agency_id = $1 UNION ALL SELECT n::text FROM notice n WHERE agency_id = $1`,
    [subject.agencyId],
  );
  expect(JSON.stringify(kept.rows)).not.toContain(token);
});

it('is sent by one of two workers', async () => {
  const before = mails();
  await due();
  const taken = await Promise.all([send(), send()]);
  expect([taken.toSorted(), mails() - before]).toEqual([[0, 1], 1]);
});

it('speaks the talent’s language', async () => {
  await rows.query(`UPDATE talent SET locale = 'fr-CA' WHERE id = $1`, [subject.talentId]);
  await due();
  await send();
  expect(mailbox.mails.at(-1)?.text).toMatch(/^Bonjour Mia Sol,/);
});

it('speaks the language that the talent was last asked in, where none is noted', async () => {
  const { agencyId, talentId } = subject;
  const asked = { talentId, platforms: [{ platform: 'x', expectedHandle: null }], language: 'de' } as const;
  const desk = worker.get(InvitationDesk, { strict: false });
  await worker
    .get(Database, { strict: false })
    .inAgency(agencyId, (tx) => desk.draft(tx, rostrumItself(agencyId), asked));
  await due();
  await send();
  expect(mailbox.mails.at(-1)?.text).toMatch(/^Hallo Mia Sol,/);
});

it('tells how many days are left', async () => {
  await rows.query(`UPDATE social_connection SET auth = 'expiring' WHERE id = $1`, [subject.connectionId]);
  await rows.query(`UPDATE oauth_credential SET consent_expires_at = $2 WHERE connection_id = $1`, [
    subject.connectionId,
    new Date(clock.now().getTime() + 3 * 86_400_000),
  ]);
  await due('expiring');
  await send();
  expect([await outcomes(), mailbox.mails.at(-1)?.text]).toEqual([['sent'], expect.stringContaining('ends in 3 days')]);
});

it('is not sent for what is mended by then', async () => {
  const before = mails();
  await due();
  await rows.query(`UPDATE social_connection SET auth = 'active' WHERE id = $1`, [subject.connectionId]);
  await send();
  expect([mails() - before, await outcomes(), await invitations()]).toEqual([0, ['not-needed'], []]);
});

it('comes to nothing without an address, and without a mail server', async () => {
  await due();
  await send(withoutMail);
  await rows.query('UPDATE talent SET email = NULL WHERE id = $1', [subject.talentId]);
  await due('reconnect', 'another');
  await send();
  expect([await outcomes(), await invitations()]).toEqual([['no-mail', 'no-address'], []]);
});

it('is tried again at growing distances, with one invitation, and given up after a day', async () => {
  mailbox.refuse({ code: 451, words: 'come back later' });
  await due();
  const tries: number[] = [];
  for (let hour = 0; hour <= DAY_HOURS + 1; hour += 1) {
    tries.push(await send());
    clock.advance({ hours: 1 });
  }
  const sum = tries.reduce((all, one) => all + one, 0);
  expect([tries[0], sum > 3 && sum < 15, await outcomes()]).toEqual([1, true, ['given-up']]);
  expect(await invitations()).toHaveLength(1);
});

it('goes out when the mail server is back', async () => {
  mailbox.refuse({ code: 451, words: 'come back later' });
  await due();
  await send();
  expect(await send()).toBe(0);
  mailbox.refuse(null);
  clock.advance({ minutes: 3 });
  expect([await send(), await outcomes()]).toEqual([1, ['sent']]);
});

it('is taken over from a worker that died while sending', async () => {
  await due();
  await rows.query(`UPDATE notice SET lease_until = $2, attempts = 1 WHERE agency_id = $1`, [
    subject.agencyId,
    new Date(clock.now().getTime() + 60_000),
  ]);
  expect(await send()).toBe(0);
  clock.advance({ minutes: 2 });
  expect([await send(), await outcomes()]).toEqual([1, ['sent']]);
});
