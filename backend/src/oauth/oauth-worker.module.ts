import { Module } from '@nestjs/common';
import { FlowWorkerModule } from './flow/flow-worker.module.js';
import { NoticesWorkerModule } from './notices/notices-worker.module.js';
import { TokensWorkerModule } from './tokens/tokens-worker.module.js';
import { KeyRingCheckModule } from './vault/key-ring-check.module.js';
import { VaultModule } from './vault/vault.module.js';

/** What workers do about consent: refresh, give back, remind, tidy up. */
@Module({ imports: [FlowWorkerModule, KeyRingCheckModule, NoticesWorkerModule, TokensWorkerModule, VaultModule] })
export class OauthWorkerModule {}
