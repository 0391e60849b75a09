/** Mails by SMTP. Each gets a connection of its own: they are few, and none waits for another. */
import { Logger } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import type { Secret } from '../logging/secret.js';
import { maskedAddress, Mailer } from './mailer.js';
import type { Mail } from './mailer.js';

const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
const ADDRESS = /^[^\s\p{Cc}<>()[\],;:\\"@]{1,64}@[^\s\p{Cc}<>()[\],;:\\"@]{1,253}$/u;

export class SmtpMailer extends Mailer {
  override readonly configured = true;
  private readonly log = new Logger(SmtpMailer.name);
  private readonly transport: Transporter;

  constructor(
    url: Secret,
    private readonly from: string,
  ) {
    super();
    this.transport = createTransport({
      url: url.reveal(),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
      dnsTimeout: CONNECT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override async send({ to, subject, text, html }: Mail): Promise<boolean> {
    if (!ADDRESS.test(to.address)) return this.failed(to.address, 'the address cannot be written to');
    try {
      await this.transport.sendMail({
        from: this.from,
        to: { name: oneLine(to.name), address: to.address },
        subject: oneLine(subject),
        text,
        html,
        // Nobody is to answer a machine with "I am away", and no machine to answer this one.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
      return true;
    } catch (error) {
      return this.failed(to.address, reasonOf(error));
    }
  }

  /** The server's own words may repeat the mail, so they stay out. */
  private failed(address: string, reason: string): false {
    this.log.warn(`A mail to ${maskedAddress(address)} was not sent: ${reason}`);
    return false;
  }
}

/** A line break in a header would begin another one. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const words = [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number');
  return words.length > 0 ? words.join(' ') : 'the mail server could not be spoken to';
}
