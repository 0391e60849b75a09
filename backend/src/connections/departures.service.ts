/** Connections that end: what higher floors keep of them ends in the same transaction. */
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ErasureService } from '../access/erasure.service.js';
import type { Tx } from '../core/database/database.service.js';
import { ConnectionControlRepository } from './connection-control.repository.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConsentState } from './consent-state.service.js';

/** Runs while the rows are still there and locked. Must touch nothing outside of the transaction, which may run again. */
type Farewell = (tx: Tx, agencyId: string, ids: readonly string[]) => Promise<void>;

@Injectable()
export class Departures implements OnModuleInit {
  private readonly hooks: Farewell[] = [];
  private readonly talentHooks: Farewell[] = [];

  constructor(
    private readonly erasure: ErasureService,
    private readonly connections: ConnectionRepository,
    private readonly controls: ConnectionControlRepository,
    private readonly consent: ConsentState,
  ) {}

  /** Whoever erases a talent erases what hangs on it, and knows nothing of connections. */
  onModuleInit(): void {
    this.erasure.alsoForget(async (tx, agencyId, ids) => {
      await this.run(tx, agencyId, await this.controls.idsOfTalents(tx, agencyId, ids));
      await this.runTalents(tx, agencyId, ids);
    });
  }

  /** From now on, `run` does this, too. */
  join(hook: Farewell): void {
    this.hooks.push(hook);
  }

  /** From now on, `runTalents` does this, too. */
  joinTalents(hook: Farewell): void {
    this.talentHooks.push(hook);
  }

  /** In the transaction that erases these talents or merges them into others, before their rows go. */
  async runTalents(tx: Tx, agencyId: string, talentIds: readonly string[]): Promise<void> {
    for (const hook of this.talentHooks) await hook(tx, agencyId, talentIds);
  }

  /** In the transaction that disconnects, archives or erases these connections, before their rows go. */
  async run(tx: Tx, agencyId: string, connectionIds: readonly string[]): Promise<void> {
    if (connectionIds.length === 0) return;
    for (const hook of this.hooks) await hook(tx, agencyId, connectionIds);
  }

  /** Everything goes. The caller has locked the connection. */
  async erase(tx: Tx, agencyId: string, id: string): Promise<void> {
    await this.run(tx, agencyId, [id]);
    await this.connections.erase(tx, agencyId, id);
    await this.erasure.forget(tx, agencyId, [id]);
  }

  /** Its data stays, a consent does not: brought back, it is read in public as before, or needs the talent again. */
  async archive(tx: Tx, agencyId: string, { id, method }: Pick<ConnectionRow, 'id' | 'method'>): Promise<void> {
    await this.run(tx, agencyId, [id]);
    if (method === 'OAUTH') await this.consent.withdrawn(tx, { agencyId, connectionId: id });
  }
}
