/** When a connection is due, moved by hand: asked for, stopped, begun again, brought forward. Time is the database's own. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Cause } from './connection-state.js';
import type { Owned } from './lease.js';

@Injectable()
export class ConnectionScheduleRepository {
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
   * milliseconds: cut, not rounded, so that what is due now is not due a moment later.
   */
  async wake(
    tx: Tx,
    { agencyId, connectionId }: Owned,
    { intervalSeconds, atOnce }: { intervalSeconds: number; atOnce: boolean },
  ): Promise<{ due: boolean; cause: Cause } | null> {
    const [row] = await tx.$queryRaw<{ due: boolean; cause: Cause }[]>`
      UPDATE connection_sync s SET attempt = 0, crash_count = 0,
        next_sync_at = greatest(s.blocked_until, date_trunc('milliseconds', now()), CASE WHEN NOT ${atOnce}::boolean AND s.request_seq <= s.done_seq
          THEN p.succeeded_at + make_interval(secs => ${intervalSeconds}::int) END)
      FROM connection_product p
      WHERE s.agency_id = ${agencyId}::uuid AND s.connection_id = ${connectionId}::uuid
        AND p.agency_id = s.agency_id AND p.connection_id = s.connection_id AND p.product = 'profile'
      RETURNING s.next_sync_at <= now() AS due, s.cause`;
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
