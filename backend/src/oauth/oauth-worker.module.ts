import { Module } from '@nestjs/common';
import { FlowWorkerModule } from './flow/flow-worker.module.js';
import { NoticesWorkerModule } from './notices/notices-worker.module.js';
import { TokensWorkerModule } from './tokens/tokens-worker.module.js';
import { VaultWorkerModule } from './vault/vault-worker.module.js';

/** What workers do about consent: refresh, give back, remind, tidy up. */
@Module({ imports: [FlowWorkerModule, NoticesWorkerModule, TokensWorkerModule, VaultWorkerModule] })
export class OauthWorkerModule {}
