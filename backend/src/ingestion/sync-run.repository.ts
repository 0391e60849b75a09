/** One row for each sync that began: why, how it ended, what it cost. */
import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import { newestFirst, olderThan } from '../core/database/dated-pages.js';
import type { Slice } from '../core/database/dated-pages.js';
import type { Reader, Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Cause } from '../connections/connection-sync.service.js';
import type { Lease } from '../connections/connection-sync.service.js';

export const RUN_OUTCOMES = ['running', 'ok', 'partial', 'failed', 'deferred', 'aborted'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

export interface RunTally {
  calls: number;
  pages: number;
  postsSeen: number;
  postsNew: number;
  postsChanged: number;
}

export interface RunRow extends RunTally {
  id: string;
  cause: Cause;
  outcome: RunOutcome;
  code: ConnectionCode | null;
  attempt: number;
  startedAt: Date;
  finishedAt: Date | null;
  platform: string;
}

const AT = Prisma.sql`r.started_at`;
const ID = Prisma.sql`r.id`;

@Injectable()
export class SyncRunRepository {
  async open(tx: Tx, lease: Lease, run: { cause: Cause; attempt: number; startedAt: Date }): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO sync_run (id, agency_id, connection_id, cause, attempt, lease_token, started_at)
      VALUES (${newId()}::uuid, ${lease.agencyId}::uuid, ${lease.connectionId}::uuid, ${run.cause}, ${run.attempt}, ${lease.token}, ${run.startedAt}::timestamptz)`;
  }

  async close(
    tx: Tx,
    lease: Lease,
    end: { outcome: RunOutcome; code: ConnectionCode | null; finishedAt: Date; tally: RunTally },
  ): Promise<void> {
    const { calls, pages, postsSeen, postsNew, postsChanged } = end.tally;
    await tx.$executeRaw`
      UPDATE sync_run SET outcome = ${end.outcome}, code = ${end.code}, finished_at = ${end.finishedAt}::timestamptz, calls = ${calls}, pages = ${pages},
        posts_seen = ${postsSeen}, posts_new = ${postsNew}, posts_changed = ${postsChanged}
      WHERE connection_id = ${lease.connectionId}::uuid AND lease_token = ${lease.token} AND outcome = 'running'`;
  }

  /** Runs whose worker was lost; said by the reconciler, since the worker can't. */
  async abandon(tx: Tx, leases: readonly Lease[], at: Date): Promise<void> {
    if (leases.length === 0) return;
    await tx.$executeRaw`
      UPDATE sync_run r SET outcome = 'aborted', code = 'WORKER_LOST', finished_at = ${at}::timestamptz
      FROM unnest(${leases.map((lease) => lease.connectionId)}::uuid[], ${leases.map((lease) => lease.token)}::bigint[]) AS l(connection_id, token)
      WHERE r.connection_id = l.connection_id AND r.lease_token = l.token AND r.outcome = 'running'`;
  }

  page(reader: Reader, agencyId: string, connectionId: string, slice: Slice): Promise<RunRow[]> {
    return reader.$queryRaw<RunRow[]>`
      SELECT r.id, r.cause, r.outcome, r.code, r.attempt, r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.calls, r.pages,
        r.posts_seen AS "postsSeen", r.posts_new AS "postsNew", r.posts_changed AS "postsChanged", c.platform
      FROM sync_run r JOIN social_connection c ON c.id = r.connection_id
      WHERE r.agency_id = ${agencyId}::uuid AND r.connection_id = ${connectionId}::uuid ${olderThan(AT, ID, slice)}
      ${newestFirst(AT, ID, slice)}`;
  }
}
