import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../core/database/database.service.js';
import type { Role } from '../core/principal.js';
import type { MemberStatus } from './dto/staff.dto.js';

export interface FoundSession {
  readonly sessionId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly role: Role;
  readonly userStatus: MemberStatus;
  readonly talentId: string | null;
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

export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

interface LiveOf {
  readonly agencyId: string;
  readonly userId: string;
  readonly now: Date;
  readonly seenAfter: Date;
}

/** Far more than anybody has. */
const MOST_SHOWN = 100;

@Injectable()
export class SessionsRepository {
  /** Before the agency is known: goes through the look-up function. */
  async find(reader: Reader, tokenHash: Buffer): Promise<FoundSession | null> {
    const rows = await reader.$queryRaw<FoundSession[]>`
      SELECT session_id AS "sessionId", agency_id AS "agencyId", agency_name AS "agencyName", user_id AS "userId",
        user_name AS "userName", email, role, user_status AS "userStatus", talent_id AS "talentId", last_seen_at AS "lastSeenAt",
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

  /** False when it had ended before. */
  async revoke(tx: Tx, agencyId: string, id: string, now: Date): Promise<boolean> {
    const open = { agencyId, id, revokedAt: null };
    const { count } = await tx.session.updateMany({ where: open, data: { revokedAt: now } });
    return count > 0;
  }

  async isOf(tx: Tx, agencyId: string, userId: string, id: string): Promise<boolean> {
    return (await tx.session.count({ where: { agencyId, userId, id } })) > 0;
  }

  /** The one last seen first. */
  listLive(tx: Tx, { agencyId, userId, now, seenAfter }: LiveOf): Promise<SessionRow[]> {
    return tx.session.findMany({
      where: { agencyId, userId, revokedAt: null, expiresAt: { gt: now }, lastSeenAt: { gt: seenAfter } },
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
      take: MOST_SHOWN,
      select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true },
    });
  }
}
