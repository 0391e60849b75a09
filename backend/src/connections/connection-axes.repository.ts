/** The axes of connections, many at a time, and what is shown of them. What runs is what is leased: no row says so beside the lease. */
import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Tx } from '../core/database/database.service.js';
import type { Activity, Auth, Cause, Control, Outcome, Status } from './connection-state.js';

export interface AxesRow {
  readonly connectionId: string;
  readonly control: Control;
  readonly auth: Auth;
  readonly status: Status;
  readonly outcome: Outcome;
  readonly activity: Activity;
  readonly cause: Cause;
  readonly lastCode: ConnectionCode | null;
  readonly strikes: number;
  /** Somebody asked for a sync after the one under way was claimed. */
  readonly asked: boolean;
}

export interface Moved {
  readonly connectionId: string;
  readonly activity: Activity;
  readonly cause: Cause;
  readonly status: Status;
}

/** What a product does, where its sync row is joined as `s`. */
export const activityOf = (product: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`CASE WHEN s.lease_owner IS NULL THEN ${product}.activity ELSE 'running' END`;

/** And why. */
export const causeOf = (product: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`CASE WHEN s.lease_owner IS NULL THEN ${product}.cause ELSE s.cause END`;

/** The products' rows, as every statement that joins them calls them. */
export const PROFILE = Prisma.sql`p`;
export const POSTS = Prisma.sql`q`;

@Injectable()
export class ConnectionAxesRepository {
  /** The caller has locked these connections. */
  find(tx: Tx, connectionIds: readonly string[]): Promise<AxesRow[]> {
    return tx.$queryRaw<AxesRow[]>`
      SELECT c.id AS "connectionId", c.control, c.auth, c.status, c.last_code AS "lastCode", c.strikes, p.outcome, ${activityOf(PROFILE)} AS activity, ${causeOf(PROFILE)} AS cause,
        s.lease_owner IS NOT NULL AND s.request_seq > s.claimed_seq AS asked
      FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
      JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
      WHERE c.id = ANY(${[...connectionIds]}::uuid[])`;
  }

  /** Moves both products of each connection. */
  async setActivity(tx: Tx, moved: readonly Moved[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_product p SET activity = n.activity, cause = n.cause
      FROM unnest(${moved.map((row) => row.connectionId)}::uuid[], ${moved.map((row) => row.activity)}::text[], ${moved.map((row) => row.cause)}::text[])
        AS n(connection_id, activity, cause)
      WHERE p.connection_id = n.connection_id AND (p.activity, p.cause) IS DISTINCT FROM (n.activity, n.cause)`;
  }

  async setStatus(tx: Tx, moved: readonly Pick<Moved, 'connectionId' | 'status'>[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection c SET status = n.status
      FROM unnest(${moved.map((row) => row.connectionId)}::uuid[], ${moved.map((row) => row.status)}::text[]) AS n(id, status)
      WHERE c.id = n.id AND c.status <> n.status`;
  }
}
