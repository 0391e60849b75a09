import { Module } from '@nestjs/common';
import { Notices } from './notices.service.js';

/** Mails about connections that need their talent, once each. */
@Module({ providers: [Notices], exports: [Notices] })
export class NoticesModule {}
