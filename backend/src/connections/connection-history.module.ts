import { Module } from '@nestjs/common';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { AttentionRepository } from './attention.repository.js';
import { AttentionService } from './attention.service.js';
import { AttentionController, ProfileChangesController } from './history.controller.js';
import { Presence } from './presence.service.js';
import { PresenceRepository } from './presence.repository.js';
import { ProfileChangesRepository } from './profile-changes.repository.js';
import { ProfileChangesService } from './profile-changes.service.js';

/** Reads alone: what became of connections, and which of them need a hand. */
@Module({
  imports: [PlatformsModule],
  controllers: [AttentionController, ProfileChangesController],
  providers: [
    AttentionRepository,
    AttentionService,
    Presence,
    PresenceRepository,
    ProfileChangesRepository,
    ProfileChangesService,
  ],
  exports: [Presence],
})
export class ConnectionHistoryModule {}
