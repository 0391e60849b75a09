import { Module } from '@nestjs/common';
import { VaultModule } from './vault/vault.module.js';

/** What workers do about consent: refresh, give back, remind, tidy up. */
@Module({ imports: [VaultModule] })
export class OauthWorkerModule {}
