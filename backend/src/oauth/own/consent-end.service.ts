/** How a consent ends when its talent takes it back. All in the caller's transaction, on a connection that it holds. */
import { Injectable } from '@nestjs/common';
import { ConsentState } from '../../connections/consent-state.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { ConsentRecords } from '../invitations/consent-records.service.js';
import { InvitationProgress } from '../invitations/invitation-progress.service.js';
import { Credentials } from '../tokens/credentials.service.js';
import { PlaceRepository } from './place.repository.js';

export interface Ending {
  readonly agencyId: string;
  readonly talentId: string;
  readonly connectionId: string;
  readonly platform: string;
  /** By a fresh link, or signed in. */
  readonly via: 'link' | 'account';
  readonly address: string | null;
}

@Injectable()
export class ConsentEnd {
  constructor(
    private readonly credentials: Credentials,
    private readonly state: ConsentState,
    private readonly progress: InvitationProgress,
    private readonly records: ConsentRecords,
    private readonly places: PlaceRepository,
  ) {}

  /** From the commit on no sync can open the tokens; they are given back to the platform, where it takes them. */
  async withdraw(tx: Tx, ending: Ending): Promise<void> {
    const { agencyId, connectionId } = ending;
    const scopes = await this.places.scopesOf(tx, agencyId, connectionId);
    await this.credentials.giveBack(tx, agencyId, [connectionId]);
    await this.state.withdrawn(tx, { agencyId, connectionId });
    await this.progress.withdrawn(tx, agencyId, connectionId);
    await this.records.add(tx, { ...ending, kind: 'withdrawn', scopes });
  }
}
