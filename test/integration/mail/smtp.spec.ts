/** Mails over a real connection to a mail server. */
import { Logger } from '@nestjs/common';
import { Secret } from '../../../backend/src/core/logging/secret.js';
import { SmtpMailer } from '../../../backend/src/core/mail/smtp-mailer.js';
import { startMailbox } from '../../support/mailbox.js';
import type { Mailbox } from '../../support/mailbox.js';

const MAIL = {
  to: { name: 'Mia Sol', address: 'mia@example.com' },
  subject: 'Grüße',
  text: 'Ä word.\n\nhttps://console.example.com/consent#secret-token',
  html: '<p>Ä word.</p>',
};

let mailbox: Mailbox;
let mailer: SmtpMailer;
const said: string[] = [];

beforeAll(async () => {
  mailbox = await startMailbox();
  mailer = new SmtpMailer(new Secret(mailbox.url), 'Northlight Talent <hello@example.com>');
  Logger.overrideLogger({
    log: () => undefined,
    error: (...words: unknown[]) => void said.push(JSON.stringify(words)),
    warn: (...words: unknown[]) => void said.push(JSON.stringify(words)),
  });
});
afterAll(async () => {
  Logger.overrideLogger(false);
  await mailbox.stop();
});

const last = () => {
  const mail = mailbox.mails.at(-1);
  if (!mail) throw new Error('no mail came');
  return mail;
};

it('are taken as they were written, from whoever MAIL_FROM says', async () => {
  expect(await mailer.send(MAIL)).toBe(true);
  expect(last()).toMatchObject({ from: 'hello@example.com', to: ['mia@example.com'] });
  expect(last().text.trim()).toBe(MAIL.text);
  expect(last().html.trim()).toBe(MAIL.html);
  expect(last().headers).toEqual(expect.arrayContaining(['From: Northlight Talent <hello@example.com>']));
});

it('keep a link whole, also one that is folded before two dashes', async () => {
  for (let at = 20; at < 30; at += 1) {
    const text = `Ä word.\n\nhttps://console.example.com/consent#${'a'.repeat(at)}--token`;
    expect(await mailer.send({ ...MAIL, text })).toBe(true);
    expect(last().text.trim()).toBe(text);
  }
});

it.each(['Mia\r\nBcc: everybody@example.com', 'Mia\nBcc: everybody@example.com', 'Mia\u2028Bcc: x@example.com'])(
  'begin no header with a name such as %j',
  async (name) => {
    expect(await mailer.send({ ...MAIL, to: { ...MAIL.to, name }, subject: name })).toBe(true);
    expect(last().to).toEqual(['mia@example.com']);
    expect(last().headers.filter((line) => /^bcc/i.test(line))).toEqual([]);
  },
);

it.each(['mia@example.com\r\nBcc: x@example.com', 'mia@example.com, x@example.com', '<x@example.com>', 'nobody'])(
  'go to no address such as %j',
  async (address) => {
    const before = mailbox.mails.length;
    expect(await mailer.send({ ...MAIL, to: { name: 'Mia', address } })).toBe(false);
    expect(mailbox.mails).toHaveLength(before);
  },
);

it('that are refused are told in the log, without the address, the link or the words', async () => {
  said.length = 0;
  mailbox.refuse({ code: 550, words: 'no such mia@example.com, and #secret-token' });
  expect(await mailer.send(MAIL)).toBe(false);
  mailbox.refuse(null);
  expect(said.join()).toMatch(/m…@example\.com was not sent: .*550/);
  expect(said.join()).not.toMatch(/mia@example|secret-token|word/);
});

it('that find no server fail in the same way', async () => {
  const gone = await startMailbox();
  const lost = new SmtpMailer(new Secret(gone.url), 'hello@example.com');
  await gone.stop();
  expect(await lost.send(MAIL)).toBe(false);
});
