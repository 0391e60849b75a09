import { Module } from '@nestjs/common';
import { ErasureModule } from '../access/erasure.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { ConnectService } from './connect.service.js';
import { ConnectionListsService } from './connection-lists.service.js';
import { ConnectionView } from './connection-view.service.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionSyncRepository } from './connection-sync.repository.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import { ConnectionTalentRepository } from './connection-talent.repository.js';
import { ConnectionsController, TalentConnectionsController } from './connections.controller.js';
import { ConnectionsService } from './connections.service.js';
import { DisconnectService } from './disconnect.service.js';
import { ProfileInputService } from './profile-input.service.js';
import { ProfileRepository } from './profile.repository.js';
import { ProfileStoreService } from './profile-store.service.js';
import { ResolveService, ResolveView } from './resolve.service.js';
import { SubjectRepository } from './subject.repository.js';

/** What is linked and in which state; the only writer of connection state. */
@Module({
  imports: [AuditModule, ErasureModule, PlatformsModule],
  controllers: [ConnectionsController, TalentConnectionsController],
  providers: [
    ConnectService,
    ConnectionListsService,
    ConnectionView,
    ConnectionRepository,
    ConnectionSyncRepository,
    ConnectionSyncService,
    ConnectionTalentRepository,
    ConnectionsService,
    DisconnectService,
    ProfileInputService,
    ProfileRepository,
    ProfileStoreService,
    ResolveService,
    ResolveView,
    SubjectRepository,
  ],
  exports: [ConnectionSyncService, ConnectionsService, ConnectionView, ProfileStoreService],
})
export class ConnectionsModule {}
