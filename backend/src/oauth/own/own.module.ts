import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/access.module.js';
import { AuditModule } from '../../audit/audit.module.js';
import { ConnectionsModule } from '../../connections/connections.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { ConsentController } from './consent.controller.js';
import { ConsentEnd } from './consent-end.service.js';
import { ConsentService } from './consent.service.js';
import { OwnController } from './own.controller.js';
import { OwnDeeds } from './own-deeds.service.js';
import { OwnService } from './own.service.js';
import { PlaceReader } from './place-reader.js';
import { PlaceRepository } from './place.repository.js';
import { Places } from './places.service.js';
import { TalentAccountController } from './talent-account.controller.js';
import { TalentAccountService } from './talent-account.service.js';
import { TalentDataFile } from './talent-data-file.service.js';
import { TalentDataPages } from './talent-data-pages.js';
import { TalentDataRepository } from './talent-data.repository.js';
import { VisitorDeeds } from './visitor-deeds.service.js';

/** What talents see and do about their own connections. */
@Module({
  imports: [AccessModule, AuditModule, ConnectionsModule, InvitationsModule, TokensModule],
  controllers: [ConsentController, OwnController, TalentAccountController],
  providers: [
    ConsentEnd,
    ConsentService,
    OwnDeeds,
    OwnService,
    PlaceReader,
    PlaceRepository,
    Places,
    TalentAccountService,
    TalentDataFile,
    TalentDataPages,
    TalentDataRepository,
    VisitorDeeds,
  ],
})
export class OwnModule {}
