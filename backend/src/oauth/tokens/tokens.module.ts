import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { AlertsModule } from '../../connections/alerts.module.js';
import { ConnectionsModule } from '../../connections/connections.module.js';
import { PlatformsModule } from '../../platforms/platforms.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { VaultModule } from '../vault/vault.module.js';
import { ConsentDesk } from './consent-desk.service.js';
import { CredentialRepository } from './credential.repository.js';
import { Credentials } from './credentials.service.js';
import { Losses } from './losses.service.js';
import { RefreshEndings } from './refresh-endings.service.js';
import { RefreshOutcomes } from './refresh-outcomes.service.js';
import { RefreshRequest } from './refresh-request.service.js';
import { TokenRefresh } from './refresh.service.js';
import { RenewedTokens } from './renewed-tokens.service.js';
import { RevocationRepository } from './revocation.repository.js';
import { TokenSeals } from './sealed-tokens.service.js';
import { StoredTokens } from './stored-tokens.service.js';
import { TokenService } from './token.service.js';

/** The life of a token: lent, refreshed, lost, given back. */
@Module({
  imports: [AlertsModule, AuditModule, ConnectionsModule, NoticesModule, PlatformsModule, VaultModule],
  providers: [
    ConsentDesk,
    CredentialRepository,
    Credentials,
    Losses,
    RefreshEndings,
    RefreshOutcomes,
    RefreshRequest,
    RenewedTokens,
    RevocationRepository,
    StoredTokens,
    TokenRefresh,
    TokenSeals,
    TokenService,
  ],
  exports: [
    ConsentDesk,
    CredentialRepository,
    Credentials,
    Losses,
    RevocationRepository,
    TokenRefresh,
    TokenSeals,
    TokenService,
  ],
})
export class TokensModule {}
