/** Raises alerts, and closes them when what they told of is over. Always in the transaction of what happened. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Tx } from '../core/database/database.service.js';
import { alertAfter } from './alert-policy.js';
import { AlertRepository } from './alert.repository.js';
import type { Owned } from './lease.js';
import type { Ending } from './subject.repository.js';

const CLAIMED: ConnectionCode = 'PROFILE_DUPLICATE';

@Injectable()
export class AlertService {
  constructor(
    private readonly rows: AlertRepository,
    private readonly clock: Clock,
  ) {}

  /** While one of this code is open at the connection, there is no second. */
  async raise(
    tx: Tx,
    of: readonly Owned[],
    code: ConnectionCode,
    facts: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    if (of.length > 0) await this.rows.raise(tx, of, { code, facts, at: this.clock.now() });
  }

  /** What the end of a sync means for its connection's alerts: everything read well heals all of them. */
  async follow(tx: Tx, of: Owned, ending: Pick<Ending, 'event' | 'code' | 'at'>): Promise<void> {
    const follows = alertAfter(ending);
    if (follows === 'heal') await this.rows.closeOthers(tx, of, CLAIMED, ending.at);
    if (follows === 'raise' && ending.code) await this.raise(tx, [of], ending.code);
  }

  /** Somebody else signed in to this account: only people know whose it is, however well it is read. */
  claimed(tx: Tx, of: Owned, claimedBy: string): Promise<void> {
    return this.raise(tx, [of], CLAIMED, { claimedBy });
  }

  /** It has become known whose it is. */
  settled(tx: Tx, of: Owned): Promise<void> {
    return this.rows.settle(tx, of, CLAIMED, this.clock.now());
  }
}
