/** That somebody looks at connections, and what it changes of their turn. Rows that a sync holds right now are passed over. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';

export interface WatchTimes {
  /** Not written again before so much has passed. */
  readonly againSeconds: number;
  /** Older than this, data is fetched while somebody looks. */
  readonly staleSeconds: number;
}

@Injectable()
export class WatchRepository {
  /** Touches no indexed column, so that it stays within the row's page. Answers with those that were not known to be watched. */
  async seen(tx: Tx, agencyId: string, ids: readonly string[], { againSeconds }: WatchTimes): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE connection_sync s SET watched_at = now()
      FROM (SELECT connection_id FROM connection_sync
        WHERE agency_id = ${agencyId}::uuid AND connection_id = ANY(${ids}::uuid[])
          AND (watched_at IS NULL OR watched_at < now() - make_interval(secs => ${againSeconds}::int))
        ORDER BY connection_id FOR UPDATE SKIP LOCKED) w
      WHERE s.agency_id = ${agencyId}::uuid AND s.connection_id = w.connection_id
      RETURNING s.connection_id AS id`;
    return rows.map(({ id }) => id);
  }

  /** What is healthy but old, and due later, is due now; what waits for a reason goes on waiting. */
  async hasten(tx: Tx, agencyId: string, ids: readonly string[], { staleSeconds }: WatchTimes): Promise<number> {
    return tx.$executeRaw`
      UPDATE connection_sync s SET next_sync_at = now()
      FROM (SELECT d.connection_id FROM connection_sync d
        JOIN connection_product p ON p.connection_id = d.connection_id AND p.product = 'profile'
        JOIN social_connection c ON c.id = d.connection_id
        WHERE d.agency_id = ${agencyId}::uuid AND d.connection_id = ANY(${ids}::uuid[])
          AND d.next_sync_at > now() AND d.lease_owner IS NULL AND coalesce(d.blocked_until, now()) <= now()
          AND d.attempt = 0 AND d.failures = 0 AND c.strikes = 0 AND c.control = 'enabled'
          AND p.succeeded_at < now() - make_interval(secs => ${staleSeconds}::int)
        ORDER BY d.connection_id FOR UPDATE OF d SKIP LOCKED) w
      WHERE s.agency_id = ${agencyId}::uuid AND s.connection_id = w.connection_id`;
  }
}
