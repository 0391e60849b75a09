import { Global, Module } from '@nestjs/common';
import { KeyRing } from '../../core/crypto/key-ring.js';
import { AgencyKeysRepository } from './agency-keys.repository.js';
import { DataKeys } from './data-keys.service.js';
import { Vault } from './vault.service.js';

/** Seals what must not be read at rest, with keys that nobody finds beside it. */
@Global()
@Module({
  providers: [AgencyKeysRepository, DataKeys, KeyRing, Vault],
  exports: [Vault],
})
export class VaultModule {}
