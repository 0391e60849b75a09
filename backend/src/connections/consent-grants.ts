/** What a connection goes through when consent to it is given: back from a disconnect, its handle its own, and due. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { AlertService } from './alert.service.js';
import { ConnectionControlRepository } from './connection-control.repository.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import type { AccountFacts } from './consented-connection.repository.js';
import { ConsentState } from './consent-state.service.js';
import { ConsentStateRepository } from './consent-state.repository.js';
import type { Owned } from './lease.js';
import { SubjectRepository } from './subject.repository.js';

@Injectable()
export class ConsentGrants {
  constructor(
    private readonly controls: ConnectionControlRepository,
    private readonly states: ConsentStateRepository,
    private readonly consent: ConsentState,
    private readonly sync: ConnectionSyncService,
    private readonly subjects: SubjectRepository,
    private readonly alerts: AlertService,
  ) {}

  /** Takes the row; true where it was disconnected, and is so no more. */
  async revive(tx: Tx, of: Owned): Promise<boolean> {
    const row = await this.states.find(tx, of);
    if (row?.control !== 'archived') return false;
    await this.controls.undo(tx, of);
    return true;
  }

  /** Another connection may still go by a handle that is this account's by now. */
  async takeHandle(
    tx: Tx,
    { agencyId, connectionId }: Owned,
    { platform, accountId, handle, normalizedHandle }: AccountFacts,
  ): Promise<void> {
    if (handle === null) return;
    const account = { id: accountId, normalizedHandle };
    const { byHandle } = await this.subjects.holder(tx, agencyId, platform, account, connectionId);
    if (!byHandle) return;
    const loser = { agencyId, connectionId: byHandle };
    if (await this.subjects.loseHandle(tx, loser))
      await this.alerts.raise(tx, [loser], 'PROFILE_HANDLE_REASSIGNED', { handle });
  }

  /** True where it is due now: what is paused or set aside stays so. */
  async grant(tx: Tx, of: Owned): Promise<boolean> {
    await this.consent.granted(tx, of);
    await this.alerts.settled(tx, of);
    const row = await this.states.find(tx, of);
    if (row?.control !== 'enabled') {
      await this.sync.halt(tx, of);
      return false;
    }
    await this.sync.request(tx, of.agencyId, of.connectionId, 'manual');
    return true;
  }
}
