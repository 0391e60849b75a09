import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Role } from '../core/principal.js';
import type { MemberStatus } from './dto/staff.dto.js';

export type LinkPurpose = 'invite' | 'reset';

export interface FoundStaffLink {
  readonly linkId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly role: Role;
  readonly userStatus: MemberStatus;
  readonly purpose: LinkPurpose;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewStaffLink {
  readonly id: string;
  readonly agencyId: string;
  readonly userId: string;
  readonly purpose: LinkPurpose;
  readonly tokenHash: Buffer;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

@Injectable()
export class StaffLinksRepository {
  /** Before the agency is known: goes through the look-up function. */
  async find(tx: Tx, tokenHash: Buffer): Promise<FoundStaffLink | null> {
    const rows = await tx.$queryRaw<FoundStaffLink[]>`
      SELECT link_id AS "linkId", agency_id AS "agencyId", agency_name AS "agencyName", user_id AS "userId",
        user_name AS "userName", email, role, user_status AS "userStatus", purpose, expires_at AS "expiresAt",
        used_at AS "usedAt", revoked_at AS "revokedAt"
      FROM find_staff_link(${tokenHash})`;
    return rows[0] ?? null;
  }

  /** In place of those that were open: only the newest link works. */
  async replace(tx: Tx, link: NewStaffLink): Promise<void> {
    const { agencyId, userId, createdAt } = link;
    await this.revokeOpen(tx, agencyId, userId, createdAt);
    await tx.staffLink.create({ data: { ...link, tokenHash: new Uint8Array(link.tokenHash) } });
  }

  async revokeOpen(tx: Tx, agencyId: string, userId: string, now: Date): Promise<void> {
    const open = { agencyId, userId, usedAt: null, revokedAt: null };
    await tx.staffLink.updateMany({ where: open, data: { revokedAt: now } });
  }

  /** True for one caller alone, while the link is good. */
  async take(tx: Tx, agencyId: string, id: string, now: Date): Promise<boolean> {
    const { count } = await tx.staffLink.updateMany({
      where: { agencyId, id, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    return count === 1;
  }
}
