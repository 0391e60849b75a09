import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Secret } from '../logging/secret.js';
import { Mailer, NoMailer } from './mailer.js';
import { SmtpMailer } from './smtp-mailer.js';

function mailerOf({ values }: Config): Mailer {
  return values.SMTP_URL === undefined ? new NoMailer() : new SmtpMailer(new Secret(values.SMTP_URL), values.MAIL_FROM);
}

/** By SMTP where SMTP_URL is set, and otherwise not at all. */
@Global()
@Module({ providers: [{ provide: Mailer, useFactory: mailerOf, inject: [Config] }], exports: [Mailer] })
export class MailModule {}
