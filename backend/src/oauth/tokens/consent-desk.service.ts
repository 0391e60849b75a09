/** What the connections' floor is told of a consent: where it stands, and what somebody should look at. */
import { Injectable } from '@nestjs/common';
import { AlertService } from '../../connections/alert.service.js';
import { ConnectionSyncService } from '../../connections/connection-sync.service.js';
import { ConnectionsChanged } from '../../connections/connections.events.js';
import { ConsentState } from '../../connections/consent-state.service.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { Tx } from '../../core/database/database.service.js';
import { EventBus } from '../../core/events.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import type { Holder } from './credential.js';

type Owned = Omit<Holder, 'platform'>;

@Injectable()
export class ConsentDesk {
  constructor(
    private readonly state: ConsentState,
    private readonly sync: ConnectionSyncService,
    private readonly alerts: AlertService,
    private readonly registry: PlatformRegistry,
    private readonly events: EventBus,
  ) {}

  /** Reads go on where there is public data; otherwise nothing is due until there is consent again. */
  async lost(tx: Tx, of: Owned, platform: string, code: ConnectionCode): Promise<void> {
    await this.state.lost(tx, of, code);
    if (!this.registry.isPublic(platform)) await this.sync.rest(tx, of);
  }

  expiring(tx: Tx, of: Owned): Promise<boolean> {
    return this.state.expiring(tx, of);
  }

  /** Its end was put off. */
  good(tx: Tx, of: Owned): Promise<boolean> {
    return this.state.granted(tx, of);
  }

  alert(tx: Tx, of: Owned, code: ConnectionCode, facts: Readonly<Record<string, string>> = {}): Promise<void> {
    return this.alerts.raise(tx, [of], code, facts);
  }

  /** After the commit. */
  tell(agencyId: string, connectionId: string): void {
    this.events.publish(new ConnectionsChanged(agencyId, [connectionId]));
  }
}
