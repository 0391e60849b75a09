import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { PlatformsModule } from '../../platforms/platforms.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { DueTokens } from './due-tokens.service.js';
import { EndNews } from './end-news.service.js';
import { EndWarnings } from './end-warnings.service.js';
import { RevocationCall } from './revocation-call.service.js';
import { Revoker } from './revoker.service.js';
import { TokenUpkeep } from './token-upkeep.service.js';
import { TokensClockwork } from './tokens-clockwork.js';
import { TokensModule } from './tokens.module.js';
import { TokenUpkeepRepository } from './upkeep.repository.js';

/** What workers do about tokens that nobody is using: refresh, warn, give back. */
@Module({
  imports: [AuditModule, NoticesModule, PlatformsModule, TokensModule],
  providers: [
    EndNews,
    EndWarnings,
    DueTokens,
    RevocationCall,
    Revoker,
    TokenUpkeep,
    TokenUpkeepRepository,
    TokensClockwork,
  ],
})
export class TokensWorkerModule {}
