import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/access.module.js';
import { AuditModule } from '../../audit/audit.module.js';
import { AlertsModule } from '../../connections/alerts.module.js';
import { ConnectionsModule } from '../../connections/connections.module.js';
import { PlatformsModule } from '../../platforms/platforms.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { VaultModule } from '../vault/vault.module.js';
import { CallbackGate } from './callback-gate.js';
import { FlowApps } from './flow-apps.js';
import { FlowArrivals } from './flow-arrivals.js';
import { FlowBook } from './flow-book.js';
import { FlowCallbackService } from './flow-callback.service.js';
import { FlowChoiceService } from './flow-choice.service.js';
import { FlowConnects } from './flow-connects.js';
import { FlowCookies } from './flow-cookies.js';
import { FlowDeeds } from './flow-deeds.js';
import { FlowDoor } from './flow-door.js';
import { FlowGoals } from './flow-goals.js';
import { FlowOffersModule } from './flow-offers.module.js';
import { FlowPassport } from './flow-passport.js';
import { FlowRefusals } from './flow-refusals.js';
import { FlowStarters } from './flow-starter.js';
import { FlowStartService } from './flow-start.service.js';
import { FlowView } from './flow-view.js';
import { FlowsController } from './flows.controller.js';

/** From "Connect" at the talent’s end to the connection at ours. */
@Module({
  imports: [
    AccessModule,
    AlertsModule,
    AuditModule,
    ConnectionsModule,
    FlowOffersModule,
    InvitationsModule,
    PlatformsModule,
    TokensModule,
    VaultModule,
  ],
  controllers: [FlowsController],
  providers: [
    CallbackGate,
    FlowApps,
    FlowArrivals,
    FlowBook,
    FlowCallbackService,
    FlowChoiceService,
    FlowConnects,
    FlowCookies,
    FlowDeeds,
    FlowDoor,
    FlowGoals,
    FlowPassport,
    FlowRefusals,
    FlowStarters,
    FlowStartService,
    FlowView,
  ],
})
export class FlowModule {}
