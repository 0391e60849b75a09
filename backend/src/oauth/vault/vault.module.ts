import { Global, Module } from '@nestjs/common';
import { KeyRing } from '../../core/crypto/key-ring.js';
import { AgencyCredentials } from '../../platforms/contract/agency-credentials.js';
import { AgencyKeysRepository } from './agency-keys.repository.js';
import { AppCredentials } from './app-credentials.service.js';
import { AppCredentialsRepository } from './app-credentials.repository.js';
import { DataKeys } from './data-keys.service.js';
import { Vault } from './vault.service.js';

/** Seals what must not be read at rest, with keys that nobody finds beside it. Global: whoever calls a platform asks it. */
@Global()
@Module({
  providers: [
    AgencyKeysRepository,
    AppCredentials,
    { provide: AgencyCredentials, useExisting: AppCredentials },
    AppCredentialsRepository,
    DataKeys,
    KeyRing,
    Vault,
  ],
  exports: [AgencyCredentials, AppCredentials, AppCredentialsRepository, DataKeys, KeyRing, Vault],
})
export class VaultModule {}
