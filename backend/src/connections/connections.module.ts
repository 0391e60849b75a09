import { Module } from '@nestjs/common';
import { ErasureModule } from '../access/erasure.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { PlatformsModule } from '../platforms/platforms.module.js';
import { TalentsModule } from '../talents/talents.module.js';
import { AccountRepository } from './account.repository.js';
import { AlertsModule } from './alerts.module.js';
import { BulkConnectionsService } from './bulk-connections.service.js';
import { CheckpointRepository } from './checkpoint.repository.js';
import { ConnectService } from './connect.service.js';
import { ConnectionBulkController, TalentMergeController } from './connection-bulk.controller.js';
import { ConnectionControlController, ConnectionProofController } from './connection-control.controller.js';
import { ConnectionControlRepository } from './connection-control.repository.js';
import { ConnectionDeeds } from './connection-deeds.service.js';
import { ConnectionIntakeRepository } from './connection-intake.repository.js';
import { ConnectionIntake } from './connection-intake.service.js';
import { ConnectionListsService } from './connection-lists.service.js';
import { ConnectionView } from './connection-view.service.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionScheduleRepository } from './connection-schedule.repository.js';
import { ConnectionAxesRepository } from './connection-axes.repository.js';
import { ConnectionClaimRepository } from './connection-claim.repository.js';
import { ConnectionEndingRepository } from './connection-ending.repository.js';
import { ConnectionSyncRepository } from './connection-sync.repository.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import { ConnectionTalentRepository } from './connection-talent.repository.js';
import { ConnectionsController, TalentConnectionsController } from './connections.controller.js';
import { ConnectionsService } from './connections.service.js';
import { ControlService } from './control.service.js';
import { Cooldown } from './cooldown.service.js';
import { Departures } from './departures.service.js';
import { ConsentGrants } from './consent-grants.js';
import { ConsentStateRepository } from './consent-state.repository.js';
import { ConsentState } from './consent-state.service.js';
import { ConsentedConnectionRepository } from './consented-connection.repository.js';
import { ConsentedConnections } from './consented-connections.service.js';
import { DisconnectService } from './disconnect.service.js';
import { ConnectionHolders } from './holders.service.js';
import { MergeTalentsService } from './merge-talents.service.js';
import { OwnConnectionRepository } from './own-connection.repository.js';
import { OwnConnections } from './own-connections.service.js';
import { ProfileInputService } from './profile-input.service.js';
import { ProfileRepository } from './profile.repository.js';
import { ProfileStoreService } from './profile-store.service.js';
import { ProofCheck } from './proof-check.service.js';
import { ProofRepository } from './proof.repository.js';
import { ProofService } from './proof.service.js';
import { ResolveService, ResolveView } from './resolve.service.js';
import { SubjectRepository } from './subject.repository.js';
import { SyncClaims } from './sync-claims.service.js';
import { SyncEnds } from './sync-ends.service.js';
import { SyncMoves } from './sync-moves.service.js';
import { SyncWishes } from './sync-wishes.service.js';
import { TransferService } from './transfer.service.js';
import { WatchRepository } from './watch.repository.js';
import { Watching } from './watching.service.js';

/** What is linked and in which state; the only writer of connection state. */
@Module({
  imports: [AlertsModule, AuditModule, ErasureModule, PlatformsModule, TalentsModule],
  controllers: [
    ConnectionBulkController,
    ConnectionControlController,
    ConnectionProofController,
    ConnectionsController,
    TalentConnectionsController,
    TalentMergeController,
  ],
  providers: [
    AccountRepository,
    BulkConnectionsService,
    CheckpointRepository,
    ConnectService,
    ConnectionAxesRepository,
    ConnectionClaimRepository,
    ConnectionControlRepository,
    ConnectionDeeds,
    ConnectionEndingRepository,
    ConnectionHolders,
    ConnectionIntake,
    ConnectionIntakeRepository,
    ConnectionListsService,
    ConnectionView,
    ConnectionRepository,
    ConnectionScheduleRepository,
    ConnectionSyncRepository,
    ConnectionSyncService,
    ConnectionTalentRepository,
    ConnectionsService,
    ConsentGrants,
    ConsentState,
    ConsentStateRepository,
    ConsentedConnectionRepository,
    ConsentedConnections,
    ControlService,
    Cooldown,
    Departures,
    DisconnectService,
    MergeTalentsService,
    OwnConnectionRepository,
    OwnConnections,
    ProfileInputService,
    ProfileRepository,
    ProfileStoreService,
    ProofCheck,
    ProofRepository,
    ProofService,
    ResolveService,
    ResolveView,
    SubjectRepository,
    SyncClaims,
    SyncEnds,
    SyncMoves,
    SyncWishes,
    TransferService,
    WatchRepository,
    Watching,
  ],
  exports: [
    ConnectionIntake,
    ConnectionSyncService,
    ConnectionsService,
    ConnectionView,
    ConsentState,
    ConsentedConnections,
    Departures,
    OwnConnections,
    ProfileStoreService,
  ],
})
export class ConnectionsModule {}
