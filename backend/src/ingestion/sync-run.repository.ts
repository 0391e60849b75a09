/** One row for each sync that began: why, how it ended, what it cost. */
import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import { newestFirst, olderThan } from '../core/database/dated-pages.js';
import type { Slice } from '../core/database/dated-pages.js';
import type { Reader, Tx } from '../core/database/database.service.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Begun, Cause, Lease } from '../connections/connection-sync.service.js';

export const RUN_OUTCOMES = ['running', 'ok', 'partial', 'failed', 'deferred', 'aborted'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** What a run cost. `calls`: requests made for it alone, and one for all that it shared with others. */
export interface RunTally {
  calls: number;
  pages: number;
  postsSeen: number;
  postsNew: number;
  postsChanged: number;
}

interface RunEnd {
  readonly outcome: RunOutcome;
  readonly code: ConnectionCode | null;
  readonly finishedAt: Date;
  readonly tally: RunTally;
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
  /** Of any agencies; the caller works across them. */
  async openMany(tx: Tx, begun: readonly Begun[], startedAt: Date): Promise<void> {
    const column = <T>(pick: (one: Begun) => T) => begun.map(pick);
    await tx.$executeRaw`
      INSERT INTO sync_run (id, agency_id, connection_id, cause, attempt, lease_token, started_at)
      SELECT uuidv7(), n.agency_id, n.connection_id, n.cause, n.attempt, n.lease_token, ${startedAt}::timestamptz
      FROM unnest(${column(({ lease }) => lease.agencyId)}::uuid[], ${column(({ lease }) => lease.connectionId)}::uuid[],
        ${column(({ subject }) => subject.cause)}::text[], ${column(({ subject }) => subject.attempt)}::int[], ${column(({ lease }) => lease.token)}::bigint[])
        AS n(agency_id, connection_id, cause, attempt, lease_token)`;
  }

  /**
   * All of one agency. What was closed before stays as it is; in a `CASE`, since runs that are open are so few when PostgreSQL
   * counts them that it would read all runs there are to find one.
   */
  async closeMany(tx: Tx, closed: readonly { readonly lease: Lease; readonly end: RunEnd }[]): Promise<void> {
    const [first] = closed;
    if (!first) return;
    const column = <T>(pick: (end: RunEnd) => T) => closed.map(({ end }) => pick(end));
    await tx.$executeRaw`
      UPDATE sync_run r SET outcome = n.outcome, code = n.code, finished_at = n.finished_at, calls = n.calls, pages = n.pages,
        posts_seen = n.posts_seen, posts_new = n.posts_new, posts_changed = n.posts_changed
      FROM unnest(${closed.map(({ lease }) => lease.connectionId)}::uuid[], ${closed.map(({ lease }) => lease.token)}::bigint[],
        ${column((end) => end.outcome)}::text[], ${column((end) => end.code)}::text[], ${column((end) => end.finishedAt)}::timestamptz[],
        ${column(({ tally }) => tally.calls)}::int[], ${column(({ tally }) => tally.pages)}::int[], ${column(({ tally }) => tally.postsSeen)}::int[],
        ${column(({ tally }) => tally.postsNew)}::int[], ${column(({ tally }) => tally.postsChanged)}::int[])
        AS n(connection_id, lease_token, outcome, code, finished_at, calls, pages, posts_seen, posts_new, posts_changed)
      WHERE r.agency_id = ${first.lease.agencyId}::uuid AND r.connection_id = n.connection_id AND r.lease_token = n.lease_token
        AND CASE WHEN r.outcome = 'running' THEN true END`;
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
