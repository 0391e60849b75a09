import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';

export interface Claimed {
  readonly agencyId: string;
  readonly actorId: string;
  readonly key: string;
}

export interface StoredReply {
  readonly requestHash: Buffer;
  /** Null while the request is being answered. */
  readonly status: number | null;
  readonly body: string | null;
}

const MADE_SOMETHING = [201, 202, 204];

@Injectable()
export class IdempotencyRepository {
  constructor(private readonly database: Database) {}

  /**
   * The first to come holds the key. A key past its day is free again, and so is one whose holder fell silent, for the
   * same request. Null when it is ours now, otherwise what stands there.
   */
  claim(
    claimed: Claimed,
    requestHash: Buffer,
    times: { now: Date; lockedUntil: Date; expiresAt: Date },
  ): Promise<StoredReply | null> {
    const { agencyId, actorId, key } = claimed;
    const { now, lockedUntil, expiresAt } = times;
    return this.database.inAgency(agencyId, async (tx) => {
      const taken = await tx.$executeRaw`
        INSERT INTO idempotency_key AS held (agency_id, actor_id, key, request_hash, locked_until, created_at, expires_at)
        VALUES (${agencyId}::uuid, ${actorId}::uuid, ${key}, ${requestHash}, ${lockedUntil}::timestamptz,
          ${now}::timestamptz, ${expiresAt}::timestamptz)
        ON CONFLICT (agency_id, actor_id, key) DO UPDATE SET request_hash = EXCLUDED.request_hash, status = NULL, body = NULL,
          locked_until = EXCLUDED.locked_until, created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at
        WHERE held.expires_at <= ${now}::timestamptz OR (held.status IS NULL AND held.locked_until <= ${now}::timestamptz
          AND held.request_hash = EXCLUDED.request_hash)`;
      if (taken > 0) return null;
      const row = await tx.idempotencyKey.findFirst({
        where: { agencyId, actorId, key },
        select: { requestHash: true, status: true, body: true },
      });
      // Its holder let go of it between the two statements: the next try gets it.
      if (!row) return { requestHash, status: null, body: null };
      return { ...row, requestHash: Buffer.from(row.requestHash) };
    });
  }

  /** Stores the reply, unless another has taken the key over in the meantime. */
  async complete(
    { agencyId, actorId, key }: Claimed,
    lockedUntil: Date,
    status: number,
    body: string | null,
  ): Promise<void> {
    await this.database.inAgency(agencyId, (tx) =>
      tx.idempotencyKey.updateMany({
        where: { agencyId, actorId, key, lockedUntil, status: null },
        data: { status, body },
      }),
    );
  }

  /** Forgets a request that came to nothing, so that it may be tried again. */
  async release({ agencyId, actorId, key }: Claimed, lockedUntil: Date): Promise<void> {
    await this.database.inAgency(agencyId, (tx) =>
      tx.idempotencyKey.deleteMany({ where: { agencyId, actorId, key, lockedUntil, status: null } }),
    );
  }

  /**
   * Whatever speaks of these ids. Look-ups and refusals may name an account without its id, and repeating them makes
   * nothing twice: they go together.
   */
  async forget(tx: Tx, agencyId: string, ids: readonly string[]): Promise<void> {
    await tx.idempotencyKey.deleteMany({
      where: {
        agencyId,
        status: { not: null },
        OR: [{ status: { notIn: MADE_SOMETHING } }, ...ids.map((id) => ({ body: { contains: id } }))],
      },
    });
  }
}
