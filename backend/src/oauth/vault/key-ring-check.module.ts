import { Module } from '@nestjs/common';
import { AgencyKeysRepository } from './agency-keys.repository.js';
import { KeyRingCheck } from './key-ring-check.js';
import { VaultModule } from './vault.module.js';

/** For processes that run all day. The command that changes keys is there for those that are not in order. */
@Module({ imports: [VaultModule], providers: [AgencyKeysRepository, KeyRingCheck] })
export class KeyRingCheckModule {}
