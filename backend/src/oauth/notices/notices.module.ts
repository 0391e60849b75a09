import { Module } from '@nestjs/common';
import { NoticeRepository } from './notice.repository.js';
import { Notices } from './notices.service.js';

/** Mails about connections that need their talent, once each. */
@Module({ providers: [NoticeRepository, Notices], exports: [NoticeRepository, Notices] })
export class NoticesModule {}
