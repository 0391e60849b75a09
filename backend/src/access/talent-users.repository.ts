/** Users that are talents: at most one for each. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { MemberStatus } from './dto/staff.dto.js';

export interface TalentUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: MemberStatus;
  readonly hasPassphrase: boolean;
}

type Stored = Omit<TalentUser, 'hasPassphrase'>;

/** What is stored for who has no passphrase: no hash looks so. */
const NO_PASSPHRASE = '';

@Injectable()
export class TalentUsersRepository {
  /** Holds the talent, so that of two accounts made at once one is second, and the account where there is one. */
  async hold(tx: Tx, agencyId: string, talentId: string): Promise<TalentUser | null> {
    await tx.$queryRaw`SELECT 1 FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${talentId}::uuid FOR UPDATE`;
    const [row] = await tx.$queryRaw<TalentUser[]>`
      SELECT id, name, email, status, password_hash <> ${NO_PASSPHRASE} AS "hasPassphrase"
      FROM app_user WHERE agency_id = ${agencyId}::uuid AND talent_id = ${talentId}::uuid FOR UPDATE`;
    return row ?? null;
  }

  async insert(tx: Tx, row: Stored & { readonly agencyId: string; readonly talentId: string }): Promise<void> {
    await tx.user.create({ data: { ...row, role: 'talent', passwordHash: NO_PASSPHRASE } });
  }

  async update(tx: Tx, agencyId: string, { id, ...data }: Stored): Promise<void> {
    await tx.user.updateMany({ where: { agencyId, id }, data });
  }

  /** Sessions and links go with it. */
  async remove(tx: Tx, agencyId: string, id: string): Promise<void> {
    await tx.user.deleteMany({ where: { agencyId, id, role: 'talent' } });
  }

  async ofTalents(tx: Tx, agencyId: string, talentIds: readonly string[]): Promise<string[]> {
    const where = { agencyId, talentId: { in: [...talentIds] } };
    return (await tx.user.findMany({ where, select: { id: true } })).map(({ id }) => id);
  }

  /** Null where there is no such talent. */
  async talentName(tx: Tx, agencyId: string, id: string): Promise<string | null> {
    return (await tx.talent.findFirst({ where: { agencyId, id }, select: { name: true } }))?.name ?? null;
  }
}
