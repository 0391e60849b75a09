import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { ConnectionsModule } from '../../connections/connections.module.js';
import { Departures } from '../../connections/departures.service.js';
import { InvitationsCoreModule } from '../invitations/invitations-core.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { VaultModule } from '../vault/vault.module.js';
import { FlowEndings } from './flow-endings.js';
import { FlowNews } from './flow-news.js';
import { FlowOffers } from './flow-offers.js';
import { FlowRepository } from './flow.repository.js';

/** Choices that talents make, and how authorizations end. */
@Module({
  imports: [AuditModule, ConnectionsModule, InvitationsCoreModule, TokensModule, VaultModule],
  providers: [FlowEndings, FlowNews, FlowOffers, FlowRepository],
  exports: [FlowEndings, FlowNews, FlowOffers, FlowRepository],
})
export class FlowOffersModule implements OnModuleInit {
  constructor(
    private readonly departures: Departures,
    private readonly offers: FlowOffers,
  ) {}

  onModuleInit(): void {
    this.departures.joinTalents((tx, agencyId, talentIds) => this.offers.forsake(tx, agencyId, talentIds));
  }
}
