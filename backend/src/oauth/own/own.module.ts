import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/access.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { ConsentController } from './consent.controller.js';
import { ConsentService } from './consent.service.js';
import { OwnController } from './own.controller.js';
import { OwnService } from './own.service.js';
import { TalentAccountController } from './talent-account.controller.js';
import { TalentAccountService } from './talent-account.service.js';

/** What talents see and do about their own connections. */
@Module({
  imports: [AccessModule, InvitationsModule],
  controllers: [ConsentController, OwnController, TalentAccountController],
  providers: [ConsentService, OwnService, TalentAccountService],
})
export class OwnModule {}
