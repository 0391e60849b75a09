/** Runs started imports to their end, chunk by chunk, under a lease: any worker may go on where another one stopped. */
import { Injectable, Logger } from '@nestjs/common';
import { ConnectionsChanged } from '../connections/connections.events.js';
import { Config } from '../core/config/config.js';
import { isUnreachable } from '../core/database/database-errors.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { EventBus } from '../core/events.js';
import { ImportChunk } from './import-chunk.service.js';
import type { ChunkDone } from './import-chunk.service.js';
import { ImportEndings } from './import-endings.service.js';
import { ImportRepository } from './import.repository.js';
import type { HeldImport } from './import.repository.js';
import { ImportsChanged } from './imports.events.js';

/** Rows of one transaction. */
const CHUNK = 100;

/** `lost`: cancelled, or another worker's by now. */
type Step = 'more' | 'done' | 'lost';

@Injectable()
export class ImportRunner {
  private readonly log = new Logger(ImportRunner.name);

  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly imports: ImportRepository,
    private readonly chunk: ImportChunk,
    private readonly endings: ImportEndings,
    private readonly events: EventBus,
  ) {}

  /** Takes the import that has waited longest; null where none waits. */
  claim(): Promise<HeldImport | null> {
    return this.database.asWorker((tx) => this.imports.claim(tx, this.config.values.SYNC_LEASE_SECONDS));
  }

  /** Does the next chunk. A chunk that can't be done as a whole is done row by row, so that one row spoils no other. */
  async step(held: HeldImport): Promise<Step> {
    try {
      return await this.advance(held, CHUNK);
    } catch (error) {
      if (isUnreachable(error)) throw error;
      this.log.warn({ err: error, importId: held.id, message: 'A chunk failed; its rows are done one by one' });
      return this.advanceByOne(held);
    }
  }

  release(held: HeldImport): Promise<void> {
    return this.database.inAgency(held.agencyId, (tx) => this.imports.release(tx, held));
  }

  private async advanceByOne(held: HeldImport): Promise<Step> {
    try {
      return await this.advance(held, 1);
    } catch (error) {
      if (isUnreachable(error)) throw error;
      this.log.error({ err: error, importId: held.id, message: 'A row failed in an unforeseen way' });
      await this.fenced(held, (tx) => this.chunk.setAside(tx, held));
      return 'more';
    }
  }

  private async advance(held: HeldImport, size: number): Promise<Step> {
    const done = await this.fenced(held, (tx) => this.chunkOrEnd(tx, held, size));
    if (done === null) return 'lost';
    this.events.publish(new ImportsChanged(held.agencyId, [held.id]));
    if (done.connectionIds.length > 0) this.events.publish(new ConnectionsChanged(held.agencyId, done.connectionIds));
    return done.rows === 0 ? 'done' : 'more';
  }

  private async chunkOrEnd(tx: Tx, held: HeldImport, size: number): Promise<ChunkDone> {
    const done = await this.chunk.run(tx, held, size);
    if (done.rows === 0) await this.endings.finish(tx, held);
    return done;
  }

  /** Work that only the holder of the import may do, one at a time in an agency; null for anybody else. */
  private fenced<T>(held: HeldImport, work: (tx: Tx) => Promise<T>): Promise<T | null> {
    return this.database.inAgency(held.agencyId, async (tx) => {
      if (!(await this.imports.hold(tx, held, this.config.values.SYNC_LEASE_SECONDS))) return null;
      await this.imports.takeTurn(tx, held.agencyId);
      return work(tx);
    });
  }
}
