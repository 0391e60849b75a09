/** Hourly housekeeping of the worker: partitions ahead of time, expired sign-ins and idempotency keys away. */
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import { UpkeepRepository } from './upkeep.repository.js';

@Injectable()
export class Upkeep {
  private readonly log = new Logger(Upkeep.name);

  constructor(
    private readonly database: Database,
    private readonly rows: UpkeepRepository,
    private readonly clock: Clock,
  ) {}

  /** Never rejects: what failed is done an hour later. */
  async run(): Promise<void> {
    try {
      const now = this.clock.now();
      await this.database.outside((tx) => this.rows.ensurePartitions(tx, now));
      await this.database.outside((tx) => this.rows.sweepExpired(tx, now));
    } catch (error) {
      this.log.warn({ err: error, message: 'Housekeeping failed; it runs again in an hour' });
    }
  }
}
