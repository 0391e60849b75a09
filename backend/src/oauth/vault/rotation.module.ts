import { Module } from '@nestjs/common';
import { Resealing } from './resealing.service.js';
import { Rotation } from './rotation.service.js';
import { RotationRepository } from './rotation.repository.js';
import { VaultModule } from './vault.module.js';

/** For the command that changes keys, and for nothing that runs all day. */
@Module({
  imports: [VaultModule],
  providers: [Resealing, Rotation, RotationRepository],
  exports: [Rotation],
})
export class RotationModule {}
