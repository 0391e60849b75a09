import { Module } from '@nestjs/common';
import { PlatformsModule } from '../../platforms/platforms.module.js';
import { InvitationsCoreModule } from '../invitations/invitations-core.module.js';
import { NoticeLetters } from './notice-letters.service.js';
import { NoticeRunner } from './notice-runner.js';
import { NoticeSender } from './notice-sender.service.js';
import { NoticesModule } from './notices.module.js';

/** Sends what is due. */
@Module({
  imports: [InvitationsCoreModule, NoticesModule, PlatformsModule],
  providers: [NoticeLetters, NoticeRunner, NoticeSender],
  exports: [NoticeSender],
})
export class NoticesWorkerModule {}
