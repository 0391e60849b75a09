import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../core/database/database.service.js';
import type { Role } from '../core/principal.js';

export interface FoundSession {
  readonly sessionId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly role: Role;
  readonly userStatus: 'active' | 'disabled';
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export interface NewSession {
  readonly id: string;
  readonly agencyId: string;
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

@Injectable()
export class SessionsRepository {
  /** Before the agency is known: goes through the look-up function. */
  async find(reader: Reader, tokenHash: Buffer): Promise<FoundSession | null> {
    const rows = await reader.$queryRaw<FoundSession[]>`
      SELECT session_id AS "sessionId", agency_id AS "agencyId", agency_name AS "agencyName", user_id AS "userId",
        user_name AS "userName", email, role, user_status AS "userStatus", last_seen_at AS "lastSeenAt",
        expires_at AS "expiresAt", revoked_at AS "revokedAt"
      FROM find_session(${tokenHash})`;
    return rows[0] ?? null;
  }

  async create(tx: Tx, session: NewSession): Promise<void> {
    const { tokenHash, createdAt, ...rest } = session;
    await tx.session.create({
      data: { ...rest, createdAt, lastSeenAt: createdAt, tokenHash: new Uint8Array(tokenHash) },
    });
  }

  async touch(tx: Tx, agencyId: string, id: string, now: Date): Promise<void> {
    await tx.session.updateMany({ where: { agencyId, id, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } });
  }

  async revoke(tx: Tx, agencyId: string, id: string, now: Date): Promise<void> {
    await tx.session.updateMany({ where: { agencyId, id, revokedAt: null }, data: { revokedAt: now } });
  }
}
