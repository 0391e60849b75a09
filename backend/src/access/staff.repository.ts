import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Position } from '../core/database/page.js';
import type { Role } from '../core/principal.js';

export interface FoundUser {
  readonly userId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly name: string;
  readonly role: Role;
  readonly status: 'active' | 'disabled';
  readonly passwordHash: string;
}

export interface NewUser {
  readonly id: string;
  readonly agencyId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly createdAt: Date;
}

export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly status: 'active' | 'disabled';
}

@Injectable()
export class StaffRepository {
  /** Before the agency is known: goes through the look-up function. */
  async findByEmail(tx: Tx, email: string): Promise<FoundUser | null> {
    const rows = await tx.$queryRaw<FoundUser[]>`
      SELECT user_id AS "userId", agency_id AS "agencyId", agency_name AS "agencyName", name, role, status,
        password_hash AS "passwordHash"
      FROM find_user_by_email(${email})`;
    return rows[0] ?? null;
  }

  async createAgency(tx: Tx, agency: { id: string; name: string; demo: boolean; createdAt: Date }): Promise<void> {
    await tx.agency.create({ data: agency });
  }

  async findDemoAgency(tx: Tx): Promise<string | null> {
    const [row] = await tx.$queryRaw<{ id: string | null }[]>`SELECT find_demo_agency() AS id`;
    return row?.id ?? null;
  }

  /** Ends every sign-in made with the old passphrase. */
  async setPassphrase(tx: Tx, agencyId: string, id: string, passwordHash: string, now: Date): Promise<void> {
    await tx.user.updateMany({ where: { agencyId, id }, data: { passwordHash } });
    await tx.session.updateMany({ where: { agencyId, userId: id, revokedAt: null }, data: { revokedAt: now } });
  }

  async createUser(tx: Tx, user: NewUser): Promise<void> {
    await tx.user.create({ data: user });
  }

  /** In the order of their creation; one row more than asked for. Who signs in as a talent is not staff. */
  async list(tx: Tx, agencyId: string, limit: number, after: Position | null): Promise<StaffRow[]> {
    const rows = await tx.user.findMany({
      where: { agencyId, role: { not: 'talent' }, ...(after && { id: { gt: after.id } }) },
      orderBy: { id: 'asc' },
      take: limit + 1,
      select: { id: true, name: true, email: true, role: true, status: true },
    });
    return rows.map((row) => ({ ...row, role: row.role as Role, status: row.status as StaffRow['status'] }));
  }

  async signedIn(tx: Tx, agencyId: string, id: string, now: Date): Promise<void> {
    await tx.user.updateMany({ where: { agencyId, id }, data: { lastSignInAt: now } });
  }
}
