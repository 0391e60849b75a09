/** Housekeeping that the application role may only ask for: the functions belong to the tables' owner. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';

const MONTHS_AHEAD = 3;

@Injectable()
export class UpkeepRepository {
  /** Makes the coming months' partitions; what has none lands in the default partition and is not lost. */
  async ensurePartitions(tx: Tx, from: Date): Promise<void> {
    await tx.$queryRaw`SELECT ensure_snapshot_partitions(${from.toISOString().slice(0, 10)}::date, ${MONTHS_AHEAD}::int)`;
  }

  /** Removes sign-ins and idempotency keys that ended; answers how many. */
  async sweepExpired(tx: Tx, now: Date): Promise<number> {
    const [row] = await tx.$queryRaw<{ swept: number }[]>`SELECT sweep_expired(${now}::timestamptz) AS swept`;
    return row?.swept ?? 0;
  }
}
