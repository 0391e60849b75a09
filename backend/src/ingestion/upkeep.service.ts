/** Hourly housekeeping of the worker: history in shape, expired sign-ins and idempotency keys away. Several may be at it at once. */
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { UpkeepRepository } from './upkeep.repository.js';

/** Rows in one go, so that nobody waits long for a lock; and goes an hour, so that an end comes. */
const BITE = 20_000;
const MOST_BITES = 50;

@Injectable()
export class Upkeep {
  private readonly log = new Logger(Upkeep.name);

  constructor(
    private readonly database: Database,
    private readonly rows: UpkeepRepository,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Never rejects: what failed is done an hour later, and keeps nothing else from being done. */
  async run(): Promise<void> {
    const now = this.clock.now();
    const { SNAPSHOT_DETAIL_DAYS, SNAPSHOT_KEEP_MONTHS } = this.config.values;
    await this.tried('partitions', (tx) => this.rows.ensurePartitions(tx, now));
    await this.bites('rolling up', (tx) => this.rows.rollUp(tx, now, SNAPSHOT_DETAIL_DAYS, BITE));
    await this.bites('old history', (tx) => this.rows.dropOld(tx, now, SNAPSHOT_KEEP_MONTHS, BITE));
    await this.tried('what expired', (tx) => this.rows.sweepExpired(tx, now));
  }

  private async bites(what: string, bite: (tx: Tx) => Promise<number>): Promise<void> {
    for (let count = 0; count < MOST_BITES; count += 1) if (((await this.tried(what, bite)) ?? 0) < BITE) return;
  }

  private async tried<T>(what: string, work: (tx: Tx) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.database.outside(work);
    } catch (error) {
      this.log.warn({ err: error, what, message: 'Housekeeping failed; it runs again in an hour' });
      return undefined;
    }
  }
}
