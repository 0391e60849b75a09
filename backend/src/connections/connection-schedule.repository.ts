/** When a connection is due, moved by hand: asked for, stopped, begun again, brought forward. Time is the database's own. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { LANES } from './connection-state.js';
import type { Cause } from './connection-state.js';
import type { Owned } from './lease.js';

@Injectable()
export class ConnectionScheduleRepository {
  /**
   * A new or repeated wish to sync: due at once, first in line. A sync that is under way stays as it is, and is followed by
   * another. Null then; otherwise whether it is still about the very first one.
   */
  async request(tx: Tx, { agencyId, connectionId }: Owned, cause: Cause): Promise<{ first: boolean } | null> {
    const [row] = await tx.$queryRaw<{ leased: boolean; first: boolean }[]>`
      UPDATE connection_sync s
      SET request_seq = s.request_seq + 1, crash_count = 0, next_sync_at = CASE WHEN s.lease_owner IS NULL THEN now() ELSE s.next_sync_at END,
          lane = CASE WHEN s.lease_owner IS NULL THEN ${LANES.interactive}::smallint ELSE s.lane END,
          blocked_until = CASE WHEN s.lease_owner IS NULL THEN NULL ELSE s.blocked_until END,
          attempt = CASE WHEN s.lease_owner IS NULL THEN 0 ELSE s.attempt END,
          failures = CASE WHEN s.lease_owner IS NULL THEN 0 ELSE s.failures END,
          cause = CASE WHEN s.lease_owner IS NOT NULL OR s.cause = 'first' AND s.done_seq = 0 THEN s.cause ELSE ${cause} END
      FROM connection_product p
      WHERE s.agency_id = ${agencyId}::uuid AND s.connection_id = ${connectionId}::uuid
        AND p.agency_id = s.agency_id AND p.connection_id = s.connection_id AND p.product = 'profile'
      RETURNING s.lease_owner IS NOT NULL AS leased, p.outcome = 'never' AS first`;
    return row && !row.leased ? { first: row.first } : null;
  }

  /** When somebody asked by hand: the cool-down counts from here. The caller has locked the connection. */
  async asked(tx: Tx, { agencyId, connectionId }: Owned, at: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync SET asked_at = ${at}::timestamptz WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
  }

  /** Nothing is due any more, and whoever runs the sync is too late from the commit on. The caller has locked the connection. */
  async halt(tx: Tx, { agencyId, connectionId }: Owned): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync SET next_sync_at = NULL, lease_owner = NULL, lease_until = NULL, lease_started = false, lease_token = lease_token + 1
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
    await tx.$executeRaw`
      UPDATE connection_product SET cursor = NULL WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
  }

  /** Nothing is due by itself any more; false where a sync is under way, which ends by itself. The caller has locked the connection. */
  async rest(tx: Tx, { agencyId, connectionId }: Owned): Promise<boolean> {
    const resting = await tx.$executeRaw`
      UPDATE connection_sync SET next_sync_at = NULL
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid AND lease_owner IS NULL`;
    return resting === 1;
  }

  /**
   * Due again, with fresh attempts: at once where the last good read is older than the interval, where somebody asked
   * meanwhile, or where it must be; otherwise at its regular time. Never before the platform lets us. The column keeps
   * milliseconds: cut, not rounded, so that what is due now is not due a moment later. A sync that is under way stays as it
   * is, and is followed by another where one must be.
   */
  async wake(
    tx: Tx,
    { agencyId, connectionId }: Owned,
    { intervalSeconds, atOnce }: { intervalSeconds: number; atOnce: boolean },
  ): Promise<{ due: boolean; leased: boolean; cause: Cause } | null> {
    const [row] = await tx.$queryRaw<{ due: boolean; leased: boolean; cause: Cause }[]>`
      UPDATE connection_sync s SET attempt = 0, crash_count = 0,
        request_seq = s.request_seq + CASE WHEN s.lease_owner IS NOT NULL AND ${atOnce}::boolean THEN 1 ELSE 0 END,
        next_sync_at = CASE WHEN s.lease_owner IS NOT NULL THEN s.next_sync_at ELSE greatest(s.blocked_until, date_trunc('milliseconds', now()), CASE WHEN NOT ${atOnce}::boolean AND s.request_seq <= s.done_seq
          THEN p.succeeded_at + make_interval(secs => ${intervalSeconds}::int) END) END
      FROM connection_product p
      WHERE s.agency_id = ${agencyId}::uuid AND s.connection_id = ${connectionId}::uuid
        AND p.agency_id = s.agency_id AND p.connection_id = s.connection_id AND p.product = 'profile'
      RETURNING s.next_sync_at <= now() AS due, s.lease_owner IS NOT NULL AS leased, s.cause`;
    return row ?? null;
  }

  /** Sooner than planned, where it is planned at all and nothing holds it back. */
  async hasten(tx: Tx, { agencyId, connectionId }: Owned, seconds: number): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync SET next_sync_at = least(next_sync_at, now() + make_interval(secs => ${seconds}::int))
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid
        AND next_sync_at IS NOT NULL AND lease_owner IS NULL AND coalesce(blocked_until, now()) <= now()`;
  }
}
