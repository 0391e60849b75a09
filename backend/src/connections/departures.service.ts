/** Connections that end: what higher floors keep of them ends in the same transaction. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';

/** Runs while the rows are still there and locked. Must touch nothing outside of the transaction, which may run again. */
type Farewell = (tx: Tx, agencyId: string, connectionIds: readonly string[]) => Promise<void>;

@Injectable()
export class Departures {
  private readonly hooks: Farewell[] = [];

  /** From now on, `run` does this, too. */
  join(hook: Farewell): void {
    this.hooks.push(hook);
  }

  /** In the transaction that disconnects, archives or erases these connections, before their rows go. */
  async run(tx: Tx, agencyId: string, connectionIds: readonly string[]): Promise<void> {
    if (connectionIds.length === 0) return;
    for (const hook of this.hooks) await hook(tx, agencyId, connectionIds);
  }
}
