import { Module } from '@nestjs/common';
import { KeyRingCheckModule } from './key-ring-check.module.js';
import { RetiredApps } from './retired-apps.js';
import { VaultModule } from './vault.module.js';

/** The vault where nobody waits for it. */
@Module({ imports: [KeyRingCheckModule, VaultModule], providers: [RetiredApps] })
export class VaultWorkerModule {}
