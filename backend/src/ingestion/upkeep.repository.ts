/** Housekeeping that the application role may only ask for: the functions belong to the tables' owner. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';

const MONTHS_AHEAD = 3;

@Injectable()
export class UpkeepRepository {
  /** Makes the coming months' partitions; what came before its month had one waits in the default partition, and moves. */
  async ensurePartitions(tx: Tx, from: Date): Promise<void> {
    await tx.$queryRaw`SELECT ensure_snapshot_partitions(${from.toISOString().slice(0, 10)}::date, ${MONTHS_AHEAD}::int)`;
  }

  /** Of old days only each one's last figures stay. Removes at most `most`; fewer: that was all. */
  async rollUp(tx: Tx, now: Date, detailDays: number, most: number): Promise<number> {
    const [row] = await tx.$queryRaw<{ removed: number }[]>`
      SELECT roll_up_snapshots(${now}::timestamptz, ${detailDays}::int, ${most}::int) AS removed`;
    return row?.removed ?? 0;
  }

  /** Months that are too old go with their partitions. Of the default partition at most `most` rows; fewer: that was all. */
  async dropOld(tx: Tx, now: Date, keepMonths: number, most: number): Promise<number> {
    const [row] = await tx.$queryRaw<{ removed: number }[]>`
      SELECT drop_old_snapshots(${now}::timestamptz, ${keepMonths}::int, ${most}::int) AS removed`;
    return row?.removed ?? 0;
  }

  /** Removes sign-ins and idempotency keys that ended; answers how many. */
  async sweepExpired(tx: Tx, now: Date): Promise<number> {
    const [row] = await tx.$queryRaw<{ swept: number }[]>`SELECT sweep_expired(${now}::timestamptz) AS swept`;
    return row?.swept ?? 0;
  }
}
