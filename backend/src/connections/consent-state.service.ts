/**
 * The standing of a talent's consent, and the status that follows from it: always in the transaction of what happened. Whoever
 * calls publishes `ConnectionsChanged` after the commit where the answer says that something changed.
 */
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Tx } from '../core/database/database.service.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { consentFactsOf } from './consent-answer.js';
import { nextAuth } from './consent-axis.js';
import type { ConsentEvent } from './consent-axis.js';
import { ConsentStateRepository } from './consent-state.repository.js';
import type { ConsentRow } from './consent-state.repository.js';
import { statusOf } from './connection-state.js';
import type { Auth } from './connection-state.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import type { Owned } from './lease.js';

@Injectable()
export class ConsentState {
  private readonly log = new Logger(ConsentState.name);

  constructor(
    private readonly rows: ConsentStateRepository,
    private readonly sync: ConnectionSyncService,
    private readonly registry: PlatformRegistry,
    private readonly clock: Clock,
  ) {}

  /** Consent is good. What was lost or taken back before stays so until something was read by the new one: `proved`. */
  granted(tx: Tx, of: Owned): Promise<boolean> {
    return this.move(tx, of, 'granted');
  }

  /** Something was really read by the consent. */
  proved(tx: Tx, of: Owned): Promise<boolean> {
    return this.move(tx, of, 'proved');
  }

  /** It ends soon. */
  expiring(tx: Tx, of: Owned): Promise<boolean> {
    return this.move(tx, of, 'expiring');
  }

  /** The platform gives no more tokens. What was read stays. */
  lost(tx: Tx, of: Owned, code: ConnectionCode): Promise<boolean> {
    return this.move(tx, of, 'lost', code);
  }

  /**
   * The talent took it back: public data is read on where it was before and still can be; otherwise nothing is due any more.
   * A pause outlasts it.
   */
  async withdrawn(tx: Tx, of: Owned): Promise<'public' | 'revoked'> {
    const row = await this.rows.find(tx, of);
    const isPublic =
      row !== null && row.publicBefore && consentFactsOf(this.registry.find(row.platform)).publicFallback;
    if (isPublic) {
      await this.move(tx, of, 'public');
      await this.rows.makePublic(tx, of);
      if (row.control === 'enabled') await this.sync.request(tx, of.agencyId, of.connectionId, 'manual');
      return 'public';
    }
    await this.move(tx, of, 'revoked', 'AUTH_REVOKED');
    await this.sync.halt(tx, of);
    return 'revoked';
  }

  private async move(tx: Tx, of: Owned, event: ConsentEvent, code: ConnectionCode | null = null): Promise<boolean> {
    const row = await this.rows.find(tx, of);
    if (!row) return false;
    const auth = nextAuth(row.auth, event);
    if (auth === null) {
      this.log.warn(`${of.connectionId}: a consent that is ${row.auth} cannot be ${event}`);
      return false;
    }
    if (auth === row.auth && code === null) return false;
    if (isHeld(auth) !== isHeld(row.auth)) await this.rows.relist(tx, of);
    const status = statusOf({ control: row.control, auth, profile: profileOf(row) });
    return this.rows.move(tx, of, { auth, status, code, at: this.clock.now() });
  }
}

/** It can be read by. */
const isHeld = (auth: Auth): boolean => auth === 'active' || auth === 'expiring';

const profileOf = ({ outcome, activity, cause }: ConsentRow) => ({ outcome, activity, cause });
