import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Position } from '../core/database/page.js';
import type { Role } from '../core/principal.js';
import type { MemberStatus } from './dto/staff.dto.js';

export interface FoundUser {
  readonly userId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly name: string;
  readonly role: Role;
  readonly status: MemberStatus;
  /** Null for who is invited and has set none. */
  readonly passwordHash: string | null;
}

export interface NewUser {
  readonly id: string;
  readonly agencyId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly status: MemberStatus;
  readonly passwordHash: string | null;
  readonly createdAt: Date;
}

export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly status: MemberStatus;
  readonly lastSignInAt: Date | null;
  readonly createdAt: Date;
  /** Keys that this person made and that still work. */
  readonly apiKeys: number;
}

/** What is stored for who has no passphrase: no hash looks so, and it is compared with nothing. */
const NO_PASSPHRASE = '';

/** A person as a change finds them. */
export interface HeldMember {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly status: MemberStatus;
  readonly hasPassphrase: boolean;
}

export interface HeldStaff {
  readonly member: HeldMember | null;
  /** Ids of the active owners. */
  readonly owners: readonly string[];
}

export interface StaffChange {
  readonly name?: string;
  readonly role?: Role;
  readonly status?: MemberStatus;
}

interface StoredMember extends Omit<StaffRow, 'role' | 'status' | 'apiKeys'> {
  readonly role: string;
  readonly status: string;
}

const SHOWN = {
  id: true,
  name: true,
  email: true,
  role: true,
  status: true,
  lastSignInAt: true,
  createdAt: true,
} as const;

@Injectable()
export class StaffRepository {
  /** Before the agency is known: goes through the look-up function. */
  async findByEmail(tx: Tx, email: string): Promise<FoundUser | null> {
    const rows = await tx.$queryRaw<FoundUser[]>`
      SELECT user_id AS "userId", agency_id AS "agencyId", agency_name AS "agencyName", name, role, status,
        NULLIF(password_hash, ${NO_PASSPHRASE}) AS "passwordHash"
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

  /** Also ends every sign-in made with the old passphrase, but for the one to keep, and every link that could set another. */
  async setPassphrase(
    tx: Tx,
    member: { agencyId: string; id: string },
    passwordHash: string,
    now: Date,
    keepSession: string | null = null,
  ): Promise<void> {
    const { agencyId, id } = member;
    await tx.user.updateMany({ where: { agencyId, id }, data: { passwordHash } });
    await this.endAccess(tx, member, now, keepSession);
  }

  /** Ends the sessions and the open links of a person. */
  async endAccess(
    tx: Tx,
    { agencyId, id: userId }: { agencyId: string; id: string },
    now: Date,
    keepSession: string | null = null,
  ): Promise<void> {
    const open = { agencyId, userId, revokedAt: null };
    await tx.session.updateMany({
      where: { ...open, ...(keepSession !== null && { id: { not: keepSession } }) },
      data: { revokedAt: now },
    });
    await tx.staffLink.updateMany({ where: { ...open, usedAt: null }, data: { revokedAt: now } });
  }

  /** Whom somebody with the role `talent` is. */
  async talentOf(tx: Tx, agencyId: string, id: string): Promise<string | null> {
    return (await tx.user.findFirst({ where: { agencyId, id }, select: { talentId: true } }))?.talentId ?? null;
  }

  async passphraseOf(tx: Tx, agencyId: string, id: string): Promise<string | null> {
    const user = await tx.user.findFirst({ where: { agencyId, id }, select: { passwordHash: true } });
    return user && user.passwordHash !== NO_PASSPHRASE ? user.passwordHash : null;
  }

  /** Holds the person until the transaction ends; false where they have another passphrase by now. */
  async holdPassphrase(tx: Tx, agencyId: string, id: string, passwordHash: string): Promise<boolean> {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM app_user
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid AND password_hash = ${passwordHash} FOR UPDATE`;
    return rows.length === 1;
  }

  async createUser(tx: Tx, user: NewUser): Promise<void> {
    await tx.user.create({ data: { ...user, passwordHash: user.passwordHash ?? NO_PASSPHRASE } });
  }

  /** In the order of their creation; one row more than asked for. Who signs in as a talent is not staff. */
  async list(tx: Tx, agencyId: string, limit: number, after: Position | null, now: Date): Promise<StaffRow[]> {
    const rows = await tx.user.findMany({
      where: { agencyId, role: { not: 'talent' }, ...(after && { id: { gt: after.id } }) },
      orderBy: { id: 'asc' },
      take: limit + 1,
      select: SHOWN,
    });
    return this.withKeys(tx, agencyId, rows, now);
  }

  async findById(tx: Tx, agencyId: string, id: string, now: Date): Promise<StaffRow | null> {
    const row = await tx.user.findFirst({ where: { agencyId, id, role: { not: 'talent' } }, select: SHOWN });
    const [shown] = row ? await this.withKeys(tx, agencyId, [row], now) : [];
    return shown ?? null;
  }

  /**
   * Holds this person and every active owner until the transaction ends, always in the same order: of two owners who
   * demote each other at the same moment, the second finds that he is none any more.
   */
  async hold(tx: Tx, agencyId: string, id: string): Promise<HeldStaff> {
    const rows = await tx.$queryRaw<(HeldMember & { owns: boolean })[]>`
      SELECT id, name, role, status, password_hash <> ${NO_PASSPHRASE} AS "hasPassphrase",
        role = 'owner' AND status = 'active' AS owns
      FROM app_user
      WHERE agency_id = ${agencyId}::uuid AND (id = ${id}::uuid OR (role = 'owner' AND status = 'active'))
      ORDER BY id FOR UPDATE`;
    const member = rows.find((row) => row.id === id && row.role !== 'talent') ?? null;
    return { member, owners: rows.filter((row) => row.owns).map((row) => row.id) };
  }

  async update(tx: Tx, agencyId: string, id: string, data: StaffChange): Promise<void> {
    await tx.user.updateMany({ where: { agencyId, id }, data });
  }

  async remove(tx: Tx, agencyId: string, id: string): Promise<void> {
    await tx.user.deleteMany({ where: { agencyId, id } });
  }

  /** How many talents are in this person's charge. */
  talentsOf(tx: Tx, agencyId: string, id: string): Promise<number> {
    return tx.talent.count({ where: { agencyId, ownerId: id } });
  }

  /**
   * Notes a sign-in, and holds the person until the transaction ends. False where they were disabled, or their passphrase
   * was changed, while it was checked: whoever does that waits here, and ends the session that is made now.
   */
  async signedIn(tx: Tx, { agencyId, userId: id, passwordHash }: FoundUser, now: Date): Promise<boolean> {
    if (passwordHash === null) return false;
    const as = { agencyId, id, status: 'active', passwordHash };
    return (await tx.user.updateMany({ where: as, data: { lastSignInAt: now } })).count === 1;
  }

  private async withKeys(tx: Tx, agencyId: string, rows: readonly StoredMember[], now: Date): Promise<StaffRow[]> {
    const counts = await tx.apiKey.groupBy({
      by: ['createdBy'],
      where: {
        agencyId,
        createdBy: { in: rows.map(({ id }) => id) },
        revokedAt: null,
        OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
      },
      _count: true,
    });
    return rows.map((row) => ({
      ...row,
      role: row.role as Role,
      status: row.status as MemberStatus,
      apiKeys: counts.find(({ createdBy }) => createdBy === row.id)?._count ?? 0,
    }));
  }
}
