/** Raises alerts, and closes them when what they told of is over. Always in the transaction of what happened. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Tx } from '../core/database/database.service.js';
import { alertAfter } from './alert-policy.js';
import { AlertRepository } from './alert.repository.js';
import type { Owned } from './lease.js';
import type { Ending } from './subject.js';

const CLAIMED: ConnectionCode = 'PROFILE_DUPLICATE';

interface End {
  readonly lease: Owned;
  readonly ending: Pick<Ending, 'event' | 'code'>;
}

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

  /** What the ends of syncs mean for their connections' alerts: everything read well heals all of them. All of one agency. */
  async followMany(tx: Tx, ends: readonly End[]): Promise<void> {
    const followed = Map.groupBy(ends, ({ ending }) => alertAfter(ending));
    await this.rows.closeOthers(
      tx,
      (followed.get('heal') ?? []).map(({ lease }) => lease),
      CLAIMED,
      this.clock.now(),
    );
    const raised = Map.groupBy(followed.get('raise') ?? [], ({ ending }) => ending.code);
    for (const [code, of] of raised) {
      const whose = of.map(({ lease }) => lease);
      if (code) await this.raise(tx, whose, code);
    }
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
